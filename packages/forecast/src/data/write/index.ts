export { csvPieces, writeCsv } from "./csv.ts";
export { writeExcel } from "./excel.ts";
export { escapeFormula, unescapeFormula } from "./formula.ts";
export { writeParquet } from "./parquet.ts";
