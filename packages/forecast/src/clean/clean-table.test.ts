import fc from "fast-check";
import { expect, test } from "vitest";
import type { Table } from "../contracts/index.ts";
import { type CleanSpec, cleanSpecSchema, cleanTable, fittedCleanSchema, replayClean } from "./index.ts";
import { tableOf } from "./table.fixture.ts";
import { takeRows } from "./take-rows.ts";

/** Steps of which row t of a series hangs on rows up to t alone, once they are fitted. */
const CAUSAL: readonly CleanSpec[] = [
  { kind: "missing", values: [-9] },
  { kind: "outliers", by: "iqr", replace: "bound" },
  { kind: "outliers", by: "z_score", replace: "mean", limit: 1 },
  { kind: "outliers", by: "hampel", replace: "missing", window: 2 },
  { kind: "fill", by: "forward" },
  { kind: "fill", by: "mean", columns: ["x"] },
  { kind: "fill", by: "mode", over: "table" },
  { kind: "fill", by: "median" },
  { kind: "fill", by: "seasonal", period: 3 },
  { kind: "regular", every: "1 hour", by: "mean" },
  { kind: "duplicates", keep: "first" },
  { kind: "sort" },
  { kind: "drop", columns: ["x"] },
];
const LATER: readonly CleanSpec[] = [
  { kind: "fill", by: "linear" },
  { kind: "fill", by: "backward" },
  { kind: "encode", as: "one_hot", columns: ["word"] },
  { kind: "encode", as: "ordinal", columns: ["word"] },
];

const cell = fc.option(fc.integer({ min: -9, max: 9 }), { freq: 3 });
const word = fc.option(fc.constantFrom("p", "q", "r"), { freq: 4 });
const row = fc.record({
  series: fc.constantFrom("A", "B"),
  gap: fc.integer({ min: 0, max: 3 }),
  y: cell,
  x: cell,
  word,
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

function tableFrom(rows: readonly Row[]) {
  const next: Record<string, number> = { A: 0, B: 0 };
  // The word column starts with one, or a column of nothing would pass for numbers.
  return tableOf({
    time: rows.map(({ series, gap }) => (next[series] = (next[series] ?? 0) + gap)),
    series: rows.map(({ series }) => series),
    columns: {
      y: rows.map(({ y }) => y),
      x: rows.map(({ x }) => x),
      word: rows.map((r, i) => (i === 0 ? "p" : r.word)),
    },
  });
}

/** A table as plain lists, so that tables can be compared cell by cell; columns without marks have marks of 0. */
function plain(table: Table) {
  const list = (values: ArrayLike<number> | undefined) => Array.from(values ?? [], String);
  return {
    rows: table.rows,
    lines: list(table.lines),
    time: list(table.time?.values),
    series: list(table.series?.codes),
    columns: table.columns.map((column) =>
      column.kind === "text"
        ? { name: column.name, codes: list(column.codes) }
        : {
            name: column.name,
            values: list(column.values),
            filled: list(column.filled ?? new Uint8Array(table.rows)),
          },
    ),
  };
}

/** Columns are dropped last, so that none is asked for after it was dropped; encoded ones are columns of numbers from then on. */
const chain = fc
  .uniqueArray(fc.constantFrom(...CAUSAL, ...LATER), { minLength: 1, maxLength: 4, selector: ({ kind }) => kind })
  .map((steps) => steps.toSorted((a, b) => Number(a.kind === "drop") - Number(b.kind === "drop")));

test("steps that were fitted, written as JSON and read again make the same table", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 25 }), chain, async (rows, specs) => {
      const table = tableFrom(rows);
      const { table: cleaned, fitted } = await cleanTable(table, specs, { past: { rows: (n) => Math.ceil(n / 2) } });
      const saved = fittedCleanSchema.array().parse(JSON.parse(JSON.stringify(fitted)));
      const replayed = await replayClean(table, saved);
      expect(plain(replayed.table)).toEqual(plain(cleaned));
    }),
    { numRuns: 150 },
  );
});

