import type { Engine } from "@gatecast/engine";
import type { Network } from "@gatecast/nn";
import { scoreWindows } from "../../fit/score-windows.ts";
import { NetworkForecaster } from "../../models/index.ts";
import type { Windows } from "../../prepare/index.ts";
import type { Scored } from "../ground.ts";
import { OriginLosses } from "../origin-losses.ts";

/** Test windows, and what came in them. */
export interface TestRows {
  readonly windows: Windows;
  /** The target column. `[T]` */
  readonly actual: Float64Array;
  /** The denominator of MASE. */
  readonly seasonalScale: number;
}

/** Forecasts are looked at and let go: none is kept. */
export const NONE_KEPT = 0;

/** Scores a trained network on the test windows, and tells its loss at each of them. */
export function scoreRun(
  engine: Engine,
  network: Network,
  { windows, actual, seasonalScale }: TestRows,
  options: { readonly model: string; readonly asFeatures: boolean },
): Scored {
  const { model, asFeatures } = options;
  const { horizon } = windows.task;
  const losses = new OriginLosses(actual, horizon);
  const forecaster = new NetworkForecaster(engine, network, asFeatures);
  const { measured } = scoreWindows(
    windows,
    actual,
    seasonalScale,
    ({ prepared, origins }, rows) => {
      const values = forecaster.forecast(prepared, origins);
      losses.add(rows, values);
      return [{ model, origins: rows, horizon, values }];
    },
    NONE_KEPT,
  );
  forecaster.close();
  return { score: measured[0]!.score, losses: losses.values, perSeries: [] };
}
