import { generator, seed } from "@gatecast/engine";
import type { Frame } from "../contracts/index.ts";
import { frameFrom } from "../data/index.ts";
import type { FitOptions } from "./options.ts";

/** A short daily table: y follows a covariate one day later, with noise and a weekly swing. */
export function dailyTable(rows = 160, from = 1): Frame {
  const random = generator(seed(from));
  const wind = Float64Array.from({ length: rows }, () => 10 * random());
  const plan = Float64Array.from({ length: rows }, (_, t) => (t % 7 < 5 ? 1 : 0));
  const y = wind.map((_, t) => 50 + 3 * (wind[t - 1] ?? 5) + 8 * plan[t]! + 2 * random());
  return frameFrom({ id: "plant", start: "2024-01-01", step: "day", columns: { y, wind, plan } });
}

/** The same table with some values of a column replaced. */
export function withValues(frame: Frame, name: string, change: (value: number, row: number) => number): Frame {
  return {
    ...frame,
    columns: frame.columns.map((column) =>
      column.name === name ? { ...column, values: column.values.map(change) } : column,
    ),
  };
}

/** Options small enough for a test to train in a blink. */
export const QUICK = { target: "y", lookback: 14, horizon: 3, units: [4], epochs: 3, seed: 5 } satisfies FitOptions;
