import { expect, test } from "vitest";
import { tableFixture } from "../table.fixture.ts";
import { rowPlaces } from "../table-series.ts";
import { missingData } from "./missing-data.ts";

test("Shares are those of the rows that lie in each bin, and a bin without rows has none", () => {
  const table = tableFixture();
  const { columns, bins, shares, span } = missingData(table, rowPlaces(table));
  expect(columns).toEqual(["rain", "level", "wind"]);
  expect(bins).toBe(20);
  expect(new Date(span.max).toISOString()).toBe("2020-02-19T00:00:00.000Z");
  // 49 days in 20 bins: rows 5 to 7 lie in the bins that start after 4.9 and 7.35 days; days 30 to 39 have no rows.
  const rain = [...shares.subarray(0, bins)];
  expect(rain.slice(0, 5)).toEqual([0, 0, 1, 0.5 * 0, 0]);
  expect(rain.slice(13, 16)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  expect([...shares.subarray(bins, 2 * bins)].filter((share) => share > 0)).toEqual([]);
});

test("Of many columns those with most missing are kept, in the order of the table", () => {
  const table = tableFixture();
  const columns = Array.from({ length: 60 }, (_, i) => ({
    kind: "number" as const,
    name: `c${i}`,
    values: new Float64Array(40).fill(i >= 50 ? Number.NaN : 1),
  }));
  const shown = missingData({ ...table, columns }, rowPlaces(table)).columns;
  expect(shown).toHaveLength(40);
  expect(shown.slice(-10)).toEqual(columns.slice(50).map(({ name }) => name));
  expect(shown[0]).toBe("c0");
});