test("cleaning changes no cell of the table that it was given", async () => {
  const table = tableFrom([
    { series: "A", gap: 1, y: 1, x: null, word: "p" },
    { series: "A", gap: 0, y: null, x: 2, word: null },
    { series: "A", gap: 2, y: -9, x: 9, word: "q" },
  ]);
  const before = plain(table);
  for (const spec of [...CAUSAL, ...LATER]) await cleanTable(table, [spec]);
  expect(plain(table)).toEqual(before);
});

const END = Date.UTC(2020, 0, 1) + 9 * 3_600_000;

test("what comes later changes nothing before: not what is learnt, and no causally repaired value", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 3, maxLength: 25 }),
      fc.subarray([...CAUSAL], { minLength: 1, maxLength: 4 }),
      fc.integer({ min: -1000, max: 1000 }),
      async (rows, steps, shift) => {
        const specs = steps.filter(({ kind }) => kind !== "drop");
        const table = tableFrom(rows);
        const times = table.time!.values;
        const changed = {
          ...table,
          columns: table.columns.map((column) =>
            column.kind === "text"
              ? { ...column, codes: column.codes.map((code, i) => (times[i]! < END ? code : -1)) }
              : { ...column, values: column.values.map((value, i) => (times[i]! < END ? value : value * 3 + shift)) },
          ),
        };
        const [first, second] = await Promise.all(
          [table, changed].map((which) => cleanTable(which, specs, { past: { before: END } })),
        );
        expect(second!.fitted).toEqual(first!.fitted);
        const early = ({ table: whole }: typeof first & object) =>
          plain(
            takeRows(
              whole,
              Uint32Array.from(whole.time!.values.keys()).filter((i) => whole.time!.values[i]! < END),
            ),
          );
        expect(early(second!)).toEqual(early(first!));
      },
    ),
    { numRuns: 150 },
  );
});

test("the past may be so many rows of each series as cleaning leaves", async () => {
  // A has hours 0 … 9 once its gaps are filled; B has two rows.
  const table = tableOf({
    time: [0, 1, 2, 3, 9, 0, 1],
    series: ["A", "A", "A", "A", "A", "B", "B"],
    columns: { y: [1, 2, 3, 4, 100, 10, 20] },
  });
  const asked: number[] = [];
  const { fitted } = await cleanTable(
    table,
    [
      { kind: "regular", every: "1 hour", by: "mean" },
      { kind: "fill", by: "mean" },
    ],
    {
      past: {
        rows: (n) => {
          asked.push(n);
          return Math.floor(n / 2);
        },
      },
    },
  );
  expect(asked).toEqual([10, 2]);
  expect(fitted[1]).toMatchObject({
    values: [
      { column: "y", series: "A", value: 2.5 },
      { column: "y", series: "B", value: 10 },
    ],
  });
});

test("nothing is learnt from a value of the past that was filled from a later reading", async () => {
  const learnt = async (last: number) => {
    const table = tableOf({ time: [0, 1, 2, 3], columns: { y: [2, 4, null, last] } });
    const steps: CleanSpec[] = [
      { kind: "fill", by: "backward" },
      { kind: "outliers", by: "z_score", replace: "mean" },
    ];
    return (await cleanTable(table, steps, { past: { rows: () => 3 } })).fitted[1];
  };
  expect(await learnt(1000)).toEqual(await learnt(-1));
  expect(await learnt(0)).toMatchObject({ ranges: [{ mean: 3, low: 0, high: 6 }] });
});

