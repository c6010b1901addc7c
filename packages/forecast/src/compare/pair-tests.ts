import { mean } from "../statistics/index.ts";
import { type DieboldMariano, dieboldMariano } from "./diebold-mariano.ts";
import { holm } from "./holm.ts";
import type { PairTest, Undecided } from "./outcome.ts";
import { type Scores, seedsApart } from "./seeds-apart.ts";

/** A model with what is compared of it: its RMSE over the seeds, and its loss at each test window. */
export interface Scored extends Scores {
  readonly model: string;
  /** Mean squared error over steps and seeds. `[W]` */
  readonly losses: readonly number[];
}

/** Where the test windows start, and how they hang together. */
export interface Windows {
  readonly origins: readonly number[];
  readonly horizon: number;
  /** Windows that do not overlap. */
  readonly independent: number;
}

/** Windows that do not overlap below which the test finds differences where there are none. */
export const FEWEST_WINDOWS = 10;
/** A test whose adjusted p lies below speaks. */
export const LEVEL = 0.05;
/** Models whose losses differ by less than this share forecast alike, but for rounding. */
const ROUNDING = 1e-4;

/**
 * Tests every cell against the best baseline, then every further cell against the first: so many tests as are read, and all of
 * them counted when p is adjusted.
 */
export function pairTests(cells: readonly Scored[], baseline: Scored | undefined, windows: Windows): PairTest[] {
  const [first] = cells;
  const pairs = [
    ...(baseline === undefined ? [] : cells.map((cell) => ({ cell, other: baseline, against: "baseline" as const }))),
    ...(first === undefined ? [] : cells.slice(1).map((cell) => ({ cell, other: first, against: "cell" as const }))),
  ];
  const tested = pairs.map(({ cell, other }) => testOf(cell, other, windows));
  const adjusted = holm(tested.map(({ p }) => p));
  return pairs.map(({ cell, other, against }, i): PairTest => {
    const { interval, statistic, p, reason, mean: difference } = tested[i]!;
    const level = mean(other.losses);
    const because = undecided(cell, other, { reason, adjusted: adjusted[i]! }, windows.independent);
    return {
      first: cell.model,
      second: other.model,
      against,
      change: difference / level,
      interval: interval === null ? null : [interval[0] / level, interval[1] / level],
      ...{ statistic, p, adjusted: adjusted[i]!, reason },
      better: because !== null ? null : difference < 0 ? cell.model : other.model,
      because,
    };
  });
}

function testOf(cell: Scored, other: Scored, { origins, horizon }: Windows): DieboldMariano {
  const differences = cell.losses.map((loss, w) => loss - other.losses[w]!);
  const apart = mean(differences.map(Math.abs));
  const isSame = apart <= ROUNDING * mean(other.losses);
  return dieboldMariano(isSame ? differences.map(() => 0) : differences, origins, horizon);
}

/** Why neither is called better; null where one is. */
function undecided(
  cell: Scored,
  other: Scored,
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
