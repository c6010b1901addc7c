import {
  adf,
  autocorrelation,
  classicalDecomposition,
  kpss,
  ljungBox,
  partialAutocorrelation,
  partialAutocorrelationRegression,
  stl,
} from "@gatecast/forecast";
// What follows is no part of the library's front door; the same build lies behind it.
import { pastOf } from "../../packages/forecast/dist/contracts/past.js";
import { mae } from "../../packages/forecast/dist/evaluate/metrics/mae.js";
import { Mape } from "../../packages/forecast/dist/evaluate/metrics/mape.js";
import { R2 } from "../../packages/forecast/dist/evaluate/metrics/r2.js";
import { rmse } from "../../packages/forecast/dist/evaluate/metrics/rmse.js";
import {
  holtSmoothing,
  holtWintersSmoothing,
  simpleSmoothing,
} from "../../packages/forecast/dist/models/smoothing/index.js";
import { applySteps, fitSteps } from "../../packages/forecast/dist/prepare/index.js";
import { iqrBounds, mode, quantile } from "../../packages/forecast/dist/statistics/index.js";
import { largestError } from "./errors.js";
import { OracleFileError } from "./read-oracle.js";
import { seriesOf } from "./read-series.js";

const STATISTIC = 1e-6;
const P_VALUE = 1e-3;
const EXACT = 0;
/** What a series says of itself: there is nothing to hold it to. */
const DESCRIPTION = ["name", "period", "values", "scalerSampleStride"];
const SCALERS = { minmax: "min_max", standard: "standard", robust: "robust" };
/** A fresh metric, and what its value is in the unit of the file. */
const METRICS = {
  rmse: { start: rmse, unit: 1 },
  mae: { start: mae, unit: 1 },
  r2: { start: (values) => new R2(values.reduce((sum, value) => sum + value, 0) / values.length), unit: 1 },
  mape: { start: () => new Mape(), unit: 100 },
};

/** A single number as a list of the file is: `[what, tolerance, where, ours, theirs]`. No answer of ours is NaN. */
const one = (what, tolerance, at, ours, theirs) => [what, tolerance, at, [ours ?? Number.NaN], [theirs]];

