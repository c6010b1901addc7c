import fc from "fast-check";
import { expect, test } from "vitest";
import { Problem } from "../contracts/index.ts";
import { type CleanSpec, cleanTable } from "./index.ts";
import { tableOf } from "./table.fixture.ts";

const columns = fc.option(fc.uniqueArray(fc.constantFrom("y", "x", "word"), { minLength: 1 }), { nil: undefined });
const over = fc.constantFrom("series" as const, "table" as const);
const spec: fc.Arbitrary<CleanSpec> = fc.oneof(
  fc.record({ kind: fc.constant("missing" as const), values: fc.constant<number[]>([0, 7]), columns }),
  fc.constant({ kind: "sort" as const }),
  fc.record({ kind: fc.constant("duplicates" as const), keep: fc.constantFrom("first", "last", "mean") }),
  fc.record({
    kind: fc.constant("outliers" as const),
    by: fc.constantFrom("iqr", "z_score", "hampel"),
    replace: fc.constantFrom("mean", "bound", "missing"),
    columns,
    limit: fc.option(fc.double({ min: 0.01, max: 5, noNaN: true }), { nil: undefined }),
    window: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
    over,
  }),
  fc.record({
    kind: fc.constant("fill" as const),
    by: fc.constantFrom("mode", "mean", "median", "forward", "backward", "linear", "seasonal"),
    columns,
    over,
    period: fc.option(fc.integer({ min: 2, max: 5 }), { nil: undefined }),
  }),
  fc.record({
    kind: fc.constant("regular" as const),
    by: fc.constantFrom("mean", "sum", "last"),
    every: fc.constantFrom(undefined, "1 hour", "30 minutes", "1 day", "1 week", "1 month", "2 quarters", "1 year"),
  }),
  fc.record({
    kind: fc.constant("encode" as const),
    as: fc.constantFrom("one_hot", "ordinal"),
    columns: fc.constantFrom<string[][]>(["word"], ["x"], ["word", "y"]),
  }),
  fc.record({ kind: fc.constant("drop" as const), columns: fc.constantFrom<string[][]>(["x"], ["word"]) }),
);

const number = fc.option(
  fc.oneof(fc.constantFrom(0, 7, -0, 1.5e308, -1.5e308), fc.double({ noNaN: true, noDefaultInfinity: true })),
);
const table = fc
  .record({
    rows: fc.array(
      fc.record({
        time: fc.oneof(fc.integer({ min: -50, max: 50 }), fc.double({ min: -1e6, max: 1e6, noNaN: true })),
        series: fc.constantFrom("A", "B", "__proto__"),
        y: number,
        x: number,
        word: fc.option(fc.constantFrom("p", "q", "constructor")),
      }),
      { maxLength: 20 },
    ),
    hasTime: fc.boolean(),
    hasSeries: fc.boolean(),
    zone: fc.constantFrom(undefined, "Pacific/Apia"),
  })
  .map(({ rows, hasTime, hasSeries, zone }) =>
    tableOf({
      ...(hasTime ? { time: rows.map((row) => row.time) } : {}),
      ...(hasSeries ? { series: rows.map((row) => row.series) } : {}),
      ...(zone === undefined ? {} : { zone }),
      columns: { y: rows.map((row) => row.y), x: rows.map((row) => row.x), word: rows.map((row) => row.word) },
    }),
  );

test("any steps on any table end in a sound table or a problem", async () => {
  const ends = { table: 0, problem: 0 };
  await fc.assert(
    fc.asyncProperty(table, fc.array(spec, { minLength: 1, maxLength: 4 }), async (given, specs) => {
      const cleaned = await cleanTable(given, specs, { past: { rows: (n) => Math.floor(n / 2) } }).catch((error) => {
        if (error instanceof Problem) return undefined;
        throw error;
      });
      if (!cleaned) {
        ends.problem++;
        return;
      }
      ends.table++;
      const { rows, lines, time, series, columns: found } = cleaned.table;
      expect([lines.length, time?.values.length ?? rows, series?.codes.length ?? rows]).toEqual([rows, rows, rows]);
      expect(new Set(found.map(({ name }) => name)).size).toBe(found.length);
      for (const column of found) {
        if (column.kind === "text") expect(column.codes.length).toBe(rows);
        else {
          expect([column.values.length, column.filled?.length ?? rows]).toEqual([rows, rows]);
          expect(column.values.every((value) => Number.isFinite(value) || Number.isNaN(value))).toBe(true);
          // What is missing was not filled in.
          expect(column.values.every((value, row) => !Number.isNaN(value) || !column.filled?.[row])).toBe(true);
        }
      }
    }),
    { numRuns: 300 },
  );
  expect(ends.table).toBeGreaterThan(100);
});