test("without a past to learn from, numbers come from all rows, and a note says so once", async () => {
  const table = tableOf({ time: [0, 1, 2], columns: { y: [1, null, 5] } });
  const { notes } = await cleanTable(table, [
    { kind: "sort" },
    { kind: "outliers", by: "iqr", replace: "mean" },
    { kind: "fill", by: "mean" },
  ]);
  expect(notes[0]).toEqual({ code: "clean_from_all", facts: { steps: "outliers, fill", rows: 3 } });
  expect((await cleanTable(table, [{ kind: "sort" }, { kind: "fill", by: "forward" }])).notes[0]?.code).not.toBe(
    "clean_from_all",
  );
});

test("one series is the same under another name, two are told apart", async () => {
  const { fitted } = await cleanTable(tableOf({ time: [0, 1], series: ["A", "A"], columns: { y: [3, null] } }), [
    { kind: "fill", by: "mean" },
  ]);
  const unnamed = await replayClean(tableOf({ time: [5, 6], columns: { y: [null, 8] } }), fitted);
  expect(unnamed.table.columns[0]).toMatchObject({ values: Float64Array.of(3, 8) });
  const two = tableOf({ time: [0, 0], series: ["A", "B"], columns: { y: [null, null] } });
  const { table, notes } = await replayClean(two, fitted);
  expect(table.columns[0]).toMatchObject({ values: Float64Array.of(3, Number.NaN) });
  expect(notes).toContainEqual({
    code: "clean_impossible",
    facts: { step: "fill", column: "y", series: "B", reason: "no_reading" },
  });
});

test("a column that new data lacks is passed over", async () => {
  const table = tableOf({ time: [0, 1], columns: { y: [1, null], x: [1, 2], word: ["a", "b"] } });
  const { fitted } = await cleanTable(table, [
    { kind: "fill", by: "mean" },
    { kind: "encode", as: "one_hot", columns: ["word"] },
    { kind: "drop", columns: ["x"] },
  ]);
  const { table: replayed } = await replayClean(tableOf({ time: [2], columns: { y: [null] } }), fitted);
  expect(replayed.columns.map(({ name }) => name)).toEqual(["y"]);
});

test("a mean of the largest numbers is one; a spread that is beyond all numbers is a problem, not infinity", async () => {
  const table = tableOf({ time: [0, 1, 2], columns: { y: [1e308, -1e308, null] } });
  const { table: filled } = await cleanTable(table, [{ kind: "fill", by: "mean" }]);
  expect(filled.columns[0]).toMatchObject({ values: Float64Array.of(1e308, -1e308, 0) });
  const judged = cleanTable(table, [{ kind: "outliers", by: "z_score", replace: "missing" }]);
  await expect(judged).rejects.toMatchObject({ code: "values_too_large" });
});

test("an aborted signal ends the work with its reason", async () => {
  const table = tableOf({ time: [0], columns: { y: [1] } });
  const signal = AbortSignal.abort(new Error("enough"));
  await expect(cleanTable(table, [{ kind: "sort" }], { signal })).rejects.toThrow("enough");
});

test("a table without rows passes through every step", async () => {
  const table = tableOf({ time: [], columns: { y: [], x: [], word: [] } });
  for (const spec of [...CAUSAL, ...LATER]) {
    const cleaned = await cleanTable(table, [spec]);
    expect(cleaned.table.rows, spec.kind).toBe(0);
  }
});

test("specifications refuse what they do not know", () => {
  const ok = (spec: unknown) => cleanSpecSchema.safeParse(spec).success;
  for (const spec of [...CAUSAL, ...LATER]) expect(ok(spec), spec.kind).toBe(true);
  expect(ok({ kind: "regular", by: "mean", every: "1 fortnight" })).toBe(false);
  expect(ok({ kind: "fill", by: "magic" })).toBe(false);
  expect(ok({ kind: "fill", by: "mean", columns: [] })).toBe(false);
  expect(ok({ kind: "outliers", by: "iqr", replace: "mean", limit: 0 })).toBe(false);
  expect(ok({ kind: "sort", by: "time" })).toBe(false);
});
