import { parquetWriteBuffer } from "hyparquet-writer";
import { expect, test } from "vitest";
import { readTable } from "../read-table.ts";
import { parquetRows } from "./parquet.ts";
import { checkRuns } from "./parquet-runs.ts";
import { allRows, cellsText, problemOf } from "./rows.fixture.ts";

type Columns = Parameters<typeof parquetWriteBuffer>[0];
const file = (columnData: Columns["columnData"], options: Partial<Columns> = {}): Uint8Array =>
  new Uint8Array(parquetWriteBuffer({ columnData, ...options }));

test.each(["SNAPPY", "UNCOMPRESSED"] as const)(
  "values of every kind become text across row groups (%s)",
  async (codec) => {
    const hours = [0, 1, 2, 3, 4].map((hour) => new Date(Date.UTC(2020, 1, 28, 22 + hour)));
    const bytes = file(
      [
        { name: " ds ", data: hours, type: "TIMESTAMP" },
        { name: "y", data: [0.1, null, 3, Number.NaN, -5e30], type: "DOUBLE" },
        { name: "b", data: [true, false, null, true, true], type: "BOOLEAN" },
        { name: "s", data: ["a", null, " 数 据", "a", ""], type: "STRING" },
        { name: "i", data: [1n, 2n, null, 9007199254740993n, -5n], type: "INT64" },
      ],
      { codec, rowGroupSize: 3 },
    );
    expect(await allRows(parquetRows(bytes))).toEqual([
      { cells: ["ds", "y", "b", "s", "i"], line: 0 },
      { cells: ["2020-02-28 22:00:00", "0.1", "1", "a", "1"], line: 1 },
      { cells: ["2020-02-28 23:00:00", "", "0", "", "2"], line: 2 },
      { cells: ["2020-02-29 00:00:00", "3", "", "数 据", ""], line: 3 },
      { cells: ["2020-02-29 01:00:00", "", "1", "a", "9007199254740993"], line: 4 },
      { cells: ["2020-02-29 02:00:00", "-5e+30", "1", "", "-5"], line: 5 },
    ]);
  },
);

test("an infinity among numbers is a missing reading, and is told", async () => {
  const data = Array.from({ length: 30 }, (_, i) => (i === 7 ? Number.POSITIVE_INFINITY : i / 2));
  const table = await readTable(file([{ name: "y", data, type: "DOUBLE" }]));
  expect(table.columns[0]).toMatchObject({ kind: "number", values: expect.objectContaining({ 6: 3, 7: Number.NaN }) });
  expect(table.notes).toContainEqual({
    code: "text_in_numbers",
    facts: { column: "y", words: "Infinity", cells: 1, rows: "8" },
  });
});

test("times keep their finest fraction, days stay days, instants in UTC are marked", async () => {
  const schema: NonNullable<Columns["schema"]> = [
    { name: "root", num_children: 4 },
    { name: "day", type: "INT32", converted_type: "DATE", repetition_type: "OPTIONAL" },
    stamp("ns", "NANOS", false),
    stamp("us", "MICROS", true),
    stamp("midnight", "MILLIS", true),
  ];
  const second = 1_582_934_400n;
  const bytes = file(
    [
      { name: "day", data: [18_321, null] },
      { name: "ns", data: [second * 1_000_000_000n + 1_500_999n, null] },
      { name: "us", data: [second * 1_000_000n, second * 1_000_000n + 1n] },
      { name: "midnight", data: [second * 1000n, second * 1000n] },
    ],
    { schema },
  );
  expect(await cellsText(parquetRows(bytes))).toEqual([
    "day|ns|us|midnight",
    "2020-02-29|2020-02-29 00:00:00.001500|2020-02-29 00:00:00.000000Z|2020-02-29",
    "||2020-02-29 00:00:00.000001Z|2020-02-29",
  ]);
});

const TIME_TYPES = {
  MILLIS: { type: "INT32", converted_type: "TIME_MILLIS" },
  MICROS: { type: "INT64", converted_type: "TIME_MICROS" },
  NANOS: { type: "INT64" },
} as const;

test.each(["MILLIS", "MICROS", "NANOS"] as const)(
  "a date and a time of the day in columns of their own are one time (%s)",
  async (unit) => {
    const per = { MILLIS: 1, MICROS: 1000, NANOS: 1_000_000 }[unit];
    const clock = { ...TIME_TYPES[unit], logical_type: { type: "TIME", unit, isAdjustedToUTC: false } } as const;
    const schema: NonNullable<Columns["schema"]> = [
      { name: "root", num_children: 3 },
      { name: "date", type: "INT32", converted_type: "DATE", repetition_type: "OPTIONAL" },
      { name: "time", repetition_type: "OPTIONAL", ...clock },
      { name: "y", type: "DOUBLE", repetition_type: "OPTIONAL" },
    ];
    const hours = Array.from({ length: 48 }, (_, i) => i);
    const units = hours.map((i) => (i % 24) * 3_600_000 * per);
    const bytes = file(
      [
        { name: "date", data: hours.map((i) => 18_321 + Math.floor(i / 24)) },
        { name: "time", data: unit === "MILLIS" ? units : units.map(BigInt) },
        { name: "y", data: hours },
      ],
      { schema },
    );
    expect((await cellsText(parquetRows(bytes)))[2]).toBe("2020-02-29|01:00:00|1");
    const table = await readTable(bytes);
    expect(Array.from(table.time!.values)).toEqual(hours.map((i) => Date.UTC(2020, 1, 29, i)));
    expect(table.columns.map(({ name }) => name)).toEqual(["y"]);
  },
);

