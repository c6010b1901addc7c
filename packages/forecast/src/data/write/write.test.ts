import fc from "fast-check";
import { unzipSync } from "fflate";
import Papa from "papaparse";
import { expect, test } from "vitest";
import { Problem } from "../../contracts/problem.ts";
import { excelRows } from "../formats/excel.ts";
import { parquetRows } from "../formats/parquet.ts";
import { allRows } from "../formats/rows.fixture.ts";
import { readTable } from "../read-table.ts";
import { csvPieces, escapeFormula, unescapeFormula, writeCsv, writeExcel, writeParquet } from "./index.ts";
import { anyTable, expectedCells, tableOf, words } from "./tables.fixture.ts";

const RUNS = { numRuns: 150 };

test("a table written as CSV holds the same cells when it is read back", () => {
  fc.assert(
    fc.property(anyTable, (table) => {
      const { data } = Papa.parse<string[]>(writeCsv(table), { newline: "\n", delimiter: "," });
      expect(data.slice(0, -1).map((row) => row.map(unescapeFormula))).toEqual(expectedCells(table));
    }),
    RUNS,
  );
});

test("a table written as a workbook holds the same cells when it is read back", async () => {
  await fc.assert(
    fc.asyncProperty(anyTable, async (table) => {
      const rows = await allRows(excelRows(await writeExcel(table)));
      expect(filled(rows.map(({ cells }) => [...cells]))).toEqual(filled(expectedCells(table)));
    }),
    RUNS,
  );
});

test("times to the millisecond come out of a workbook as they went in", async () => {
  const ms = Array.from({ length: 400 }, (_, i) => Date.UTC(2018, 3, 8, 10, 31, 37, 1) + i * 4_321_007);
  const time = {
    name: "ds",
    columns: ["ds"],
    values: Float64Array.from(ms),
    format: "YYYY-MM-DD HH:mm:ss.SSS",
  } as const;
  const rows = await allRows(
    excelRows(await writeExcel(tableOf([], { time, rows: ms.length, lines: Uint32Array.from(ms) }))),
  );
  const written = ms.map((at) => new Date(at).toISOString().replace("T", " ").slice(0, -1));
  expect(rows.slice(1).map(({ cells }) => cells[0])).toEqual(written);
});

test("a table written as Parquet holds the same cells when it is read back", async () => {
  await fc.assert(
    fc.asyncProperty(anyTable, async (table) => {
      const rows = await allRows(parquetRows(await writeParquet(table)));
      expect(rows.map(({ cells }) => [...cells])).toEqual(expectedCells(table));
    }),
    RUNS,
  );
});

test("a cleaned table read back by readTable is the same table", async () => {
  const rows = 60;
  const every = <T>(make: (i: number) => T): T[] => Array.from({ length: rows }, (_, i) => make(i));
  const table = tableOf(
    [
      { kind: "number", name: "y", values: Float64Array.from(every((i) => (i % 9 ? i / 3 : Number.NaN))) },
      words(
        "wind",
        every((i) => ["NW", "=SE", "", "cv"][i % 4]!),
      ),
    ],
    {
      layout: "long",
      time: {
        name: "ds",
        columns: ["ds"],
        format: "YYYY-MM-DD HH:mm:ss",
        values: Float64Array.from(every((i) => Date.UTC(2020, 0, 1, i % 30))),
      },
      series: words(
        "unique_id",
        every((i) => (i < 30 ? "Perth" : "Cairns")),
      ),
    },
  );
  const files = {
    csv: new TextEncoder().encode(writeCsv(table)),
    xlsx: await writeExcel(table),
    parquet: await writeParquet(table),
  };
  for (const [extension, bytes] of Object.entries(files)) {
    const read = await readTable(bytes, { file: `t.${extension}` });
    const wind = read.columns.find(({ name }) => name === "wind")!;
    expect(read.time?.values).toEqual(table.time?.values);
    expect(read.time?.format).toBe(table.time?.format);
    expect(read.series).toEqual(table.series);
    expect(read.columns[0]).toEqual(table.columns[0]);
    expect(wind).toEqual(table.columns[1]);
  }
});

test("formula-like text gets an apostrophe in CSV, numbers do not", () => {
  const formulas = ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠a", "-", "'=1", "''+x"];
  for (const text of formulas) expect(escapeFormula(text)).toBe(`'${text}`);
  for (const text of ["-5", "+3.5e-7", "-.5", "a=1", "'quoted'", "", "1-2"]) expect(escapeFormula(text)).toBe(text);
  const table = tableOf([
    words("=name", ["=1+1", "-5 kg"]),
    { kind: "number", name: "y", values: Float64Array.of(-5, Number.NaN) },
  ]);
  expect(writeCsv(table)).toBe("'=name,y\n'=1+1,-5\n'-5 kg,\n");
});

test("taking apostrophes back is the inverse of setting them, whatever the text", () => {
  const text = fc.string({ unit: fc.constantFrom(..."'=+-@a1＝.\t"), maxLength: 6 });
  fc.assert(fc.property(text, (cell) => unescapeFormula(escapeFormula(cell)) === cell));
});

