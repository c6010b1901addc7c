import { mean } from "../statistics/index.ts";
import { type Answer, answered, obstacle, unanswered } from "./answer.ts";
import { detrend } from "./detrend.ts";
import { automaticLags, longRunVariance } from "./long-run-variance.ts";

/** The KPSS test. */
export interface Kpss {
  readonly regression: "c" | "ct";
  readonly statistic: number;
  /** Read between the lines of the table, which ends at 0.01 and 0.1: those two mean "at most" and "at least". */
  readonly pValue: number;
  /** Lags of the long-run variance. */
  readonly lags: number;
  readonly critical: Readonly<Record<"10%" | "5%" | "2.5%" | "1%", number>>;
  readonly conclusion: "stationarity_rejected" | "stationarity_not_rejected";
}

/** How the test is made. */
export interface KpssOptions {
  /** Stationary around a level ("c") or around a line in time ("ct"). */
  readonly regression?: "c" | "ct";
  /** "auto" as Hobijn, Franses & Ooms (2004), "legacy" ⌈12·(n/100)^¼⌉ as Schwert (1989), or a number. */
  readonly lags?: "auto" | "legacy" | number;
}

const FIELDS: readonly (keyof Kpss)[] = ["regression", "statistic", "pValue", "lags", "critical", "conclusion"];
const P_VALUES = [0.1, 0.05, 0.025, 0.01];
/** Kwiatkowski et al. (1992), table 1. */
const CRITICAL = { c: [0.347, 0.463, 0.574, 0.739], ct: [0.119, 0.146, 0.176, 0.216] } as const;

/**
 * KPSS: is the series stationary around a level or a line? The null hypothesis is that it is, which is the Dickey–Fuller test
 * the other way round; a p-value below 0.05 rejects it. The series has no holes. Kwiatkowski, Phillips, Schmidt & Shin (1992).
 */
export function kpss(values: Float64Array, { regression = "c", lags = "auto" }: KpssOptions = {}): Answer<Kpss> {
  const blocked = obstacle(values, 4);
  if (blocked !== null) return unanswered(blocked, FIELDS);
  const n = values.length;
  const center = mean(values);
  const around = values.map((value) => value - center);
  const residuals = regression === "c" ? around : detrend(around);
  const size = (list: Float64Array): number => list.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (!(size(residuals) > 1e-12 * size(around))) return unanswered("degenerate", FIELDS);
  const asked =
    lags === "auto"
      ? automaticLags(residuals)
      : lags === "legacy"
        ? Math.ceil(12 * Math.sqrt(Math.sqrt(n / 100)))
        : lags;
  const used = Math.min(asked, n - 1);
  let sum = 0;
  let squares = 0;
  for (const residual of residuals) {
    sum += residual;
    squares += sum * sum;
  }
  const statistic = squares / (n * n) / longRunVariance(residuals, used);
  if (!Number.isFinite(statistic)) return unanswered("degenerate", FIELDS);
  const table = CRITICAL[regression];
  const pValue = between(table, P_VALUES, statistic);
  return answered<Kpss>({
    regression,
    statistic,
    pValue,
    lags: used,
    critical: { "10%": table[0], "5%": table[1], "2.5%": table[2], "1%": table[3] },
    conclusion: pValue < 0.05 ? "stationarity_rejected" : "stationarity_not_rejected",
  });
}

/** Linear interpolation in a table with rising x; its first and last value beyond its ends. */
function between(xs: readonly number[], ys: readonly number[], x: number): number {
  const above = xs.findIndex((one) => x < one);
  if (above === 0) return ys[0]!;
  if (above < 0) return ys[ys.length - 1]!;
  const share = (x - xs[above - 1]!) / (xs[above]! - xs[above - 1]!);
  return ys[above - 1]! + share * (ys[above]! - ys[above - 1]!);
}
