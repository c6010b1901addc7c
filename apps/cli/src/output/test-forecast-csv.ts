import { formatTime, type Outcome } from "@gatecast/forecast";
import { csvLine } from "./csv.ts";

/** Forecasts of every test window: `unique_id, ds, cutoff, y`, then the network and each baseline. */
export function testForecastCsv({ frame, target, test }: Pick<Outcome, "frame" | "target" | "test">): string {
  const actual = frame.columns.find(({ name }) => name === target)?.values;
  const [first] = test;
  const lines = [csvLine(["unique_id", "ds", "cutoff", "y", ...test.map(({ model }) => model)])];
  const horizon = first?.horizon ?? 0;
  first?.origins.forEach((origin, w) => {
    const cutoff = formatTime(frame.time, origin);
    for (let k = 0; k < horizon; k++) {
      const row = origin + 1 + k;
      const forecasts = test.map(({ values }) => values[w * horizon + k] ?? Number.NaN);
      lines.push(csvLine([frame.id, formatTime(frame.time, row), cutoff, actual?.[row] ?? Number.NaN, ...forecasts]));
    }
  });
  return lines.join("");
}
