import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { Problem } from "../contracts/problem.ts";
import { CellRules } from "./cell.ts";
import { MAX_COLUMNS, MAX_RECORD } from "./csv-records.ts";
import { gunzip, gunzipLimit } from "./gunzip.ts";
import { NumberColumnBuilder } from "./number-column-builder.ts";
import { readFrame } from "./read-frame.fixture.ts";
import { TableBuilder } from "./table-builder.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

async function problemOf(input: string | Uint8Array, options = {}): Promise<Problem> {
  const error: unknown = await readFrame(typeof input === "string" ? bytes(input) : input, options).catch(
    (e: unknown) => e,
  );
  if (!(error instanceof Problem)) return expect.fail(`expected a Problem, got ${String(error)}`);
  expect(error.kind).toBe("data");
  for (const fact of ["found", "needed", "hint"] as const) expect(error.details[fact], fact).toMatch(/\S/);
  return error;
}

/** A table whose header holds a character as UTF-8 and whose last row, behind the first piece, a byte that is none. */
function mixed(character: string, byte: number): Uint8Array {
  const rows = bytes(`${character},y\n${"1,1\n".repeat(40_000)}`);
  const all = new Uint8Array(rows.length + 4);
  all.set(rows);
  all.set([byte, 44, 49, 10], rows.length);
  return all;
}

/** Title, file, code, facts. */
const CASES: readonly [string, string | Uint8Array, string, object][] = [
  ["an empty file", "", "file_empty", { found: "no text at all" }],
  ["a file of line ends", "\n\r\n \n", "file_empty", {}],
  ["a header alone", "ds,y\n", "no_rows", { row: 1, found: "a header of 2 columns" }],
  ["a single row", "ds,y\n2020-01,5\n", "too_few_rows", { found: "1 data row", needed: "at least 2 rows of readings" }],
  ["HTML", "<!DOCTYPE html><html><body>404</body></html>", "not_csv", { found: "an HTML page" }],
  ["prose", "Dear all,\nplease find the data below, as promised.\nKind regards\n", "not_csv", {}],
  [
    "gzip twice",
    gzipSync(gzipSync(Uint8Array.of(65, 66, 10))),
    "not_text",
    { found: "a gzip file within a gzip file" },
  ],
  ["a PNG", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0), "not_text", { found: "a PNG picture" }],
  ["zero bytes", bytes("ds,y\n2020-01,1\n\0\0\0"), "not_text", { found: "zero bytes" }],
  ["UTF-8 in one place and Latin-1 in another", mixed("é", 0xe9), "not_text", {}],
  ["a time column alone", "ds\n2020-01\n2020-02\n", "no_numbers", { found: "a column of times and nothing else" }],
  ["text in every column", "a,b\n1x,2\n3,4 kg\n", "no_numbers", { row: 2, column: "a" }],
  ["an unclosed quote", 'ds,y\n2020-01,1\n2020-02,"2\n2020-03,3\n', "quote_unclosed", { row: 3 }],
  ["text behind a quote", 'ds,y\n2020-01,1\n2020-02,"2"x\n2020-03,3\n', "quote_malformed", { row: 3 }],
  [
    "a long row in the middle",
    "ds,y\n2020-01,1\n2020-02,2,3\n2020-03,3\n",
    "row_ragged",
    { row: 3, found: "3 cells: 2020-02, 2, 3", needed: "2 cells, as in the first row" },
  ],
  ["a short row in the middle", "a,b\n1,1\n2\n3,3\n", "row_ragged", { row: 3, found: "1 cells: 2" }],
  ["prose in the middle", "ds,y\n2020-01,1\nsee below\n2020-03,3\n", "row_ragged", { row: 3 }],
  ["a last row cut short", "ds,y\n2020-01,1\n2020-02,2\n2020-0", "row_ragged", { row: 4 }],
  ["an infinite value", "ds,y\n2020-01,1\n2020-02,-inf\n", "value_not_finite", { row: 3, column: "y", found: "-inf" }],
  [
    "a number too large",
    "ds,y\n2020-01,1\n2020-02,1e999\n",
    "value_not_finite",
    { row: 3, column: "y", found: "1e999" },
  ],
  [
    "a date that does not exist",
    "ds,y\n2021-02-27,1\n2021-02-30,2\n",
    "time_unreadable",
    { row: 3, column: "ds", found: '"2021-02-30", which is not a date or a clock time that exists' },
  ],
  [
    "a title above the header that is as wide as names are",
    "Sales of 2021,in euros,\n,,\nds,y,z\n2021-02-27,1,4\n2021-02-28,2,5\n",
    "time_unreadable",
    { row: 3, hint: expect.stringContaining("above the table's header") },
  ],
  ["a time written differently", "ds,y\n2021-02-27,1\n2021/02/28,2\n", "time_unreadable", { row: 3, column: "ds" }],
  ["a missing time", "ds,y\n2021-02-27,1\n,2\n2021-03-01,3\n", "time_unreadable", { row: 3, found: "an empty cell" }],
  ["a total below the data", "ds,y\n2021-02-27,1\n2021-02-28,2\nTotal,3\n", "time_unreadable", { row: 4 }],
  [
    "parts that are no date",
    "year,month,y\n2021,12,1\n2021,13,2\n",
    "time_unreadable",
    { row: 3, column: "year, month" },
  ],
  [
    "times that go back",
    "ds,y\n2020-01,1\n2020-02,2\n2020-01,3\n",
    "times_backwards",
    {
      row: 4,
      found: "2020-01 after 2020-02; 1 such row among 3",
      needed: "steps of 1 month, as 50 % of the rows have",
    },
  ],
  ["times that repeat", "ds,y\n2020-01,1\n2020-02,2\n2020-02,3\n", "times_repeated", { row: 4, column: "ds" }],
  ["only one time", "ds,y\n2020-01,1\n2020-01,2\n", "times_repeated", { row: 3 }],
  [
    "a hole in the times",
    "ds,y\n2020-01,1\n2020-02,2\n2020-03,3\n2020-05,3\n",
    "times_skip",
    {
      row: 5,
      found: "2020-05 after 2020-03; 1 such row among 4",
      needed: "steps of 1 month, as 66 % of the rows have",
    },
  ],
  [
    "times without a step",
    "ds,y\n2020-01-01,1\n2020-01-02,2\n2020-01-09,3\n2020-01-13,3\n",
    "times_irregular",
    { row: 4 },
  ],
];

