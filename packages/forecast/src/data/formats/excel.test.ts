import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { readTable } from "../read-table.ts";
import { excelRows } from "./excel.ts";
import { allRows, cellsText, problemOf, workbook } from "./rows.fixture.ts";

const STYLES = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>
<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="22"/><xf numFmtId="20"/></cellXfs></styleSheet>`;
const withStyles = (sheet: string) => {
  const type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  return workbook(
    { a: sheet },
    {
      "xl/styles.xml": STYLES,
      "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="${type}/worksheet" Target="/xl/worksheets/sheet1.xml"/><Relationship Id="rId9" Type="${type}/styles" Target="styles.xml"/></Relationships>`,
    },
  );
};

test("cells of every kind become text, gaps become empty, lines are the sheet's rows", async () => {
  const bytes = workbook({
    a: `<row r="1"><c r="A1" t="inlineStr"><is><t> ds </t></is></c><c r="B1" t="inlineStr"><is><t>y</t></is></c></row>
<row r="3"><c r="A3"><v>1.1000000000000001</v></c><c r="C3" t="b"><v>1</v></c></row>
<row r="4"><c r="A4"><f>A3+1</f><v>2.1</v></c><c r="B4" t="str"><f>"x"</f><v>x</v></c><c r="C4" t="b"><v>0</v></c></row>
<row r="5"><c r="A5" t="e"><v>#N/A</v></c><c r="B5"><v>-1E-5</v></c></row>`,
  });
  expect(await allRows(excelRows(bytes))).toEqual([
    { cells: ["ds", "y", ""], line: 1 },
    { cells: ["", "", ""], line: 2 },
    { cells: ["1.1", "", "1"], line: 3 },
    { cells: ["2.1", "x", "0"], line: 4 },
    { cells: ["", "-0.00001", ""], line: 5 },
  ]);
});

test("a column of dates is written with its clock where one of its cells has one, and only there", async () => {
  // 43831 is 2020-01-01; 10:00 of it is no whole fraction and comes a microsecond early.
  const bytes = withStyles(
    `<row r="1"><c r="A1" s="1"><v>43831</v></c><c r="B1" s="2"><v>43831</v></c><c r="C1" s="3"><v>0.75</v></c></row>
<row r="2"><c r="A2" s="1"><v>43832</v></c><c r="B2" s="2"><v>43831.416666666664</v></c><c r="C2" s="3"><v>0</v></c></row>`,
  );
  expect(await cellsText(excelRows(bytes))).toEqual([
    "2020-01-01|2020-01-01 00:00:00|18:00:00",
    "2020-01-02|2020-01-01 10:00:00|00:00:00",
  ]);
});

test("every tenth of a second of a day comes out as itself", async () => {
  const tenths = Array.from({ length: 200 }, (_, i) => i * 4321);
  const rows = tenths.map((t, i) => `<row r="${i + 1}"><c r="A${i + 1}" s="2"><v>${43831 + t / 864_000}</v></c></row>`);
  const expected = tenths.map((t) =>
    new Date(Date.UTC(2020, 0, 1) + t * 100).toISOString().replace("T", " ").slice(0, -1),
  );
  expect(await cellsText(excelRows(withStyles(rows.join(""))))).toEqual(expected);
});

test("sheets are chosen by name, but for case, and by number; an unknown one is answered with the nearest", async () => {
  const bytes = workbook({ 数据: cell("first"), Sales: cell("second") });
  expect(await cellsText(excelRows(bytes))).toEqual(["first"]);
  expect(await cellsText(excelRows(bytes, { sheet: "sales" }))).toEqual(["second"]);
  expect(await cellsText(excelRows(bytes, { sheet: 2 }))).toEqual(["second"]);
  expect(await cellsText(excelRows(bytes, { sheet: "2" }))).toEqual(["second"]);
  const problem = await problemOf(excelRows(bytes, { sheet: "Saels" }));
  expect(problem.code).toBe("sheet_unknown");
  expect(problem.details).toMatchObject({ found: "the sheets 数据, Sales", hint: 'Did you mean "Sales"?' });
  for (const sheet of [0, 3, -1, 1.5])
    expect((await problemOf(excelRows(bytes, { sheet }))).code).toBe("sheet_unknown");
});

test("a hidden first sheet is passed over unless it is named", async () => {
  const bytes = workbook(
    { notes: cell("hidden"), data: cell("shown") },
    {
      "xl/workbook.xml": `<workbook><sheets><sheet name="notes" state="hidden" r:id="rId1"/><sheet name="data" r:id="rId2"/></sheets></workbook>`,
    },
  );
  expect(await cellsText(excelRows(bytes))).toEqual(["shown"]);
  expect(await cellsText(excelRows(bytes, { sheet: "notes" }))).toEqual(["hidden"]);
});

test("an archive that is no workbook is named", async () => {
  const zip = (name: string) => excelRows(zipSync({ [name]: new Uint8Array(3) }));
  expect((await problemOf(zip("sales.csv"))).details).toMatchObject({
    found: "a zip archive that holds sales.csv",
    hint: "Unpack the archive and give the file in it.",
  });
  expect((await problemOf(zip("content.xml"))).details.found).toContain("OpenDocument");
  expect((await problemOf(zip("xl/workbook.bin"))).details.found).toContain(".xlsb");
});

test("an archive that would unpack to gigabytes is refused by its directory", async () => {
  const bytes = workbook({ a: cell("x") });
  const problem = await problemOf(excelRows(declare(bytes, 3_000_000_000)));
  expect(problem.code).toBe("workbook_too_large");
  // A directory that says too little does not help: no more is unpacked than it says.
  expect((await problemOf(excelRows(declare(bytes, 40)))).code).toBe("file_damaged");
});

