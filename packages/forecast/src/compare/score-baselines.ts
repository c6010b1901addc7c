import type { EngineOptions } from "@gatecast/engine";
import type { Frame, Note, Score } from "../contracts/index.ts";
import type { Choice } from "../fit/choose.ts";
import { solveRidge } from "../fit/linear-start.ts";
import { mathNotes, openEngine } from "../fit/open-engine.ts";
import { scoreWindows } from "../fit/score-windows.ts";
import type { Sizes } from "../fit/sizes.ts";
import { fitBaselines, forecastRidge, forecastWindows } from "../models/index.ts";
import { fitPreparation, ModelTable, pastOf } from "../prepare/index.ts";
import { OriginLosses } from "./origin-losses.ts";
import { NONE_KEPT } from "./score-run.ts";

/** The baselines on the test windows. */
export interface ScoredBaselines {
  readonly scores: readonly Score[];
  /** Mean squared error of each of them at each test window. `[models][W]` */
  readonly losses: readonly (readonly number[])[];
  /** Rows that the test windows start from. `[W]` */
  readonly origins: readonly number[];
  /** Forecast rows whose actual value is known. */
  readonly points: number;
  readonly notes: readonly Note[];
}

/** Fits the rules and ridge on all rows before the test, and scores them on the test windows, once. */
export async function scoreBaselines(
  of: {
    readonly frame: Frame;
    readonly actual: Float64Array;
    readonly sizes: Sizes;
    readonly choice: Choice;
    readonly seasonalScale: number;
  },
  run: { readonly signal: AbortSignal | undefined; readonly engine: EngineOptions | undefined },
): Promise<ScoredBaselines> {
  const { frame, actual, sizes, choice, seasonalScale } = of;
  const { task } = choice;
  const { horizon } = task;
  const cutoff = sizes.rows.train + sizes.rows.validation;
  const table = new ModelTable(fitPreparation(choice.preparation, frame, task, cutoff), frame, task);
  const engine = await openEngine(run.engine, { windows: cutoff, lookback: task.lookback, columns: 1, units: [] });
  try {
    const { ridge, isSilent } = await solveRidge(engine, table.within(0, cutoff), choice.strength, run.signal);
    const options = { season: sizes.season, time: frame.time };
    const rules = fitBaselines(pastOf(actual, cutoff), options);
    const losses = [...rules, ridge].map(() => new OriginLosses(actual, horizon));
    const origins: number[] = [];
    const scored = scoreWindows(
      table.within(cutoff, frame.time.length),
      actual,
      seasonalScale,
      ({ prepared, origins: own }, rows) => {
        const forecasts = [
          ...rules.map((rule) => forecastWindows(rule, actual, rows, horizon, options)),
          forecastRidge(engine, ridge, prepared, own, rows),
        ];
        forecasts.forEach(({ values }, m) => {
          losses[m]!.add(rows, values);
        });
        for (const row of rows) origins.push(row);
        return forecasts;
      },
      NONE_KEPT,
    );
    return {
      scores: scored.measured.map(({ score }) => score),
      losses: losses.map(({ values }) => values),
      origins,
      points: scored.measured[0]!.points,
      notes: [
        ...scored.measured.flatMap(({ notes }) => notes),
        ...(isSilent ? [{ code: "ridge_impossible", facts: { strength: choice.strength } }] : []),
        ...mathNotes(engine, run.engine),
      ],
    };
  } finally {
    engine.close();
  }
}
