import { generator, seed } from "@gatecast/engine";
import { expect } from "vitest";
import type { Frame } from "../contracts/index.ts";
import { frameFrom } from "../data/index.ts";
import { type FitOptions, fit } from "../fit/index.ts";
import { explain } from "./explain.ts";
import type { Explanation } from "./explanation.ts";

export const ROWS = 160;

/** A daily table: y follows `leads` one day later and a weekly plan; `noise` has nothing to do with it. */
export function table(rows = ROWS): Frame {
  const random = generator(seed(11));
  const draw = (size: number) => Float64Array.from({ length: rows }, () => size * random());
  const [leads, noise, own] = [draw(10), draw(10), draw(1)];
  const plan = Float64Array.from({ length: rows }, (_, t) => (t % 7 < 5 ? 1 : 0));
  const y = leads.map((_, t) => 50 + 3 * (leads[t - 1] ?? 5) + 8 * plan[t]! + own[t]!);
  return frameFrom({ id: "plant", start: "2024-01-01", step: "day", columns: { y, leads, noise, plan } });
}

/** The same table with some values of a column replaced. */
export const changed = (frame: Frame, name: string, change: (value: number, row: number) => number): Frame => ({
  ...frame,
  columns: frame.columns.map((column) =>
    column.name === name ? { ...column, values: column.values.map(change) } : column,
  ),
});

/** Nothing is left to choose, so that a fit takes a blink. */
export const SMALL = {
  ...{ target: "y", lookback: 10, horizon: 3, units: [6], epochs: 4, seed: 5, season: 7, ridge_strength: 0.1 },
  calendar: [],
  preparation: {
    target: [{ kind: "forward_fill" }, { kind: "standard" }],
    covariates: [{ kind: "forward_fill" }, { kind: "standard" }],
    window: "last",
  },
} satisfies FitOptions;

/** What a model fitted on a table has to say of it. */
export async function explained(options: FitOptions, asked = {}, frame = table()): Promise<Explanation> {
  const { model } = await fit(frame, options);
  try {
    return await explain(model, frame, { repeats: 3, ...asked });
  } finally {
    model.close();
  }
}

/** Σ of all attributions relative to the difference that they are to explain. */
export function miss({ attribution: { inputs, forecast, baselineForecast, residual } }: Explanation): number {
  const sum = inputs.reduce((total, input) => total + input.values.reduce((own, value) => own + value, 0), 0);
  expect(sum - (forecast - baselineForecast)).toBeCloseTo(residual, 10);
  return Math.abs(residual / (forecast - baselineForecast));
}