for (const [title, input, code, facts] of CASES) {
  test(`${title} is refused as ${code} with its facts`, async () => {
    const problem = await problemOf(input, { file: "bad.csv" });
    expect({ code: problem.code, ...problem.details }).toMatchObject({ code, file: "bad.csv", ...facts });
  });
}

test("an unknown time column is answered with the nearest name", async () => {
  const problem = await problemOf("month,y\n2020-01,1\n2020-02,2\n", { time: "mont" });
  expect(problem).toMatchObject({ code: "time_missing", details: { hint: 'Did you mean "month"?', option: "--time" } });
});

test("several series are counted, and the first is proposed", async () => {
  const { code, details } = await problemOf("unique_id,ds,y\n1,2020-01,1\n2,2020-01,2\n1,2020-02,1\n2,2020-02,2\n");
  expect(code).toBe("series_many");
  expect(details).toMatchObject({
    found: '2 series in column "unique_id": 1, 2',
    hint: 'Name one of them: --series "1".',
    option: "--series",
  });
});

test("the hint of a broken time axis names the step that cures it and the command that proposes it", async () => {
  const { details } = await problemOf("ds,y\n2020-01,1\n2020-02,2\n2020-02,3\n", { file: "load.csv" });
  expect(details.hint).toContain('"duplicates"');
  expect(details.hint).toContain("`gatecast inspect load.csv --write config.yaml`");
});

test("too many columns are counted and refused", async () => {
  const problem = await problemOf(`${"1,".repeat(100_000)}1\n`);
  expect(problem).toMatchObject({ code: "too_many_columns", details: { row: 1, found: "100001 columns" } });
  expect(problem.details.needed).toBe(`at most ${MAX_COLUMNS} columns`);
});

test("more rows than the limit are refused", () => {
  const rules = new CellRules();
  const builders = [new NumberColumnBuilder("y", rules)];
  const plan = {
    names: ["y"],
    header: true,
    rules,
    place: undefined,
    builders,
    decimal: undefined,
    inRows: false,
    notes: [],
  };
  const builder = new TableBuilder(plan, 2);
  for (const line of [2, 3]) builder.add({ cells: ["1"], line });
  expect(() => builder.add({ cells: ["1"], line: 4 })).toThrow(
    expect.objectContaining({ code: "too_many_rows", details: expect.objectContaining({ row: 4 }) }),
  );
});

test("an endless line is refused before it fills the memory", async () => {
  const problem = await problemOf(`y\n1\n${"7".repeat(MAX_RECORD * 2)}`);
  expect(problem).toMatchObject({ code: "line_too_long", details: { row: 3 } });
});

test("an unclosed quote is refused before the rest of a large file is taken for its cell", async () => {
  const problem = await problemOf(`y\n1\n"2\n${"3\n".repeat(MAX_RECORD)}`);
  expect(problem).toMatchObject({ code: "quote_unclosed", details: { row: 3 } });
});

test("a gzip file cut short or with a wrong byte is refused", async () => {
  const whole = gzipSync(`y\n${"1\n2\n".repeat(500)}`);
  expect((await problemOf(whole.subarray(0, 20))).code).toBe("gzip_broken");
  expect((await problemOf(whole.subarray(0, whole.length - 4))).code).toBe("gzip_broken");
  expect((await problemOf(whole.map((byte, i) => (i === 20 ? byte ^ 255 : byte)))).code).toBe("gzip_broken");
});

test("a gzip bomb is given up at the limit", async () => {
  const bomb = gzipSync(new Uint8Array(20_000_000));
  let taken = 0;
  const drain = async (): Promise<void> => {
    for await (const piece of gunzip([bomb], () => 1_000_000)) taken += piece.length;
  };
  await expect(drain()).rejects.toMatchObject({ code: "gzip_too_large", details: { needed: "at most 1 MB of text" } });
  expect(taken).toBeLessThanOrEqual(1_000_000);
  expect([gunzipLimit(10), gunzipLimit(1e7), gunzipLimit(1e12)]).toEqual([2 ** 28, 2e9, 2 ** 31]);
});
