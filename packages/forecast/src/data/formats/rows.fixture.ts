import { strToU8, zipSync } from "fflate";
import { expect } from "vitest";
import { Problem } from "../../contracts/problem.ts";
import type { Row } from "../rows.ts";

/** All rows of a reader. */
export async function allRows(batches: AsyncIterable<readonly Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of batches) rows.push(...batch);
  return rows;
}

/** The cells of all rows of a reader, a row a line, separated by `|`. */
export async function cellsText(batches: AsyncIterable<readonly Row[]>): Promise<string[]> {
  return (await allRows(batches)).map(({ cells }) => cells.join("|"));
}

/** The problem that a reader ends with. */
export async function problemOf(batches: AsyncIterable<readonly Row[]>): Promise<Problem> {
  const error = await allRows(batches).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Problem);
  return error as Problem;
}

/** Reads to the end, or to a problem of the data that says what to do. */
export async function rowsOrProblem(batches: AsyncIterable<readonly Row[]>): Promise<void> {
  try {
    for (const { cells } of await allRows(batches)) {
      expect(cells.every((cell) => typeof cell === "string")).toBe(true);
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    expect(error.kind).toBe("data");
    expect(error.details.hint).toMatch(/\S/);
    expect(error.details.found).toMatch(/\S/);
  }
}

/** A workbook with these sheets, each the XML inside `<sheetData>`; `parts` replaces or adds files of the archive. */
export function workbook(
  sheets: Readonly<Record<string, string>>,
  parts: Readonly<Record<string, string>> = {},
): Uint8Array {
  const names = Object.keys(sheets);
  const type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const files: Record<string, string> = {
    "xl/workbook.xml": `<?xml version="1.0"?><workbook xmlns:r="${type}"><sheets>${names
      .map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships>${names
      .map((_, i) => `<Relationship Id="rId${i + 1}" Type="${type}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`)
      .join("")}</Relationships>`,
    ...Object.fromEntries(
      Object.values(sheets).map((xml, i) => [
        `xl/worksheets/sheet${i + 1}.xml`,
        `<?xml version="1.0"?><worksheet><sheetData>${xml}</sheetData></worksheet>`,
      ]),
    ),
    ...parts,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}
