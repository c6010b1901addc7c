import type { Frame, WindowForecasts } from "@gatecast/forecast";
import { expect, test } from "vitest";
import { testForecastCsv } from "./test-forecast-csv.ts";

const frame: Frame = {
  id: "s",
  timeName: "ds",
  time: { kind: "count", start: 1, length: 6 },
  columns: [{ name: "y", values: Float64Array.of(1, 2, 3, 4, 5, 6), filled: Uint8Array.of(0, 0, 0, 2, 0, 1) }],
};
const forecasts: WindowForecasts = {
  ...{ model: "lstm", horizon: 2, origins: [1, 3] },
  values: Float64Array.of(3, 9, 6, 9),
};

test("Truth is what was read: where cleaning put a value in, y is empty, and the error over the rest is the one that was scored", () => {
  const lines = testForecastCsv({ frame, target: "y", test: [forecasts] })
    .trimEnd()
    .split("\n");
  expect(lines).toEqual(["unique_id,ds,cutoff,y,lstm", "s,3,2,3,3", "s,4,2,,9", "s,5,4,5,6", "s,6,4,,9"]);
});