/** By the file's key: what is computed, beside what was recorded. `row` reads the file and judges it on the way. */
const CHECKS = {
  n: (row) => [one("number of values", EXACT, "n", row.values.length, row.number("n"))],
  quartiles: ({ values, list }) => {
    const ascending = values.slice().sort();
    return [["quartiles", STATISTIC, "", [0.25, 0.75].map((q) => quantile(ascending, q)), list("quartiles", 2)]];
  },
  iqrBounds: ({ values, list }) => {
    const { low, high } = iqrBounds(values);
    return [["IQR bounds", STATISTIC, "", [low, high], list("iqrBounds", 2)]];
  },
  mode: ({ values, number }) => [one("mode", STATISTIC, "", mode(values), number("mode"))],
  acf: ({ values, list }) => {
    const theirs = list("acf");
    return [["autocorrelation", STATISTIC, "", autocorrelation(values, theirs.length - 1), theirs]];
  },
  pacfYwAdjusted: ({ values, list }) => {
    const theirs = list("pacfYwAdjusted");
    const ours = partialAutocorrelation(autocorrelation(values, theirs.length - 1), values.length);
    return [["partial, Yule-Walker", STATISTIC, "", ours, theirs]];
  },
  pacfOls: ({ values, list }) => {
    const theirs = list("pacfOls");
    return [
      ["partial, regression", STATISTIC, "", partialAutocorrelationRegression(values, theirs.length - 1), theirs],
    ];
  },
  adf: ({ values, rows }) =>
    rows("adf").flatMap(({ row, at }) => {
      const autolag = row.choice("autolag", [null, "AIC", "BIC"])?.toLowerCase() ?? "none";
      const regression = row.choice("regression", ["n", "c", "ct"]);
      const limit = row.has("maxlag") ? { maxLag: row.number("maxlag") } : {};
      const ours = adf(values, { regression, autolag, ...limit });
      return [
        ...tested("Dickey-Fuller", at, ours, row, ["1%", "5%", "10%"]),
        one("Dickey-Fuller rows", EXACT, `${at}.observations`, ours.observations, row.number("observations")),
      ];
    }),
  kpss: ({ values, rows }) =>
    rows("kpss").flatMap(({ row, at }) => {
      const lags = row.choice("nlags", ["auto", "legacy"]);
      const ours = kpss(values, { regression: row.choice("regression", ["c", "ct"]), lags });
      return tested("KPSS", at, ours, row, ["10%", "5%", "2.5%", "1%"]);
    }),
  ljungBox: ({ values, rows, fault }) =>
    rows("ljungBox").flatMap(({ row, at }) => {
      const lag = row.number("lag");
      const [ours] = ljungBox(autocorrelation(values, lag), values.length, [lag]);
      if (ours === undefined) throw fault(`${at}: no lag ${lag}`);
      return [
        one("Ljung-Box", STATISTIC, `${at}.statistic`, ours.statistic, row.number("statistic")),
        one("Ljung-Box p-value", STATISTIC, `${at}.pvalue`, ours.pValue, row.number("pvalue")),
      ];
    }),
  scalersFitOnFirst80Percent: ({ values, group, number }) => {
    const past = pastOf(values, Math.floor(values.length * 0.8));
    const stride = number("scalerSampleStride");
    return group("scalersFitOnFirst80Percent", SCALERS).map(({ key, ours: kind, row }) => {
      const prepared = applySteps(fitSteps([{ kind }], past), values).filter((_, i) => i % stride === 0);
      return ["scalers", STATISTIC, key, prepared, row.list(key, prepared.length)];
    });
  },
  metrics: ({ values, group }) =>
    group("metrics", METRICS, "prediction").map(({ key, ours: { start, unit }, row }) => {
      const metric = start(values);
      const forecast = row.list("prediction", values.length);
      values.forEach((value, i) => {
        metric.add(value, forecast[i], value);
      });
      return one("error metrics", STATISTIC, key, metric.value / unit, row.number(key));
    }),
  "sesAlpha0.3Fitted": ({ values, list }) => {
    const theirs = list("sesAlpha0.3Fitted");
    return [["simple smoothing", STATISTIC, "fitted", simple(values).fitted.slice(-theirs.length), theirs]];
  },
  "sesAlpha0.3Forecast": ({ values, number }) => [
    one("simple smoothing", STATISTIC, "forecast", simple(values).forecast(1)[0], number("sesAlpha0.3Forecast")),
  ],
  "holtAlpha0.3Beta0.1Forecast": ({ values, list }) => {
    const theirs = list("holtAlpha0.3Beta0.1Forecast");
    return [["Holt", STATISTIC, "", holtSmoothing(values, { level: 0.3, trend: 0.1 }).forecast(theirs.length), theirs]];
  },
  "holtWintersAdditiveForecast(0.3,0.1,0.2)": ({ values, period, list }) => {
    const theirs = list("holtWintersAdditiveForecast(0.3,0.1,0.2)");
    const smoothed = holtWintersSmoothing(values, period, { level: 0.3, trend: 0.1, season: 0.2 });
    return [["Holt-Winters", STATISTIC, "", smoothed.forecast(theirs.length), theirs]];
  },
  stl: ({ values, period, group }) => {
    const parts = stl(values, period);
    const keys = { trendLast5: parts.trend, seasonalLast5: parts.season, residLast5: parts.remainder };
    return group("stl", keys).map(({ key, ours, row }) => [
      "STL",
      STATISTIC,
      key,
      ours?.slice(-5) ?? [],
      row.list(key, 5),
    ]);
  },
  classicalSeasonal: ({ values, period, row }) => {
    const classical = row("classicalSeasonal");
    const { pattern } = classicalDecomposition(
      values,
      period,
      classical.choice("model", ["additive", "multiplicative"]),
    );
    return [["classical season", STATISTIC, "", pattern ?? [], classical.list("seasonal", period)]];
  },
};

const simple = (values) => simpleSmoothing(values, { level: 0.3 });

/** Statistic, p-value, lags and critical values of a test that may have no answer. */
function tested(what, at, ours, row, levels) {
  const critical = row.row("critical");
  return [
    one(what, STATISTIC, `${at}.statistic`, ours.statistic, row.number("statistic")),
    one(`${what} p-value`, P_VALUE, `${at}.pvalue`, ours.pValue, row.number("pvalue")),
    one(`${what} lags`, EXACT, `${at}.usedLag`, ours.lags, row.number("usedLag")),
    ...levels.map((level) =>
      one(`${what} critical`, STATISTIC, `${at}.critical.${level}`, ours.critical?.[level], critical.number(level)),
    ),
  ];
}

/**
 * Holds every number of a file's series to ours.
 * @returns `lines`: for each kind of number how many there are, the worst error and where; `unchecked`: keys left alone
 */
export function checkStats({ path, series }) {
  const lines = new Map();
  const unchecked = new Set();
  for (const recorded of series) {
    const reader = seriesOf(path, recorded);
    for (const key of Object.keys(recorded)) {
      if (DESCRIPTION.includes(key)) continue;
      if (!Object.hasOwn(CHECKS, key)) {
        unchecked.add(key);
        continue;
      }
      for (const [what, tolerance, at, ours, theirs] of CHECKS[key](reader)) {
        const error = largestError(ours, theirs);
        const line = lines.get(what) ?? { what, tolerance, values: 0, error: -1, at: "", missed: 0 };
        line.values += theirs.length;
        line.missed += error <= tolerance ? 0 : 1;
        if (error > line.error)
          Object.assign(line, { error, at: at === "" ? recorded.name : `${recorded.name}, ${at}` });
        lines.set(what, line);
      }
    }
    for (const key of reader.left) unchecked.add(key);
  }
  if (series.length > 0 && lines.size === 0)
    throw new OracleFileError(`${path}: no number of its series is known here`);
  return { lines: [...lines.values()], unchecked: [...unchecked] };
}
