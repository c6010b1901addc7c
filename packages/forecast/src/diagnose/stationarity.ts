import { type Adf, adf } from "./adf.ts";
import type { Answer } from "./answer.ts";
import { type Kpss, kpss } from "./kpss.ts";

/**
 * What the two tests say together, whose null hypotheses are opposite: `stationary` around a level, `trend_stationary` around
 * a line, `difference_stationary` (a level is ruled out and a unit root is not), or `unclear` where they contradict each other
 * or one has no answer.
 */
export type StationarityConclusion = "stationary" | "trend_stationary" | "difference_stationary" | "unclear";

/** Both tests around a level ("c") and around a line in time ("ct"). */
export interface Stationarity {
  readonly adf: { readonly c: Answer<Adf>; readonly ct: Answer<Adf> };
  readonly kpss: { readonly c: Answer<Kpss>; readonly ct: Answer<Kpss> };
  readonly conclusion: StationarityConclusion;
}

/** Both tests of a series without holes, at 5 %. */
export function stationarity(values: Float64Array): Stationarity {
  const roots = { c: adf(values, { regression: "c" }), ct: adf(values, { regression: "ct" }) };
  const levels = { c: kpss(values, { regression: "c" }), ct: kpss(values, { regression: "ct" }) };
  return { adf: roots, kpss: levels, conclusion: together(roots, levels) };
}

function together(roots: Stationarity["adf"], levels: Stationarity["kpss"]): StationarityConclusion {
  const holds = (regression: "c" | "ct"): boolean =>
    roots[regression].conclusion === "unit_root_rejected" &&
    levels[regression].conclusion === "stationarity_not_rejected";
  if (holds("c")) return "stationary";
  if (holds("ct")) return "trend_stationary";
  const wanders =
    roots.c.conclusion === "unit_root_not_rejected" &&
    roots.ct.conclusion === "unit_root_not_rejected" &&
    levels.c.conclusion === "stationarity_rejected";
  return wanders ? "difference_stationary" : "unclear";
}
