import { expect, test } from "vitest";
import { cellsOf, hoursOf, tableOf } from "./table.fixture.ts";
import { tableOfSeries } from "./table-of-series.ts";

const TABLE = tableOf({
  time: [0, 1, 1, 0, 2],
  series: ["a", "b", "a", "b", "a"],
  columns: { y: [1, 2, null, 4, 5], sky: ["clear", "grey", "grey", null, "clear"] },
});

test("a series of a table keeps its rows in the file's order, with their lines, and bears its own name", () => {
  const own = tableOfSeries(TABLE, "b");
  expect(own).toMatchObject({ id: "b", layout: "long", rows: 2, series: { categories: ["b"] } });
  expect([...own.lines]).toEqual([3, 5]);
  expect([...own.series!.codes]).toEqual([0, 0]);
  expect(hoursOf(own)).toEqual([1, 0]);
  expect([cellsOf(own, "y"), cellsOf(own, "sky")]).toEqual([
    [2, 4],
    ["grey", null],
  ]);
});

test("a series that is not there is refused, also where the table holds one only", () => {
  expect(() => tableOfSeries(TABLE, "c")).toThrow('There is no series "c".');
  const { series: _, ...single } = TABLE;
  expect(() => tableOfSeries(single, "b")).toThrow('There is no series "b".');
  expect(tableOfSeries(single, "table")).toEqual(single);
  try {
    tableOfSeries(single, "y");
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({ details: { hint: "It is a column: name it by --target y, without --series." } });
  }
});
