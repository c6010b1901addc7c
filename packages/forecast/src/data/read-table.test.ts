import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { formatTime, type ReadProgress, readTable } from "./index.ts";
import { readFrame } from "./read-frame.fixture.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string, options = {}) => readFrame(bytes(text), options);

test("header, times and values of a plain file arrive in the frame", async () => {
  const { frame, notes } = await read("ds,y\n2020-01-01,1\n2020-01-02,-2.5e1\n2020-01-03,3", { file: "a/b/load.csv" });
  expect(frame).toEqual({
    id: "load",
    timeName: "ds",
    time: {
      kind: "calendar",
      start: Date.UTC(2020, 0, 1),
      step: { unit: "day", count: 1 },
      length: 3,
      format: "YYYY-MM-DD",
    },
    columns: [{ name: "y", values: Float64Array.of(1, -25, 3) }],
  });
  expect(notes).toEqual([]);
});

test("every spelling of a missing reading is NaN", async () => {
  const { frame } = await read("y,z\n1,1\n,2\nNA,3\nnan,4\nNULL,5\n?,6\n-,7\n");
  expect(frame.columns[0]!.values).toEqual(Float64Array.of(1, ...new Array<number>(6).fill(Number.NaN)));
});

test("a byte-order mark, CRLF, padded quotes and a trailing separator change nothing", async () => {
  const { frame } = await read('\uFEFF"ds" , "y",\r\n"2020-01" ,"1",\r\n"2020-02","2",\r\n');
  expect(frame.columns).toEqual([{ name: "y", values: Float64Array.of(1, 2) }]);
  expect(frame.timeName).toBe("ds");
});

test("lines that end with a carriage return alone are lines", async () => {
  expect((await read("y\r1\r2\r3")).frame.time.length).toBe(3);
});

for (const separator of [";", "\t", "|"]) {
  test(`the separator ${JSON.stringify(separator)} is found`, async () => {
    const { frame } = await read(["ds,a,b", "2020-01,1,2", "2020-02,3,4"].join("\n").replaceAll(",", separator));
    expect(frame.columns.map(({ name }) => name)).toEqual(["a", "b"]);
  });
}

test("without a header no row is lost and columns get names", async () => {
  const { frame, notes } = await read("2020-01,1,2\n2020-02,3,4\n");
  expect(frame.columns).toEqual([
    { name: "y1", values: Float64Array.of(1, 3) },
    { name: "y2", values: Float64Array.of(2, 4) },
  ]);
  expect(notes).toEqual([{ code: "no_header", facts: { columns: "ds, y1, y2" } }]);
});

test("blank lines in the middle are skipped and noted, at the end only skipped", async () => {
  const { frame, notes } = await read("ds,y\n2020-01,1\n\n,\n2020-02,2\n\n\n");
  expect(frame.time.length).toBe(2);
  expect(notes).toEqual([{ code: "blank_lines", facts: { rows: 2, row: 3 } }]);
});

test("rows of separators alone are noted at the end as well", async () => {
  const noted = async (text: string) => (await read(`ds,y\n2020-01,1\n2020-02,2\n${text}`)).notes;
  expect(await noted(",\n,\n")).toEqual([{ code: "blank_lines", facts: { rows: 2, row: 4 } }]);
  expect(await noted("\n,\n2020-03,3\n\n,\n\n,\n")).toEqual([{ code: "blank_lines", facts: { rows: 4, row: 4 } }]);
});

test("the time may be named, in one column or in parts", async () => {
  const one = await read("n,when,y\n1,1990,5\n2,1991,6\n", { time: "When" });
  expect([one.frame.timeName, formatTime(one.frame.time, 2)]).toEqual(["when", "1992"]);
  const parts = await read("a,b,y\n1999,12,5\n2000,1,6\n", { time: ["a", "b"], id: "x" });
  expect([parts.frame.id, parts.frame.timeName, formatTime(parts.frame.time, 2)]).toEqual(["x", "ds", "2000-02"]);
});

test("many blank lines before the first row are no empty file", async () => {
  expect((await read(`${"\n".repeat(200)}ds,y\n${"\n".repeat(200)}2020-01,1\n2020-02,2\n`)).frame.time.length).toBe(2);
});

test("a column with a time's name but running numbers stays a column, with a note", async () => {
  const { frame, notes } = await read("time,y\n0,5\n1,6\n");
  expect([frame.time.kind, frame.columns.length]).toEqual(["count", 2]);
  expect(notes).toEqual([
    { code: "time_not_read", facts: { column: "time" } },
    { code: "no_time", facts: { rows: 2 } },
  ]);
});

test("slashed dates are read by what all rows allow", async () => {
  const us = await read("date,y\n01/30/2020,1\n01/31/2020,2\n02/01/2020,3\n");
  expect(formatTime(us.frame.time, 3)).toBe("02/02/2020");
  const eu = await read("date,y\n30.1.2020,1\n31.1.2020,2\n1.2.2020,3\n");
  expect(formatTime(eu.frame.time, 3)).toBe("2.2.2020");
});

test("slashed dates that fit both ways are decided by even steps", async () => {
  const rows = Array.from({ length: 24 }, (_, i) => `${(i % 12) + 1}/1/${2020 + Math.floor(i / 12)},${i}`);
  const { frame, notes } = await read(`date,y\n${rows.join("\n")}\n`);
  expect(frame.time).toMatchObject({ step: { unit: "month", count: 1 }, format: "M/D/YYYY" });
  expect(notes).toEqual([]);
});

