import { expect, test } from "vitest";
import { airPassengers, columnOf, formatTime, frameFrom, nearestName, requireTarget, sliceRows } from "./index.ts";

const columns = { y: [1, 2, Number.NaN] };

test("the airline series has 144 months and its well-known ends", () => {
  const { time, columns: found, id } = airPassengers();
  expect([id, time.length, found[0]!.name]).toEqual(["airline_passengers", 144, "passengers"]);
  expect([formatTime(time, 0), formatTime(time, 143), formatTime(time, 144)]).toEqual([
    "1949-01",
    "1960-12",
    "1961-01",
  ]);
  const values = found[0]!.values;
  expect([values[0], values[143], values.reduce((a, b) => a + b)]).toEqual([112, 432, 40_363]);
});

test("arrays become a frame that no longer shares their memory", () => {
  const y = Float64Array.of(1, 2, 3);
  const frame = frameFrom({ start: "2020-01-31", step: "month", columns: { y } });
  y[0] = 9;
  expect(frame.columns[0]!.values[0]).toBe(1);
  expect([0, 1, 2].map((row) => formatTime(frame.time, row))).toEqual(["2020-01-31", "2020-02-29", "2020-03-31"]);
});

test("a start too coarse for the step is written with the step's fields", () => {
  const { time } = frameFrom({ start: "2020-01-01", step: { unit: "minute", count: 30 }, columns });
  expect([formatTime(time, 0), formatTime(time, 1)]).toEqual(["2020-01-01 00:00", "2020-01-01 00:30"]);
});

test("without a start the rows are counted", () => {
  expect(frameFrom({ columns }).time).toEqual({ kind: "count", start: 1, length: 3 });
});

test("unsound input is refused with code and facts", () => {
  const refused = (input: Parameters<typeof frameFrom>[0], code: string, details: object): void => {
    expect(() => frameFrom(input)).toThrow(
      expect.objectContaining({ code, details: expect.objectContaining(details) }),
    );
  };
  refused({ columns: {} }, "column_missing", { found: "no columns" });
  refused({ columns: { y: [1] } }, "too_few_rows", { found: "1 rows", column: "y" });
  refused({ columns: { y: [1, 2], z: [1] } }, "lengths_differ", { found: '1 values in "z", 2 in "y"', column: "z" });
  refused({ columns: { y: [1, Infinity] } }, "value_not_finite", { found: "Infinity at index 1", column: "y", row: 2 });
  refused({ columns: { " ": [1, 2] } }, "column_unnamed", { column: " " });
  refused({ start: "2020-13", step: "month", columns }, "time_unreadable", { found: '"2020-13"' });
  refused({ start: "2020-01", columns }, "step_invalid", { found: "`start` without `step`" });
  refused({ start: "2020-01", step: { unit: "day", count: 0.5 }, columns }, "step_invalid", {
    found: "a step of 0.5 days",
  });
});

test("a slice keeps its place in time", () => {
  const frame = frameFrom({ start: "2020-01-31", step: "month", columns: { y: [1, 2, 3, 4] } });
  const part = sliceRows(frame, 1, 3);
  expect(part.columns[0]!.values).toEqual(Float64Array.of(2, 3));
  expect([part.time.length, formatTime(part.time, 1)]).toEqual([2, "2020-03-31"]);
  expect(() => sliceRows(frame, 2, 2)).toThrow(RangeError);
});

test("an unknown column is answered with the nearest name and the list", () => {
  const details = { found: "the columns passengers", hint: 'Did you mean "passengers"?', column: "pasengers" };
  expect(() => columnOf(airPassengers(), "pasengers")).toThrow(
    expect.objectContaining({ code: "column_missing", details: expect.objectContaining(details) }),
  );
});

test("the nearest name forgives case, slips and swaps, and stays silent about strangers", () => {
  const cells = ["lstm", "gru", "peephole", "bilstm"];
  expect(["LSTM", "ltsm", "pepehole", "gur", "transformer", ""].map((word) => nearestName(word, cells))).toEqual([
    "lstm",
    "lstm",
    "peephole",
    "gru",
    undefined,
    undefined,
  ]);
});

test("a target must exist, hold numbers, be known and vary", () => {
  const nan = Number.NaN;
  const frame = frameFrom({ columns: { y: [1, 2, nan], none: [nan, nan, nan], flat: [7, nan, 7] } });
  const text = [
    { name: "cbwd", row: 2, value: "NW" },
    { name: "price", row: 3, value: "1,234.5" },
  ];
  const refused = (target: string, code: string, details: object): void => {
    expect(() => requireTarget(frame, target, text)).toThrow(
      expect.objectContaining({
        code,
        kind: "data",
        details: expect.objectContaining({ ...details, column: target, option: "--target" }),
      }),
    );
  };
  expect(requireTarget(frame, "y", text).name).toBe("y");
  refused("flt", "target_missing", { hint: 'Did you mean "flat"?', found: "the columns y, none, flat" });
  refused("ds", "target_missing", { found: '"ds", which is the time' });
  refused("cbwd", "target_is_text", { found: '"NW" in row 2', row: 2 });
  refused("price", "target_is_text", { hint: "Write numbers without thousands separators." });
  refused("none", "target_all_missing", { found: "3 missing values", hint: "Forecast another column: y, flat." });
  refused("flat", "target_constant", { found: "7 in every row" });
});
