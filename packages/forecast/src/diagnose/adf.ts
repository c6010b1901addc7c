import { elementary } from "@gatecast/engine";
import { type Answer, answered, obstacle, unanswered } from "./answer.ts";
import { reflect } from "./least-squares.ts";
import { type CriticalValues, type DickeyFullerRegression, mackinnonCritical, mackinnonPValue } from "./mackinnon.ts";

/** The augmented Dickey–Fuller test. */
export interface Adf {
  readonly regression: DickeyFullerRegression;
  readonly statistic: number;
  readonly pValue: number;
  /** Lagged differences in the regression. */
  readonly lags: number;
  /** Rows of the regression. */
  readonly observations: number;
  readonly critical: CriticalValues;
  readonly conclusion: "unit_root_rejected" | "unit_root_not_rejected";
}

/** How the test is made; all have the defaults of statsmodels. */
export interface AdfOptions {
  readonly regression?: DickeyFullerRegression;
  /** The criterion that picks the number of lags, or "none": exactly `maxLag` of them. */
  readonly autolag?: "aic" | "bic" | "none";
  /** Without it, ⌈12·(n/100)^¼⌉: Schwert (1989). Cut down to what the rows allow. */
  readonly maxLag?: number;
}

const FIELDS: readonly (keyof Adf)[] = [
  "regression",
  "statistic",
  "pValue",
  "lags",
  "observations",
  "critical",
  "conclusion",
];
/** A remainder smaller than this beside the differences themselves is rounding: the series follows a rule exactly. */
const NO_REMAINDER = 1e-20;

/**
 * Augmented Dickey–Fuller: does the series have a unit root, so that shocks stay for ever? The null hypothesis is that it
 * has; a p-value below 0.05 rejects it. The series has no holes. Dickey & Fuller (1979); Said & Dickey (1984); p-values and
 * critical values by MacKinnon. As in statsmodels all lags are compared on the same rows, then the best is fitted on all rows
 * that it leaves.
 */
export function adf(values: Float64Array, options: AdfOptions = {}): Answer<Adf> {
  const { regression = "c", autolag = "aic" } = options;
  const blocked = obstacle(values, 4);
  if (blocked !== null) return unanswered(blocked, FIELDS);
  const n = values.length;
  const fixed = regression === "n" ? 0 : regression.length;
  // statsmodels' bound, and at least one row more than there are columns.
  const room = Math.min(Math.floor(n / 2) - fixed - 1, Math.floor((n - 3 - fixed) / 2));
  const most = Math.min(options.maxLag ?? Math.ceil(12 * Math.sqrt(Math.sqrt(n / 100))), room);
  if (most < 0) return unanswered("too_short", FIELDS);

  const lags = autolag === "none" ? most : bestLag(values, regression, most, autolag);
  const { columns, target } = design(values, regression, lags);
  // The level comes last, so that its t-statistic needs no solving: effect over the residuals' deviation.
  columns.push(...columns.splice(fixed, 1));
  const total = target.reduce((sum, value) => sum + value * value, 0);
  const { effects, diagonal, rank, rest } = reflect(columns, target);
  const free = target.length - columns.length;
  if (rank < columns.length || free < 1 || !(rest > NO_REMAINDER * total)) return unanswered("degenerate", FIELDS);
  const deviation = Math.sqrt(rest / free);
  const statistic = (effects[rank - 1]! * Math.sign(diagonal[rank - 1]!)) / deviation;
  if (!Number.isFinite(statistic)) return unanswered("degenerate", FIELDS);
  const pValue = mackinnonPValue(statistic, regression);
  return answered<Adf>({
    regression,
    statistic,
    pValue,
    lags,
    observations: target.length,
    critical: mackinnonCritical(regression, target.length),
    conclusion: pValue < 0.05 ? "unit_root_rejected" : "unit_root_not_rejected",
  });
}

/** The lag with the smallest criterion, of all that `most` leaves the rows for; the shortest of equals. */
function bestLag(
  values: Float64Array,
  regression: DickeyFullerRegression,
  most: number,
  criterion: "aic" | "bic",
): number {
  const { columns, target } = design(values, regression, most);
  const rows = target.length;
  const { effects, rank, rest } = reflect(columns, target);
  const fewest = columns.length - most;
  const price = criterion === "aic" ? 2 : elementary.log(rows);
  let left = rest;
  let best = 0;
  let smallest = Number.POSITIVE_INFINITY;
  for (let used = rank; used >= fewest; used--) {
    const score = rows * elementary.log(left / rows) + price * used;
    if (score <= smallest) {
      smallest = score;
      best = used - fewest;
    }
    left += effects[used - 1]! * effects[used - 1]!;
  }
  return best;
}

/** Differences, and what they are regressed on: constant and line as asked for, the level before, lagged differences. */
function design(values: Float64Array, regression: DickeyFullerRegression, lags: number) {
  const rows = values.length - 1 - lags;
  // A constant in the regression takes up any shift: without it, large levels would drown their differences.
  const origin = regression === "n" ? 0 : values[0]!;
  const change = (row: number): number => values[row]! - values[row - 1]!;
  const columns: Float64Array[] = [];
  if (regression !== "n") columns.push(new Float64Array(rows).fill(1));
  if (regression === "ct") columns.push(Float64Array.from({ length: rows }, (_, i) => i + 1));
  columns.push(Float64Array.from({ length: rows }, (_, i) => values[i + lags]! - origin));
  for (let lag = 1; lag <= lags; lag++) {
    columns.push(Float64Array.from({ length: rows }, (_, i) => change(i + 1 + lags - lag)));
  }
  return { columns, target: Float64Array.from({ length: rows }, (_, i) => change(i + 1 + lags)) };
}
