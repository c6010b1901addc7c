import type { Engine } from "@gatecast/engine";
import type { Frame, Note, RowCounts, Task } from "../contracts/index.ts";
import { columnOf } from "../data/index.ts";
import { forecastRidge, RidgeProblem, ridgeInputs } from "../models/index.ts";
import {
  fitPreparation,
  originsWithin,
  type PreparationSpec,
  prepareFrame,
  type WindowScale,
} from "../prepare/index.ts";
import { pause } from "../train/index.ts";
import { foldCutoffs } from "./folds.ts";
import { meanSquare } from "./mean-square.ts";
import type { FitSettings } from "./options.ts";

/** Strengths of ridge that are tried, relative to the inputs' variance. */
const STRENGTHS = [1e-6, 1e-5, 1e-4, 1e-3, 3e-3, 1e-2, 3e-2, 1e-1, 3e-1, 1, 3, 10, 100];

/** Windows that a choice looks at: enough to rank candidates, few enough to be quick on long tables. */
const TRAIN_WINDOWS = 3000;
const VALIDATION_WINDOWS = 1500;

/** Look-back, preparation and ridge strength that validation rows prefer. */
export interface Choice {
  readonly task: Task;
  readonly preparation: PreparationSpec;
  readonly strength: number;
  readonly notes: readonly Note[];
}

interface Candidate {
  readonly lookback: number;
  readonly preparation: PreparationSpec;
}

/**
 * Tries every candidate preparation and look-back with ridge, fitted on training rows and scored on validation rows in the
 * target's own unit. The network takes over the winner: it then has to learn only what a linear map cannot. Throws the
 * signal's reason when aborted.
 */
export async function choose(
  engine: Engine,
  frame: Frame,
  settings: FitSettings,
  rows: RowCounts,
  sizes: { readonly season: number; readonly horizon: number; readonly lookbacks: readonly number[] },
  signal: AbortSignal | undefined,
): Promise<Choice> {
  const { target, past, future } = settings;
  let best: (Choice & { error: number; choice: Candidate }) | null = null;
  for (const candidate of candidates(frame, settings, rows, sizes)) {
    const task: Task = { target, past, future, lookback: candidate.lookback, horizon: sizes.horizon };
    await pause();
    signal?.throwIfAborted();
    const strengths = settings.ridge_strength === undefined ? STRENGTHS : [settings.ridge_strength];
    const result = bestStrength(engine, frame, candidate, task, rows, strengths);
    if (result !== null && (best === null || result.error < best.error)) {
      best = {
        task,
        preparation: candidate.preparation,
        strength: result.strength,
        notes: [],
        error: result.error,
        choice: candidate,
      };
    }
  }
  if (best === null) {
    // No window is complete on both sides: take the plainest candidate and let training say what it can.
    const [plain] = candidates(frame, settings, rows, sizes);
    const task: Task = { target, past, future, lookback: plain!.lookback, horizon: sizes.horizon };
    return { task, preparation: plain!.preparation, strength: settings.ridge_strength ?? 1, notes: [] };
  }
  const { task, preparation, strength, error } = best;
  const facts = {
    preparation: preparation.target
      .map(({ kind, ...rest }) => ("lag" in rest ? `${kind} ${rest.lag}` : kind))
      .join(", "),
    normalisation: preparation.window,
    lookback: task.lookback,
    strength,
    validation_rmse: error,
  };
  return { task, preparation, strength, notes: [{ code: "preparation_chosen", facts }] };
}

function candidates(
  frame: Frame,
  settings: FitSettings,
  rows: RowCounts,
  { season, lookbacks }: { readonly season: number; readonly lookbacks: readonly number[] },
): Candidate[] {
  const { preparation } = settings;
  if (preparation !== undefined) return lookbacks.map((lookback) => ({ lookback, preparation }));
  const known = columnOf(frame, settings.target).values.subarray(0, rows.train);
  const positive = known.every((value) => Number.isNaN(value) || value > 0);
  const windows: WindowScale[] = ["last", "mean_spread", "none"];
  const differences = season > 1 && season < rows.train / 4 ? [0, season] : [0];
  return lookbacks.flatMap((lookback) =>
    [false, ...(positive ? [true] : [])].flatMap((log) =>
      differences.flatMap((lag) =>
        windows.map((window) => ({ lookback, preparation: preparationOf(log, lag, window) })),
      ),
    ),
  );
}

function preparationOf(log: boolean, lag: number, window: WindowScale): PreparationSpec {
  return {
    target: [
      { kind: "forward_fill" },
      ...(log ? [{ kind: "log" } as const] : []),
      ...(lag > 0 ? [{ kind: "difference", lag } as const] : []),
      { kind: "standard" },
    ],
    covariates: [{ kind: "forward_fill" }, { kind: "standard" }],
    window,
  };
}

/** The strength with the lowest error over the folds' validation rows; null where there is nothing to compare. */
function bestStrength(
  engine: Engine,
  frame: Frame,
  candidate: Candidate,
  task: Task,
  rows: RowCounts,
  strengths: readonly number[],
): { strength: number; error: number } | null {
  const actual = columnOf(frame, task.target).values;
  const sums = new Map<number, { error: number; count: number }>();
  for (const cutoff of foldCutoffs(rows)) {
    const prepared = prepareFrame(fitPreparation(candidate.preparation, frame, task, cutoff), frame, task);
    const train = evenly(originsWithin(prepared, 0, cutoff), TRAIN_WINDOWS);
    const validation = evenly(originsWithin(prepared, cutoff, cutoff + rows.validation), VALIDATION_WINDOWS);
    if (train.length === 0 || validation.length === 0) continue;
    const problem = new RidgeProblem(engine, prepared, train);
    if (problem.windows === 0) continue;
    // A large system takes seconds to solve: every third strength will do there.
    for (const strength of ridgeInputs(prepared) > 600 ? strengths.filter((_, i) => i % 3 === 0) : strengths) {
      const weights = problem.solve(strength);
      const error = weights === null ? Number.NaN : meanSquare(actual, forecastRidge(weights, prepared, validation));
      const sum = sums.get(strength) ?? { error: 0, count: 0 };
      sums.set(strength, { error: sum.error + error * validation.length, count: sum.count + validation.length });
    }
  }
  let best: { strength: number; error: number } | null = null;
  for (const [strength, { error, count }] of sums) {
    const rmse = Math.sqrt(error / count);
    if (Number.isFinite(rmse) && (best === null || rmse < best.error)) best = { strength, error: rmse };
  }
  return best;
}

/** At most `count` of the origins, evenly spread. */
function evenly(origins: Int32Array, count: number): Int32Array {
  if (origins.length <= count) return origins;
  return Int32Array.from({ length: count }, (_, i) => origins[Math.floor((i * origins.length) / count)]!);
}
