import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { holtSmoothing, holtWintersSmoothing, simpleSmoothing } from "../models/smoothing/index.ts";
import { adf } from "./adf.ts";
import { autocorrelation } from "./autocorrelation.ts";
import { classicalDecomposition, type DecompositionModel } from "./classical-decomposition.ts";
import { kpss } from "./kpss.ts";
import { ljungBox } from "./ljung-box.ts";
import type { DickeyFullerRegression } from "./mackinnon.ts";
import { partialAutocorrelation } from "./partial-autocorrelation.ts";
import { partialAutocorrelationRegression } from "./partial-autocorrelation-regression.ts";
import { stl } from "./stl.ts";

interface Test {
  readonly regression: string;
  readonly statistic: number;
  readonly pvalue: number;
  readonly usedLag: number;
  readonly critical: Readonly<Record<string, number>>;
}
interface Recorded {
  readonly name: string;
  readonly period: number;
  readonly values: readonly number[];
  readonly acf: readonly number[];
  readonly pacfYwAdjusted: readonly number[];
  readonly pacfOls: readonly number[];
  readonly adf: readonly (Test & {
    readonly autolag: string | null;
    readonly maxlag: number | null;
    readonly observations: number;
  })[];
  readonly kpss: readonly (Test & { readonly nlags: "auto" | "legacy" })[];
  readonly ljungBox: readonly { readonly lag: number; readonly statistic: number; readonly pvalue: number }[];
  readonly stl?: Readonly<Record<"trendLast5" | "seasonalLast5" | "residLast5", readonly number[]>>;
  readonly classicalSeasonal?: { readonly model: DecompositionModel; readonly seasonal: readonly number[] };
  readonly "sesAlpha0.3Fitted": readonly number[];
  readonly "sesAlpha0.3Forecast": number;
  readonly "holtAlpha0.3Beta0.1Forecast": readonly number[];
  readonly "holtWintersAdditiveForecast(0.3,0.1,0.2)"?: readonly number[];
}

const folder = process.env.GATECAST_GOLDEN ?? new URL("../../../../../shared/golden", import.meta.url).pathname;
const path = `${folder}/stats.json`;
const series = existsSync(path)
  ? (JSON.parse(readFileSync(path, "utf8")) as { readonly series: readonly Recorded[] }).series
  : [];

/** Element by element, in units of the largest: as the files' own note defines an error. */
function near(actual: ArrayLike<number>, expected: ArrayLike<number>, what: string, tolerance = 1e-9): void {
  expect(actual.length, what).toBe(expected.length);
  const size = Array.from(expected).reduce((most, value) => Math.max(most, Math.abs(value)), 1e-300);
  for (let i = 0; i < expected.length; i++) {
    expect(Math.abs(actual[i]! - expected[i]!) / size, `${what} ${i}`).toBeLessThan(tolerance);
  }
}

describe.skipIf(series.length === 0)("statsmodels' numbers (skipped without golden/stats.json)", () => {
  for (const recorded of series) {
    const { name, period } = recorded;
    const values = Float64Array.from(recorded.values);
    const correlations = autocorrelation(values, 24);

    test(`${name}: autocorrelations, partial ones both ways, and Ljung–Box`, () => {
      near(correlations, recorded.acf, "acf", 1e-12);
      near(partialAutocorrelation(correlations, values.length), recorded.pacfYwAdjusted, "Yule–Walker");
      near(partialAutocorrelationRegression(values, 24), recorded.pacfOls, "regression");
      const lags = recorded.ljungBox.map(({ lag }) => lag);
      for (const [i, { statistic, pValue }] of ljungBox(correlations, values.length, lags).entries()) {
        const expected = recorded.ljungBox[i]!;
        near([statistic], [expected.statistic], "Ljung–Box");
        near([pValue!], [expected.pvalue], "its p-value");
      }
    });

    test(`${name}: augmented Dickey–Fuller in every form`, () => {
      expect(recorded.adf.length).toBe(5);
      for (const { regression, autolag, maxlag, ...expected } of recorded.adf) {
        const result = adf(values, {
          regression: regression as DickeyFullerRegression,
          autolag: autolag === null ? "none" : autolag === "BIC" ? "bic" : "aic",
          ...(maxlag === null ? {} : { maxLag: maxlag }),
        });
        expect([result.lags, result.observations]).toEqual([expected.usedLag, expected.observations]);
        near([result.statistic!, result.pValue!], [expected.statistic, expected.pvalue], `${regression} ${autolag}`);
        near(Object.values(result.critical!), Object.values(expected.critical), "critical values", 1e-13);
        expect(Object.keys(result.critical!)).toEqual(Object.keys(expected.critical));
      }
    });

    test(`${name}: KPSS in every form`, () => {
      expect(recorded.kpss.length).toBe(3);
      for (const { regression, nlags, ...expected } of recorded.kpss) {
        const result = kpss(values, { regression: regression as "c" | "ct", lags: nlags });
        expect([result.lags, result.critical]).toEqual([expected.usedLag, expected.critical]);
        near([result.statistic!, result.pValue!], [expected.statistic, expected.pvalue], `${regression} ${nlags}`);
      }
    });

    test(`${name}: exponential smoothing`, () => {
      const simple = simpleSmoothing(values, { level: 0.3 });
      near(simple.fitted.slice(-5), recorded["sesAlpha0.3Fitted"], "simple");
      near(simple.forecast(1), [recorded["sesAlpha0.3Forecast"]], "simple, next");
      near(
        holtSmoothing(values, { level: 0.3, trend: 0.1 }).forecast(6),
        recorded["holtAlpha0.3Beta0.1Forecast"],
        "Holt",
      );
    });

    test.skipIf(recorded.stl === undefined)(`${name}: both decompositions and Holt–Winters`, () => {
      const parts = stl(values, period);
      near(parts.trend!.slice(-5), recorded.stl!.trendLast5, "trend");
      near(parts.season!.slice(-5), recorded.stl!.seasonalLast5, "season");
      near(parts.remainder!.slice(-5), recorded.stl!.residLast5, "remainder", 1e-8);
      const { model, seasonal } = recorded.classicalSeasonal!;
      near(classicalDecomposition(values, period, model).pattern!, seasonal, "classical");
      near(
        holtWintersSmoothing(values, period, { level: 0.3, trend: 0.1, season: 0.2 }).forecast(period),
        recorded["holtWintersAdditiveForecast(0.3,0.1,0.2)"]!,
        "Holt–Winters",
      );
    });
  }
});