test("texts and names with apostrophes that the CSV writer set are read back without, and others as they are", async () => {
  const text = fc
    .string({ unit: fc.constantFrom(..."'=+-@a＝＋"), minLength: 1, maxLength: 5 })
    .filter((cell) => cell !== "-");
  const lists = fc.array(text, { minLength: 30, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(lists, fc.uniqueArray(text, { minLength: 4, maxLength: 4 }), async (texts, names) => {
      const [ds, id, y, word] = names as [string, string, string, string];
      const days = { name: ds, columns: [ds], format: "YYYY-MM-DD" };
      const values = Float64Array.from(texts, (_, i) => Date.UTC(2020, 0, 1 + (i % 15)));
      const columns = [
        { kind: "number", name: y, values: values.map((ms) => ms / 864e5) },
        words(word, texts),
      ] as const;
      const series = words(
        id,
        texts.map((_, i) => (i < 15 ? "=north" : "'south")),
      );
      const table = tableOf(columns, { time: { ...days, values }, series });
      const read = await readTable(new TextEncoder().encode(writeCsv(table)), { series: id });
      expect([read.time?.columns, read.series, read.columns]).toEqual([[ds], series, columns]);
    }),
    RUNS,
  );
  const foreign = await readTable(
    new TextEncoder().encode(`ds,'tis,y\n2020-01-01,'=a,1\n2020-01-02,=a,2\n2020-01-03,'-5,3\n`),
  );
  expect(foreign.columns[0]).toEqual(words("'tis", ["=a", "=a", "'-5"]));
});

test("formula-like text in a workbook is a shared text, never a formula", async () => {
  const parts = unzipSync(await writeExcel(tableOf([words("=name", ["=1+1", "+1"])])));
  const sheet = new TextDecoder().decode(parts["xl/worksheets/sheet1.xml"]);
  expect(sheet).not.toContain("<f");
  expect(sheet.match(/<c [^>]*t="s"/g)?.length).toBe(3);
  expect(new TextDecoder().decode(parts["xl/sharedStrings.xml"])).toContain("<t>=1+1</t>");
});

test("times in a workbook are true dates that a spreadsheet formats", async () => {
  const time = {
    name: "ds",
    columns: ["ds"],
    format: "DD/MM/YYYY HH:mm",
    values: Float64Array.of(Date.UTC(2020, 0, 1, 6)),
  };
  const parts = unzipSync(await writeExcel(tableOf([], { time })));
  expect(new TextDecoder().decode(parts["xl/worksheets/sheet1.xml"])).toContain("<v>43831.25</v>");
  expect(new TextDecoder().decode(parts["xl/styles.xml"])).toContain("yyyy-mm-dd hh:mm:ss");
});

test("times of a named zone are its clock in text and sheets, and instants in Parquet", async () => {
  const values = Float64Array.of(Date.UTC(2020, 6, 1, 10), Date.UTC(2020, 6, 1, 11));
  const time = { name: "ds", columns: ["ds"], format: "YYYY-MM-DD HH:mm", values, zone: "Europe/Berlin" };
  const table = tableOf([], { time });
  expect(writeCsv(table)).toBe("ds\n2020-07-01 12:00\n2020-07-01 13:00\n");
  expect((await allRows(excelRows(await writeExcel(table))))[1]!.cells).toEqual(["2020-07-01 12:00:00"]);
  expect((await allRows(parquetRows(await writeParquet(table))))[1]!.cells).toEqual(["2020-07-01 10:00:00Z"]);
});

test("a single missing cell is a row, not a blank line", () => {
  const table = tableOf([{ kind: "number", name: "y", values: Float64Array.of(1, Number.NaN, 3) }]);
  expect(writeCsv(table)).toBe('y\n1\n""\n3\n');
});

test("a long table comes in pieces that are the same text", () => {
  const values = Float64Array.from({ length: 10_000 }, (_, i) => i);
  const table = tableOf([{ kind: "number", name: "y", values }]);
  expect([...csvPieces(table)].length).toBeGreaterThan(2);
  expect(writeCsv(table)).toBe(`y\n${[...values].join("\n")}\n`);
});

test("a sheet that is too small is refused before anything is made", async () => {
  const values = new Float64Array(1_048_576);
  const long = tableOf([{ kind: "number", name: "y", values }]);
  const wide = tableOf(Array.from({ length: 16_385 }, (_, i) => words(`c${i}`, ["a"])));
  for (const table of [long, wide]) {
    const problem = await writeExcel(table).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(Problem);
    expect((problem as Problem).code).toBe("sheet_full");
  }
  const deep = tableOf([words("note", ["x".repeat(32_768)])]);
  await expect(writeExcel(deep)).rejects.toMatchObject({ code: "cell_too_long", details: { column: "note" } });
});

/** Without the empty cells and rows at the end, which a sheet does not hold. */
function filled(rows: readonly (readonly string[])[]): string[][] {
  const trimmed = rows.map((row) => row.slice(0, row.findLastIndex((cell) => cell !== "") + 1));
  return trimmed.slice(0, trimmed.findLastIndex((row) => row.length > 0) + 1);
}
