import { Problem } from "../../contracts/problem.ts";

/** How a file holds its table; `text` is anything with a separator, `old_excel` the workbooks from before 2007. */
export type Format = "excel" | "parquet" | "json" | "tsf" | "text" | "old_excel";

/**
 * The format of a file by its first bytes (some hundred are plenty) and, where these leave a doubt, by its name. Text that
 * merely begins with a bracket, such as the header `[kW],{x}`, stays `text`.
 */
export function detectFormat(head: Uint8Array, file = ""): Format {
  if (isExcel(head)) return "excel";
  if (isOldExcel(head)) return "old_excel";
  if (isParquet(head)) return "parquet";
  const text = new TextDecoder().decode(head.subarray(0, 4096)).trimStart();
  const extension = /\.(\w+)(?:\.gz)?$/.exec(file.toLowerCase())?.[1] ?? "";
  if (extension === "tsf" || isTsf(text)) return "tsf";
  if (JSON_TEXT.test(text)) return "json";
  return JSON_NAMES.has(extension) && /^[[{]/.test(text) ? "json" : "text";
}

/** True for bytes that begin as zip archives do, which workbooks (.xlsx) are. */
export function isExcel(head: Uint8Array): boolean {
  return begins(head, [0x50, 0x4b, 0x03, 0x04]);
}

/** True for bytes of a compound file: a workbook from before 2007 (.xls), or a newer one locked with a password. */
export function isOldExcel(head: Uint8Array): boolean {
  return begins(head, [0xd0, 0xcf, 0x11, 0xe0]);
}

/** True for bytes that begin as Parquet files do. */
export function isParquet(head: Uint8Array): boolean {
  return begins(head, [0x50, 0x41, 0x52, 0x31]);
}

/** The problem of an `old_excel` file. */
export function oldExcel(): Problem {
  return new Problem("data", "old_excel", "This is an old Excel workbook (.xls), or one locked with a password.", {
    found: "a workbook in the format from before 2007",
    needed: "a workbook in today's format, .xlsx, without a password",
    hint: "Open it in a spreadsheet and save it as .xlsx or as CSV (UTF-8).",
  });
}

const JSON_NAMES = new Set(["json", "jsonl", "ndjson"]);

/** An object whose first key is followed by a colon; a list of objects; a list of lists of JSON's values; an empty one. */
const JSON_TEXT = new RegExp(
  [
    String.raw`^\{\s*(?:\}\s*(?:$|\{)|"(?:[^"\\]|\\.)*"\s*:)`,
    String.raw`^\[\s*(?:\]\s*$|\{\s*["}]|\[\s*(?:"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\s*[,\]]|null|true|false|\]))`,
  ].join("|"),
);

function isTsf(text: string): boolean {
  return /^(?:#[^\n]*\n\s*)*@(?:relation|attribute|frequency|horizon|missing|equallength|data)\b/i.test(text);
}

function begins(head: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => head[i] === byte);
}