test("slashed dates that stay ambiguous are read day first, with a note", async () => {
  const { frame, notes } = await read("date,y\n01/01/2020,1\n02/01/2020,2\n03/01/2020,3\n");
  expect(frame.time).toMatchObject({ step: { unit: "day", count: 1 } });
  expect(notes).toEqual([
    { code: "time_ambiguous", facts: { read_as: "DD/MM/YYYY", step: "1 day", or: "MM/DD/YYYY", or_step: "1 month" } },
  ]);
});

test("gzip is recognised by its bytes", async () => {
  const { frame } = await readFrame(gzipSync("y\n1\n2\n"), { file: "x.csv.gz" });
  expect([frame.id, frame.time.length]).toEqual(["x", 2]);
});

test("a file longer than a piece is read whole, quoted line ends included", async () => {
  const rows = Array.from({ length: 60_000 }, (_, i) => `"a\nb",${i}`);
  const { frame, textColumns } = await read(`text,y\n${rows.join("\n")}`);
  const values = frame.columns[0]!.values;
  expect([values.length, values[59_999]]).toEqual([60_000, 59_999]);
  expect(values.every((value, i) => value === i)).toBe(true);
  expect(textColumns[0]).toEqual({ name: "text", row: 2, value: "a\nb" });
});

test("a signal stops the reading with its own reason", async () => {
  await expect(read("y\n1\n2\n", { signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow("enough");
});

test("JSON, JSON lines and .tsf come through the same door, also as gzip", async () => {
  const expected = { rows: 2, time: { name: "ds", format: "YYYY-MM" }, columns: [{ name: "y" }] };
  const list = '[{"ds":"2020-01","y":1},{"ds":"2020-02","y":2.5}]';
  const lines = '{"ds":"2020-01","y":1}\n{"ds":"2020-02","y":2.5}\n';
  for (const text of [list, lines]) {
    for (const source of [bytes(text), gzipSync(text)]) {
      const table = await readTable(source);
      expect(table).toMatchObject(expected);
      expect(table.columns[0]).toMatchObject({ kind: "number", values: Float64Array.of(1, 2.5) });
    }
  }
  const tsf =
    "@relation x\n@attribute series_name string\n@attribute start_timestamp date\n@frequency monthly\n@data\nT1:2020-01-01 00-00-00:1,2\nT2:2020-03-01 00-00-00:3,4,5\n";
  const table = await readTable(bytes(tsf), { file: "x.tsf" });
  expect(table).toMatchObject({ layout: "long", rows: 5, series: { categories: ["T1", "T2"] } });
});

test("progress counts the stored bytes up to the end, and rows", async () => {
  const text = `y\n${"1\n".repeat(200_000)}`;
  const seen: ReadProgress[] = [];
  await readTable(bytes(text), { onProgress: (progress) => seen.push(progress) });
  expect(seen.length).toBeGreaterThan(2);
  expect(seen.every(({ total }) => total === text.length)).toBe(true);
  expect(seen.map(({ bytes: read }) => read)).toEqual(seen.map(({ bytes: read }) => read).sort((a, b) => a - b));
  expect(seen.at(-1)).toMatchObject({ bytes: text.length });
  expect(seen.at(-1)!.rows).toBeGreaterThan(190_000);
});

test("a source that fails hands on its own error, also behind gzip", async () => {
  const zipped = gzipSync(`y\n${"1\n".repeat(50_000)}`);
  const source = async function* () {
    yield zipped.subarray(0, 50);
    throw new Error("the disk is gone");
  };
  await expect(readTable(source())).rejects.toThrow("the disk is gone");
});

test("a signal that is given in the middle of a long file stops it", async () => {
  const controller = new AbortController();
  const endless = async function* () {
    for (;;) yield bytes("1\n".repeat(20_000));
  };
  const reading = readTable(endless(), {
    signal: controller.signal,
    onProgress: ({ rows }) => rows > 100_000 && controller.abort(new Error("enough")),
  });
  await expect(reading).rejects.toThrow("enough");
});

test("a file that was pasted twice is one series with repetitions, whatever whole numbers it holds", async () => {
  const rows = Array.from({ length: 60 }, (_, i) =>
    `2020-03-${1 + Math.floor(i / 2)},${i % 2}`.replace(/-(\d),/, "-0$1,"),
  );
  const days = Array.from(
    { length: 31 },
    (_, i) => `2020-03-${String(i + 1).padStart(2, "0")},${i < 28 ? 0 : 1},${i * i}`,
  );
  const pasted = await readTable(bytes(`ds,snow,y\n${[...days, ...days].join("\n")}\n`));
  expect(pasted.series).toBeUndefined();
  const shops = await readTable(bytes(`ds,shop\n${rows.join("\n")}\n`));
  expect(shops.series).toMatchObject({ name: "shop", categories: ["0", "1"] });
});

test("a point among words is missing where it is said to be", async () => {
  const file = bytes("ds,kind\n2020-01-01,.\n2020-01-02,rain\n2020-01-03,.\n");
  const kindsOf = async (options: object): Promise<(string | undefined)[]> => {
    const [column] = (await readTable(file, options)).columns;
    return column?.kind === "text" ? Array.from(column.codes, (code) => column.categories[code]) : [];
  };
  expect(await kindsOf({})).toEqual([".", "rain", "."]);
  expect(await kindsOf({ missing: ["."] })).toEqual([undefined, "rain", undefined]);
});
