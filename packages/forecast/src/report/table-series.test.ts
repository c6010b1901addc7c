import { expect, test } from "vitest";
import { tableFixture, wordColumn } from "./table.fixture.ts";
import { longestSeries, missingSpans, readingsOver, rowPlaces } from "./table-series.ts";

const DAY = 86_400_000;

test("Days that the table leaves out, and readings that are missing, break the line and are told as spans", () => {
  const table = tableFixture();
  const { at, span } = rowPlaces(table);
  expect(span).toMatchObject({ kind: "instants", min: Date.UTC(2020, 0, 1), max: Date.UTC(2020, 1, 19) });
  const series = longestSeries(table, at);
  const rain = table.columns[0]!;
  const readings = readingsOver(series, at, rain.kind === "number" ? rain.values : new Float64Array(0));
  expect(readings.values.filter(Number.isNaN)).toHaveLength(4);
  const spans = missingSpans(readings);
  const days = Array.from({ length: spans.length }, (_, i) => spans.at(i)?.map((ms) => (ms - span.min) / DAY));
  expect(days).toEqual([
    [4, 8],
    [29, 40],
  ]);
});

test("Of several series the one with most rows is drawn, in order of time, rows without a time left out", () => {
  const at = Float64Array.of(5, 4, 1, 3, Number.NaN, 2);
  const series = wordColumn("station", ["b", "a", "b", "a", "a", "a"]);
  expect(longestSeries({ rows: 6, series }, at)).toEqual({
    name: "a",
    rows: Uint32Array.of(5, 3, 1),
    longestStep: 1.9,
  });
});

test("Rows without a time are counted from 1", () => {
  expect(rowPlaces({ rows: 3 })).toEqual({ span: { kind: "rows", min: 1, max: 3 }, at: Float64Array.of(1, 2, 3) });
  expect(rowPlaces({ rows: 0 }).span).toEqual({ kind: "rows", min: 0, max: 1 });
});

test("In a time zone, instants lie where its clock on the wall says", () => {
  const time = { name: "t", columns: ["t"], format: "YYYY-MM-DD HH:mm", zone: "Asia/Shanghai" };
  const values = Float64Array.of(Number.NaN, Date.UTC(2020, 0, 1, 16), Date.UTC(2020, 0, 1, 17));
  const { at, span } = rowPlaces({ rows: 3, time: { ...time, values } });
  expect([...at]).toEqual([Number.NaN, Date.UTC(2020, 0, 2, 0), Date.UTC(2020, 0, 2, 1)]);
  expect(span.min).toBe(Date.UTC(2020, 0, 2));
});
