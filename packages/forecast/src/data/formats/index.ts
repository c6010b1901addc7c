export { detectFormat, type Format, isExcel, isOldExcel, isParquet, oldExcel } from "./detect.ts";
export { type ExcelOptions, excelRows } from "./excel.ts";
export { jsonRows } from "./json.ts";
export { parquetRows } from "./parquet.ts";
export { tsfRows } from "./tsf.ts";
