import { Problem, type WindowForecasts } from "../contracts/index.ts";
import { sampleNetwork } from "../models/index.ts";
import type { Prepared } from "../prepare/index.ts";
import { quantile } from "../statistics/index.ts";
import type { ForecasterParts } from "./forecaster-parts.ts";
import type { ForecastRequest } from "./model.ts";

/** A band as it was asked for. */
export interface BandOptions {
  readonly passes: number;
  /** In per cent. */
  readonly level: number;
}

/** More passes than any quantile needs. */
const MOST_PASSES = 100_000;

/**
 * What a request says of a band; null where it says nothing.
 * @throws Problem (usage) `option_invalid`, `option_conflict`, `not_variational`, `horizon_too_long`.
 */
export function readBand(
  { passes, level }: ForecastRequest,
  { network, task }: ForecasterParts,
  horizon: number,
): BandOptions | null {
  if (passes === undefined) {
    if (level === undefined) return null;
    throw new Problem("usage", "option_conflict", "--level is about the band of --passes, which is not there.", {
      found: `--level ${level} alone`,
      needed: "the number of passes that the band is made of",
      hint: "Add --passes 100.",
      option: "--level",
    });
  }
  if (!Number.isInteger(passes) || passes < 2 || passes > MOST_PASSES) {
    throw invalid("--passes", passes, `a whole number from 2 to ${MOST_PASSES}`);
  }
  if (level !== undefined && !(level > 0 && level < 100)) throw invalid("--level", level, "a number between 0 and 100");
  const isVariational = network.spec.layers.some((layer) => layer.kind === "recurrent" && (layer.variational ?? 0) > 0);
  if (!isVariational) {
    throw new Problem("usage", "not_variational", "The model was trained without variational dropout.", {
      found: "a network whose passes are all the same",
      needed: "a model that was fitted with --variational",
      hint: "Fit again with --variational 0.2, or leave --passes out.",
      option: "--passes",
    });
  }
  if (horizon > task.horizon) {
    throw new Problem("usage", "horizon_too_long", `A band reaches ${task.horizon} rows, not ${horizon}.`, {
      found: `a horizon of ${horizon}`,
      needed: `at most ${task.horizon}: later rows are forecast from forecasts, and each pass would need its own`,
      hint: `Ask for ${task.horizon} or fewer, fit with --horizon ${horizon}, or leave --passes out.`,
      option: "--horizon",
    });
  }
  return { passes, level: level ?? 90 };
}

/** The quantiles of many passes from one origin, lower and upper. `at` is the origin's row in the prepared table. */
export function bandOf(
  { engine, network, windowAs, description }: ForecasterParts,
  prepared: Prepared,
  place: { readonly at: number; readonly origin: number; readonly horizon: number },
  { passes, level }: BandOptions,
): [WindowForecasts, WindowForecasts] {
  const { at, origin, horizon } = place;
  const steps = sampleNetwork(engine, network, prepared, at, { passes, asFeatures: windowAs === "features" });
  const end = (name: string, q: number): WindowForecasts => ({
    ...{ model: `${description.cell}-${name}-${level}`, origins: [origin], horizon },
    values: Float64Array.from(steps.slice(0, horizon), (values) => quantile(values, q)),
  });
  const out = (1 - level / 100) / 2;
  return [end("lo", out), end("hi", 1 - out)];
}

/** Whether the passes of a band all said the same. */
export const isFlat = ([low, high]: readonly [WindowForecasts, WindowForecasts]): boolean =>
  low.values.every((value, k) => value === high.values[k]);

function invalid(option: string, value: number, needed: string): Problem {
  return new Problem("usage", "option_invalid", `${option} cannot be ${value}.`, {
    found: String(value),
    needed,
    hint: `Give ${option} ${needed}.`,
    option,
  });
}
