import type { DiagnosisWords } from "./diagnosis-words.ts";

/** Diagnosis, English. */
export const diagnosisEn: DiagnosisWords = {
  kind: "Gatecast diagnosis",
  headingConclusions: "What it means",
  headingTests: "Tests",
  headingSeasons: "Likely seasonal periods",
  test: "test",
  statistic: "statistic",
  pValue: "p-value",
  lags: "lags",
  assumed: "assumed, unless rejected",
  answer: "answer",
  period: "period",
  strength: "strength",
  threshold: "needed",
  found: "found",
  yes: "yes",
  no: "no",
  adf: "augmented Dickey–Fuller",
  kpss: "KPSS",
  withTrend: "{test}, around a trend",
  ljungBox: "Ljung–Box, to lag {lag}",
  adfAssumes: "shocks stay for ever (unit root)",
  kpssAssumes: "the level stays (stationary)",
  ljungBoxAssumes: "readings do not depend on earlier ones",
  answers: {
    unit_root_rejected: "rejected: does not wander",
    unit_root_not_rejected: "not rejected: may wander",
    stationarity_rejected: "rejected: the level moves",
    stationarity_not_rejected: "not rejected: the level may stay",
    not_white: "rejected: there is pattern",
    white: "not rejected: like noise",
  },
  stationarity: {
    stationary: "Both tests agree that the level stays: the series can be forecast as it is, without differences.",
    difference_stationary:
      "Both tests agree that the level wanders: forecast changes (differences) rather than levels.",
    trend_stationary:
      "Both tests agree that the series keeps to a trend: take the trend out, or give each window its own level.",
    unclear:
      "The two tests contradict each other or have no answer: whether the level stays is open. Give each window its own level, and compare with differences.",
  },
  nothingVaries: "Nothing varies: all readings are the same, and there is nothing to test.",
  patternLeft:
    "Earlier readings tell about later ones (Ljung–Box over {lag} lags, p {pValue}): there is something to learn.",
  whiteNoise:
    "No dependence on earlier readings was found (Ljung–Box over {lag} lags, p {pValue}): a forecast can hardly do better than the mean.",
  seasonFound:
    "It repeats every {period} rows (strength {strength}): a look-back should hold at least one such period.",
  noSeason: "No season was found.",
  classical: { additive: "Classical (additive)", multiplicative: "Classical (multiplicative)" },
  strengths: "{method}: the trend is {trendWord} ({trend} of 1), the season {seasonWord} ({season} of 1).",
  weak: "weak",
  moderate: "moderate",
  strong: "strong",
  memory:
    "The partial autocorrelation stands out at these lags: {lags} (largest: {largest} at lag {largestLag}; in {rows:row:rows} anything beyond ± {band} does). Significant is not large: what a longer look-back gains, only validation tells.",
  noMemory: "No single lag stands out in the partial autocorrelation.",
  readings: "{known:known reading:known readings} in {rows:row:rows}",
  noAnswer: {
    too_short: "too few readings",
    constant: "the readings never change",
    missing: "readings are missing",
    no_season: "no season to take out",
    not_positive: "needs readings above 0",
    degenerate: "the readings follow a rule without remainder",
    too_large: "a reading is too large to be squared: look for a wrong value",
    too_small: "the readings differ by too little to be squared: choose a smaller unit",
  },
  headingResiduals: "What the network left unexplained",
  residual: "residual",
  residualsHint: "Residuals of the first step ahead on the test part: actual minus forecast.",
  residualsPattern:
    "The residuals are not random (Ljung–Box over {lag} lags, p {pValue}): they depend on one another, so a better model could still gain.",
  residualsWhite:
    "The residuals look random (Ljung–Box over {lag} lags, p {pValue}): no pattern in time is left to learn.",
  residualsStationary:
    "Their level stays (augmented Dickey–Fuller {statistic}, p {pValue}): the errors do not drift away.",
  residualsUnitRoot:
    "Their level may wander (augmented Dickey–Fuller {statistic}, p {pValue}): the errors may drift away with time.",
  residualsLevelStays:
    "Asked the other way round, that the level stays is not given up (KPSS {statistic}, p {pValue}).",
  residualsLevelMoves:
    "Asked the other way round, the level moves (KPSS {statistic}, p {pValue}): errors of some times differ from those of others.",
  residualsBiased:
    "On average they are {mean} and not 0 (p {pValue}): the forecasts are too high or too low throughout.",
  residualsUnbiased:
    "Their mean of {mean} does not differ from 0 (p {pValue}): the forecasts are neither too high nor too low.",
  bridged: "Missing readings bridged by straight lines for the tests that need a complete series: {filled}.",
  unanswered: "{test}: no answer, {reason}.",
  title: "{column} · {id}",
  titleReadings: "{title}: {readings}",
  seasonGiven: "The season of {period} rows was given.",
};
