import { mean } from "../statistics/index.ts";
import { type DieboldMariano, dieboldMariano } from "./diebold-mariano.ts";
import type { TestOrigins } from "./ground.ts";
import { holm } from "./holm.ts";
import type { PairTest, Undecided } from "./outcome.ts";
import { type Scores, seedsApart } from "./seeds-apart.ts";

/** A model with what is compared of it: its error over the seeds, and its loss at each origin. */
export interface Contender extends Scores {
  readonly model: string;
  /** The mean over steps, seeds and series. `[W]` */
  readonly losses: readonly number[];
  /** Of several series, the MASE of each; NaN where it has none. Empty for one series. */
  readonly perSeries: readonly number[];
}

/** Windows that do not overlap below which the test finds differences where there are none. */
export const FEWEST_WINDOWS = 10;
/** A test whose adjusted p lies below speaks. */
export const LEVEL = 0.05;
/** Models whose losses differ by less than this share forecast alike, but for rounding. */
const ROUNDING = 1e-4;

/** Where the windows start, and how they hang together. */
type Origins = Pick<TestOrigins, "origins" | "weights" | "horizon" | "independent">;

/**
 * Tests every cell against the chosen baseline, then every further cell against the first: so many tests as are read, and all of
 * them counted when p is adjusted. Of several series the losses at one origin are those of all series together, so that the test
 * is over time alone and need not know how series hang together (Timmermann and Zhu 2019).
 */
export function pairTests(cells: readonly Contender[], baseline: Contender | undefined, test: Origins): PairTest[] {
  const [first] = cells;
  const pairs = [
    ...(baseline === undefined ? [] : cells.map((cell) => ({ cell, other: baseline, against: "baseline" as const }))),
    ...(first === undefined ? [] : cells.slice(1).map((cell) => ({ cell, other: first, against: "cell" as const }))),
  ];
  const tested = pairs.map(({ cell, other }) => testOf(cell, other, test));
  const adjusted = holm(tested.map(({ p }) => p));
  return pairs.map(({ cell, other, against }, i): PairTest => {
    const { interval, statistic, p, reason, mean: difference } = tested[i]!;
    const level = weightedMean(other.losses, test.weights);
    const because = undecided(cell, other, { reason, adjusted: adjusted[i]! }, test.independent);
    return {
      first: cell.model,
      second: other.model,
      against,
      change: difference / level,
      interval: interval === null ? null : [interval[0] / level, interval[1] / level],
      ...{ statistic, p, adjusted: adjusted[i]!, reason },
      better: because !== null ? null : difference < 0 ? cell.model : other.model,
      because,
      closerIn: cell.perSeries.length === 0 ? null : closerIn(cell.perSeries, other.perSeries),
    };
  });
}

function testOf(cell: Contender, other: Contender, { origins, weights, horizon }: Origins): DieboldMariano {
  const differences = cell.losses.map((loss, w) => loss - other.losses[w]!);
  const apart = weightedMean(differences.map(Math.abs), weights);
  const isSame = apart <= ROUNDING * weightedMean(other.losses, weights);
  return dieboldMariano(isSame ? differences.map(() => 0) : spread(differences, weights), origins, horizon);
}

/**
 * Values whose plain mean is the weighted one, and whose distances from it are weighted: with them the plain test is that of the
 * weighted mean (its linearisation as a ratio of sums).
 */
function spread(values: readonly number[], weights: readonly number[] | null): readonly number[] {
  if (weights === null) return values;
  const centre = weightedMean(values, weights);
  return values.map((value, w) => centre + weights[w]! * (value - centre));
}

/** Weights have the mean 1. */
function weightedMean(values: readonly number[], weights: readonly number[] | null): number {
  return mean(weights === null ? values : values.map((value, w) => weights[w]! * value));
}

/** Series in which the first has the lower error, but for rounding. */
function closerIn(first: readonly number[], second: readonly number[]): number {
  return first.filter((mase, s) => mase < (1 - ROUNDING) * second[s]!).length;
}

/** Why neither is called better; null where one is. */
function undecided(
  cell: Contender,
  other: Contender,
  { reason, adjusted }: Pick<PairTest, "reason" | "adjusted">,
  independent: number,
): Undecided | null {
  if (reason === "same") return "same";
  if (independent < FEWEST_WINDOWS) return "too_few";
  if (adjusted === null) return "no_test";
  if (!(adjusted < LEVEL)) return "chance";
  const apart = seedsApart(cell, other);
  if (apart === null) return "one_seed";
  if (!apart) return "seeds";
  return isLevel(mean(cell.scores), mean(other.scores)) ? "small" : null;
}

/** Within 1 % of each other, as in the verdict of one run. */
export function isLevel(one: number, other: number): boolean {
  return 100 * Math.max(one, other) <= 101 * Math.min(one, other);
}
