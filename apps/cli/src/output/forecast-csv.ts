import { type Frame, formatTime, type WindowForecasts } from "@gatecast/forecast";
import { csvLine } from "./csv.ts";

/** Forecasts beyond the end, one window a model: `unique_id, ds`, then a column for each model. */
export function forecastCsv(frame: Frame, models: readonly WindowForecasts[]): string {
  const [first] = models;
  const origin = first?.origins[0] ?? 0;
  const lines = [csvLine(["unique_id", "ds", ...models.map(({ model }) => model)])];
  for (let k = 0; k < (first?.horizon ?? 0); k++) {
    const ds = formatTime(frame.time, origin + 1 + k);
    lines.push(csvLine([frame.id, ds, ...models.map(({ values }) => values[k] ?? Number.NaN)]));
  }
  return lines.join("");
}

/** The same rows as objects, for JSON. */
export function forecastRows(frame: Frame, models: readonly WindowForecasts[]): Record<string, string | number>[] {
  const [first] = models;
  const origin = first?.origins[0] ?? 0;
  return Array.from({ length: first?.horizon ?? 0 }, (_, k) => ({
    unique_id: frame.id,
    ds: formatTime(frame.time, origin + 1 + k),
    ...Object.fromEntries(models.map(({ model, values }) => [model, values[k] ?? Number.NaN])),
  }));
}