test("times of the day keep their fraction, to microseconds; what no clock shows is missing", async () => {
  const logical = { type: "TIME", unit: "NANOS", isAdjustedToUTC: true } as const;
  const schema: NonNullable<Columns["schema"]> = [
    { name: "root", num_children: 1 },
    { name: "t", type: "INT64", repetition_type: "OPTIONAL", logical_type: logical },
  ];
  const data = [0n, 1_500_999n, 86_399_999_999_999n, null, -1n, 86_400_000_000_000n];
  expect(await cellsText(parquetRows(file([{ name: "t", data }], { schema })))).toEqual([
    "t",
    "00:00:00.000000",
    "00:00:00.001500",
    "23:59:59.999999",
    "",
    "",
    "",
  ]);
});

test("decimals keep their digits", async () => {
  const schema: NonNullable<Columns["schema"]> = [
    { name: "root", num_children: 1 },
    { name: "d", type: "INT32", converted_type: "DECIMAL", scale: 2, precision: 9, repetition_type: "OPTIONAL" },
  ];
  expect(await cellsText(parquetRows(file([{ name: "d", data: [1.1, -0.29, null] }], { schema })))).toEqual([
    "d",
    "1.10",
    "-0.29",
    "",
  ]);
});

test("a nested column is named", async () => {
  for (const data of [
    [[1, 2], [3]],
    [{ a: 1 }, { a: 2 }],
  ]) {
    const problem = await problemOf(
      parquetRows(
        file([
          { name: "y", data: [1, 2] },
          { name: "bad", data },
        ]),
      ),
    );
    expect(problem.code).toBe("column_nested");
    expect(problem.details.column).toBe("bad");
  }
});

test("a file that is cut short or has nothing in it is damaged", async () => {
  const bytes = file([{ name: "y", data: [1, 2, 3], type: "DOUBLE" }]);
  for (const cut of [0, 4, 11, 12, 40, bytes.length - 1]) {
    expect((await problemOf(parquetRows(bytes.slice(0, cut)))).code).toBe("file_damaged");
  }
});

test("a small file that unpacks to far more is refused, by its cells and by its pages, before it is unpacked", async () => {
  const same = new Array<number>(5000).fill(0);
  const numbers = file([
    { name: "y", data: same, type: "DOUBLE" },
    { name: "z", data: same, type: "DOUBLE" },
  ]);
  const words = file([{ name: "s", data: same.map((_, i) => "a".repeat(1000) + i), type: "STRING" }], {
    codec: "SNAPPY",
  });
  // 80,000 bytes as numbers; five million letters in pages of far fewer bytes.
  expect((await problemOf(parquetRows(numbers, { limit: () => 79_999 }))).code).toBe("parquet_too_large");
  expect(await allRows(parquetRows(numbers, { limit: () => 80_100 }))).toHaveLength(5001);
  expect(words.length).toBeLessThan(1_000_000);
  const problem = await problemOf(parquetRows(words, { limit: () => 5_000_000 }));
  expect(problem).toMatchObject({ code: "parquet_too_large", message: "The Parquet file unpacks to more than 5 MB." });
  expect(await allRows(parquetRows(words, { limit: () => 6_000_000 }))).toHaveLength(5001);
  // What a file of this size may unpack to where nothing is said.
  expect(await allRows(parquetRows(words))).toHaveLength(5001);
});

test("a column without a name is damaged, even where there are no rows", async () => {
  const bytes = file([{ name: "only", data: [], type: "DOUBLE" }]);
  // The field of the directory that holds the name becomes one that nobody reads.
  const at = new TextDecoder("latin1").decode(bytes).indexOf("\u0004only");
  bytes[at - 1] = 0x68;
  expect((await problemOf(parquetRows(bytes))).code).toBe("file_damaged");
});

test("runs that claim more values than their page are refused before anything writes them", () => {
  const ones = Uint8Array.of(6, 1); // three times 1
  expect(checkRuns(ones, 1, 3)).toBe(3);
  expect(checkRuns(Uint8Array.of(3, 0b0000_0101), 1, 3)).toBe(2); // one group of eight bits
  expect(checkRuns(Uint8Array.of(4, 0, 6, 1), 1, 5)).toBe(3);
  expect(() => checkRuns(ones, 1, 4)).toThrow("end early");
  expect(() => checkRuns(Uint8Array.of(0xfe, 0xff, 0xff, 0xff, 0x07, 1), 1, 3)).toThrow("more values");
  expect(() => checkRuns(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff), 1, 3)).toThrow("end early");
  expect(() => checkRuns(ones, 33, 3)).toThrow("32 bits");
});

function stamp(name: string, unit: "MILLIS" | "MICROS" | "NANOS", isAdjustedToUTC: boolean) {
  const logical = { type: "TIMESTAMP", unit, isAdjustedToUTC } as const;
  return { name, type: "INT64", repetition_type: "OPTIONAL", logical_type: logical } as const;
}
