import { extname } from "node:path";
import { csvPieces, Problem, type Table, writeExcel, writeParquet } from "@gatecast/forecast";
import type { OutputFile } from "../adapters/write-files.ts";

/** Writers by the ending of a file's name. */
const WRITERS: Readonly<Record<string, (table: Table) => OutputFile["content"] | Promise<OutputFile["content"]>>> = {
  ".csv": csvPieces,
  ".xlsx": writeExcel,
  ".parquet": writeParquet,
};

/**
 * Judges the name of a file for a table, before any work is done.
 * @throws Problem (usage) `option_invalid`.
 */
export function checkTableName(path: string): void {
  if (Object.hasOwn(WRITERS, extname(path).toLowerCase())) return;
  const needed = `a name that ends in ${Object.keys(WRITERS).join(", ")}`;
  throw new Problem("usage", "option_invalid", `--to cannot be ${JSON.stringify(path)}.`, {
    found: extname(path) === "" ? "a name without an ending" : `a name that ends in ${extname(path)}`,
    needed,
    hint: `Give --to ${needed}.`,
    option: "--to",
  });
}

/** A table as a file of the format that its name says. */
export async function tableContent(table: Table, path: string): Promise<OutputFile["content"]> {
  const write = WRITERS[extname(path).toLowerCase()];
  if (write === undefined) throw new Error(`internal: no writer for ${path}`);
  return write(table);
}
