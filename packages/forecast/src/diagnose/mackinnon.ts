import { normalBelow } from "./normal.ts";

/** What a Dickey–Fuller regression holds beside the level: nothing, a constant, a constant and a line in time. */
export type DickeyFullerRegression = "n" | "c" | "ct";

/** The statistic that rejects a unit root at each level of significance. */
export interface CriticalValues {
  readonly "1%": number;
  readonly "5%": number;
  readonly "10%": number;
}

interface Surface {
  /** Beyond these the p-value is 1 and 0. */
  readonly largest: number;
  readonly smallest: number;
  /** Up to here the polynomial of small p-values holds. */
  readonly turn: number;
  readonly small: readonly number[];
  readonly large: readonly number[];
}

/**
 * Polynomials in the statistic whose normal probability is its p-value, constant term first. MacKinnon, "Approximate
 * asymptotic distribution functions for unit-root and cointegration tests", Journal of Business & Economic Statistics 12
 * (1994), 167–176, tables 3 and 4, one variable.
 */
const SURFACES: Readonly<Record<DickeyFullerRegression, Surface>> = {
  n: {
    largest: Number.POSITIVE_INFINITY,
    smallest: -19.04,
    turn: -1.04,
    small: [0.6344, 1.2378, 0.032496],
    large: [0.4797, 0.93557, -0.06999, 0.033066],
  },
  c: {
    largest: 2.74,
    smallest: -18.83,
    turn: -1.61,
    small: [2.1659, 1.4412, 0.038269],
    large: [1.7339, 0.93202, -0.12745, -0.010368],
  },
  ct: {
    largest: 0.7,
    smallest: -16.18,
    turn: -2.89,
    small: [3.2512, 1.6047, 0.049588],
    large: [2.5261, 0.61654, -0.37956, -0.060285],
  },
};

/**
 * Polynomials in 1/n of the critical values at 1 %, 5 % and 10 %, constant term first. MacKinnon, "Critical values for
 * cointegration tests", Queen's Economics Department working paper 1227 (2010), table 2, one variable; without a constant
 * from table 1 of its 1996 forerunner.
 */
const CRITICAL: Readonly<Record<DickeyFullerRegression, readonly (readonly number[])[]>> = {
  n: [
    [-2.56574, -2.2358, -3.627, 0],
    [-1.941, -0.2686, -3.365, 31.223],
    [-1.61682, 0.2656, -2.714, 25.364],
  ],
  c: [
    [-3.43035, -6.5393, -16.786, -79.433],
    [-2.86154, -2.8903, -4.234, -40.04],
    [-2.56677, -1.5384, -2.809, 0],
  ],
  ct: [
    [-3.95877, -9.0531, -28.428, -134.155],
    [-3.41049, -4.3904, -9.036, -45.374],
    [-3.12705, -2.5856, -3.925, -22.38],
  ],
};

const polynomial = (terms: readonly number[], x: number): number => terms.reduceRight((sum, term) => sum * x + term, 0);

/** The approximate p-value of a Dickey–Fuller statistic: small where a unit root is unlikely. */
export function mackinnonPValue(statistic: number, regression: DickeyFullerRegression): number {
  const { largest, smallest, turn, small, large } = SURFACES[regression];
  if (statistic > largest) return 1;
  if (statistic < smallest) return 0;
  return normalBelow(polynomial(statistic <= turn ? small : large, statistic));
}

/** Critical values for a regression over `rows` rows. */
export function mackinnonCritical(regression: DickeyFullerRegression, rows: number): CriticalValues {
  const [one, five, ten] = CRITICAL[regression].map((terms) => polynomial(terms, 1 / rows));
  return { "1%": one!, "5%": five!, "10%": ten! };
}
