import { expect, test } from "vitest";
import { durationOf } from "./duration.ts";

test("Times are read in seconds, and anything else stays what was typed", () => {
  expect(["90s", "5m", "1.5h", "300", " 2 m ", "1d"].map(durationOf)).toEqual([90, 300, 5400, 300, 120, 86_400]);
  const others = ["", "m", "soon", "-5m", "5 min", "1e3s", "9".repeat(400)];
  expect(others.map(durationOf)).toEqual(others);
});
