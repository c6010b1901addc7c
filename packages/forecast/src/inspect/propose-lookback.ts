import type { Step } from "../contracts/index.ts";
import { longestSeries } from "./covariates.ts";
import type { Inspection } from "./inspection.ts";

/** Look-back × columns that ridge's equations bear, and that they solve at ease. */
const BEARABLE = 2000;
const EASY = 1000;
/** Rows × (look-back × columns)², the work of making those equations: a minute or so for all that validation tries. */
const WORK = 1.2e10;
/** Rows of a look-back where no season of the step is short enough. */
const USUAL = 36;
/** The longest season that is looked for without a calendar, in rows. */
const WITHOUT_TIME = 400;
/** A look-back is at most this share of the rows. */
const SHARE = 0.1;

/** Seasons that a step suggests, in its own unit, the longest first. */
const SEASONS: Readonly<Record<Step["unit"], readonly number[]>> = {
  second: [3600, 60],
  minute: [1440, 60],
  hour: [168, 24],
  day: [7],
  week: [52],
  month: [12],
  quarter: [4],
  year: [],
};

/**
 * Rows to look back on where three of the longest season that may be found would be too many for so many columns: the most
 * whole seasons that are not. Undefined where `fit` may choose by itself.
 */
export function proposeLookback(inspection: Inspection, target: string, covariates: number): number | undefined {
  const { time } = inspection;
  const columns = 1 + covariates;
  const step = time?.step;
  const seasons = step ? SEASONS[step.unit].map((season) => season / step.count) : [];
  const longest = time ? (seasons[0] ?? 1) : WITHOUT_TIME;
  const rows = longestSeries(inspection, target)?.rows ?? inspection.rows;
  const quick = Math.sqrt(WORK / rows);
  if (3 * longest * columns <= Math.min(BEARABLE, quick)) return undefined;
  const most = Math.min(EASY / columns, quick / columns, SHARE * rows);
  const whole = seasons.flatMap((season) => [3 * season, 2 * season, season]).filter(Number.isInteger);
  const fitting = whole.filter((lookback) => lookback <= most).sort((a, b) => b - a);
  return fitting[0] ?? Math.max(1, Math.min(USUAL, Math.floor(most)));
}
