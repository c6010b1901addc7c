import { formatTime, type Outcome, readValues } from "@gatecast/forecast";
import { csvLine } from "./csv.ts";

/**
 * Forecasts of every test window: `unique_id, ds, cutoff, y`, then the network and each baseline. `y` is empty where nothing was
 * read, even if cleaning put a value there: an error computed from these columns is the one that was scored.
 */
export function testForecastCsv({ frame, target, test }: Pick<Outcome, "frame" | "target" | "test">): string {
  const column = frame.columns.find(({ name }) => name === target);
  const actual = column && readValues(column);
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