test("cells outside a sheet, or so far apart that the gaps would fill the memory, are refused", async () => {
  const row = (r: string, c: string) => workbook({ a: `<row r="${r}"><c r="${c}"><v>1</v></c></row>` });
  for (const bytes of [
    row("9999999999", "A1"),
    row("1", "ZZZZZZ1"),
    row("Infinity", "A1"),
    row("1e9", "A1"),
    row("&#57;999999", "A1"),
    row("1", "A9999999"),
    row("1048577", "A1048577"),
    workbook({ a: `<x:row x:r="99999999"><x:c x:r="A1"><x:v>1</x:v></x:c></x:row>` }),
    workbook({ a: `<row r='99999999'><c r="A1"><v>1</v></c></row>` }),
    workbook({ a: `<row a=">" r="99999999"><c r="A1"><v>1</v></c></row>` }),
    workbook({ a: `<row a="<" r="99999999"><c r="A1"><v>1</v></c></row>` }),
  ]) {
    expect((await problemOf(excelRows(bytes))).code).toBe("file_damaged");
  }
  const corners = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>';
  expect((await problemOf(excelRows(workbook({ a: corners })))).code).toBe("too_many_cells");
});

test("empty cells that carry a style far out do not count", async () => {
  const bytes = withStyles('<row r="1"><c r="A1"><v>1</v></c></row><row r="900000"><c r="XFD900000" s="1"/></row>');
  expect(await cellsText(excelRows(bytes))).toEqual(["1"]);
});

test("a signal stops the reading with its own reason", async () => {
  const reason = new Error("enough");
  await expect(allRows(excelRows(workbook({ a: cell("x") }), { signal: AbortSignal.abort(reason) }))).rejects.toBe(
    reason,
  );
});

function cell(text: string): string {
  return `<row r="1"><c r="A1" t="inlineStr"><is><t>${text}</t></is></c></row>`;
}

/** The same archive, whose directory says that the sheet unpacks to so many bytes. */
function declare(bytes: Uint8Array, size: number): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  for (let at = view.getUint32(copy.length - 6, true); view.getUint32(at, true) === 0x02014b50; ) {
    const name = new TextDecoder().decode(copy.subarray(at + 46, at + 46 + view.getUint16(at + 28, true)));
    if (name.includes("sheet1")) view.setUint32(at + 24, size, true);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return copy;
}

test("formulas without a saved value are counted, and the sheet that was taken of several is named", async () => {
  const row = (n: number, cells: string) => `<row r="${n}">${cells}</row>`;
  const sheet = [
    row(1, `<c r="A1" t="inlineStr"><is><t>ds</t></is></c><c r="B1" t="inlineStr"><is><t>y</t></is></c>`),
    row(2, `<c r="A2"><v>1</v></c><c r="B2"><f>A2*2</f></c>`),
    row(3, `<c r="A3"><v>2</v></c><c r="B3"><f>A3*2</f><v>4</v></c>`),
    row(4, `<c r="A4"><v>3</v></c><c r="B4"><f>A4*2</f><v/></c>`),
  ].join("");
  const notesOf = async (bytes: Uint8Array, options: { sheet?: string } = {}) => {
    const notes: unknown[] = [];
    await allRows(excelRows(bytes, { ...options, onNote: (note) => notes.push(note) }));
    return notes;
  };
  const failed = [
    row(1, `<c r="A1" t="inlineStr"><is><t>ds</t></is></c><c r="B1" t="inlineStr"><is><t>y</t></is></c>`),
    row(2, `<c r="A2"><v>1</v></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>`),
    row(3, `<c r="A3"><v>2</v></c><c r="B3" t="n"><v>4</v></c>`),
    row(4, `<c r="A4" t="e"><v>#REF!</v></c><c r="B4" t='e'><v>#N/A</v></c>`),
  ].join("");
  const errors = { code: "cells_in_error", facts: { cells: 3, row: 2, columns: "B, A" } };
  expect(await notesOf(workbook({ Data: failed }))).toEqual([errors]);
  const formulas = { code: "formulas_unsaved", facts: { cells: 2, row: 2 } };
  expect(await notesOf(workbook({ Data: sheet }))).toEqual([formulas]);
  const book = workbook({ Data: sheet, Notes: cell("prose") });
  expect(await notesOf(book)).toEqual([{ code: "sheet_chosen", facts: { sheet: "Data", others: "Notes" } }, formulas]);
  expect(await notesOf(book, { sheet: "Data" })).toEqual([formulas]);
});

test("a sheet without a table is no table, not a bad CSV file", async () => {
  const prose = `<row r="1"><c r="A1" t="inlineStr"><is><t>Dear all</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>see below</t></is></c></row>`;
  await expect(readTable(workbook({ Letter: prose }))).rejects.toMatchObject({
    code: "not_csv",
    message: 'This is no table of readings: it holds text without any number, beginning with "Dear all".',
  });
});

test("where the first sheet holds no table, the message names the others", async () => {
  const prose = `<row r="1"><c r="A1" t="inlineStr"><is><t>Dear all</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>see the second sheet</t></is></c></row>`;
  const hint = 'This is the sheet "Letter"; the workbook also holds Data: name one with --sheet.';
  await expect(readTable(workbook({ Letter: prose, Data: cell("first") }))).rejects.toMatchObject({
    details: { hint: expect.stringContaining(hint) },
  });
});
