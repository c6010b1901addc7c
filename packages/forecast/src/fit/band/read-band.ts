import type { Network } from "@gatecast/nn";
import { Problem } from "../../contracts/index.ts";
import type { ForecastRequest } from "../model.ts";

/** A band as it was asked for. */
export interface BandOptions {
  readonly passes: number;
  /** In per cent. */
  readonly level: number;
}

/** The band of a forecast that nobody asked for. */
export const USUAL_BAND: BandOptions = { passes: 100, level: 90 };

/** More passes than any quantile needs. */
const MOST_PASSES = 100_000;

/**
 * What a request says of a band; null where it says nothing.
 * @throws Problem (usage) `option_invalid`, `option_conflict`, `not_variational`.
 */
export function readBand(
  { passes, level }: Pick<ForecastRequest, "passes" | "level">,
  network: Network,
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
  if (level !== undefined && !(level >= 1 && level < 100)) {
    const meant = level > 0 && level < 1 ? Number((100 * level).toPrecision(12)) : 0;
    const hint = meant >= 1 ? `Did you mean ${meant}?` : undefined;
    throw invalid("--level", level, "a number of per cent, from 1 to below 100", hint);
  }
  if (!isVariational(network)) {
    throw new Problem("usage", "not_variational", "The model was trained without variational dropout.", {
      found: "a network whose passes are all the same",
      needed: "a model that was fitted with --variational",
      hint: "Fit again with --variational 0.2, or leave --passes out.",
      option: "--passes",
    });
  }
  return { passes, level: level ?? 90 };
}

/** Whether passes of a network differ. */
export const isVariational = ({ spec }: Network): boolean =>
  spec.layers.some((layer) => layer.kind === "recurrent" && (layer.variational ?? 0) > 0);

function invalid(option: string, value: number, needed: string, hint = `Give ${option} ${needed}.`): Problem {
  return new Problem("usage", "option_invalid", `${option} cannot be ${value}.`, {
    found: String(value),
    needed,
    hint,
    option,
  });
}
