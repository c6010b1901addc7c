import { expect, test } from "vitest";
import { seriesCount, seriesRows } from "./series-rows.ts";
import { tableOf } from "./table.fixture.ts";

const TIMES = [2, 0, 1, 3];
const mixed = tableOf({ time: TIMES, series: ["a", "b", "a", "b"], columns: { y: [1, 2, 3, 4] } });

test("rows are grouped by series in the order of time, and found once for one table", () => {
  const groups = seriesRows(mixed);
  expect(groups).toEqual([
    { series: "a", rows: Uint32Array.of(2, 0) },
    { series: "b", rows: Uint32Array.of(1, 3) },
  ]);
  expect(seriesRows({ ...mixed, columns: [] })).toBe(groups);
  expect(seriesCount(mixed)).toBe(2);
});

test("with other series, other times or none the rows of the same lines are found anew", () => {
  const rows = (table: typeof mixed) => seriesRows(table).map((one) => [...one.rows]);
  const { series: _, ...single } = mixed;
  const { time, ...timeless } = single;
  expect(rows(mixed)).toEqual([
    [2, 0],
    [1, 3],
  ]);
  expect(rows(single)).toEqual([[1, 2, 0, 3]]);
  expect(rows({ ...single, time: { ...time!, values: Float64Array.of(4, 3, 2, 1) } })).toEqual([[3, 2, 1, 0]]);
  expect(rows(timeless)).toEqual([[0, 1, 2, 3]]);
  expect(rows(mixed)).toEqual([
    [2, 0],
    [1, 3],
  ]);
  expect([seriesCount(single), seriesCount(tableOf({ columns: { y: [] } }))]).toEqual([1, 0]);
});
