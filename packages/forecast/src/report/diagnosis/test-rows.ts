import type { Adf, Answer, Diagnosis, Kpss, Whiteness } from "../../diagnose/index.ts";
import { formatNumber, kpssBound } from "../format-number.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";

/** The tests of a diagnosis as rows of a table: test, statistic, p-value, lags, what it assumes, answer. */
export function testRows({ stationarity, ljungBox }: Diagnosis, words: Catalogue): string[][] {
  const { diagnosis: say } = words;
  const around = (test: string): string => fill(say.withTrend, { test });
  return [
    rootRow(say.adf, stationarity.adf.c, say.adfAssumes, words),
    rootRow(around(say.adf), stationarity.adf.ct, say.adfAssumes, words),
    rootRow(say.kpss, stationarity.kpss.c, say.kpssAssumes, words),
    rootRow(around(say.kpss), stationarity.kpss.ct, say.kpssAssumes, words),
    ...whitenessRows(ljungBox, words),
  ];
}

/** Names over the columns of those rows. */
export function testHead({ diagnosis }: Catalogue): string[] {
  const { test, statistic, pValue, lags, assumed, answer } = diagnosis;
  return [test, statistic, pValue, lags, assumed, answer];
}

function rootRow(name: string, test: Answer<Adf> | Answer<Kpss>, assumed: string, words: Catalogue): string[] {
  if (test.reason !== null) return [name, "–", "–", "–", assumed, reasonOf(test.reason, words)];
  const answer = words.diagnosis.answers[test.conclusion];
  return [name, formatNumber(test.statistic), pValueOf(test), String(test.lags), assumed, answer];
}

/** A row for each lag that the test looked at. */
export function whitenessRows(test: Answer<Whiteness>, words: Catalogue): string[][] {
  const { ljungBox, ljungBoxAssumes, answers } = words.diagnosis;
  if (test.reason !== null) return [["Ljung–Box", "–", "–", "–", ljungBoxAssumes, reasonOf(test.reason, words)]];
  return test.lags.map(({ lag, statistic, pValue }) => [
    fill(ljungBox, { lag }),
    formatNumber(statistic),
    pValue === null ? "–" : plainPValue(pValue),
    String(lag),
    ljungBoxAssumes,
    pValue === null ? "–" : answers[pValue < 0.05 ? "not_white" : "white"],
  ]);
}

function pValueOf({ conclusion, pValue }: { readonly conclusion: string; readonly pValue: number }): string {
  const isKpss = conclusion.startsWith("stationarity");
  return (isKpss ? kpssBound(pValue) : undefined) ?? plainPValue(pValue);
}

const plainPValue = (pValue: number): string => (pValue < 0.001 ? "< 0.001" : pValue.toFixed(3));

function reasonOf(reason: string, { diagnosis }: Catalogue): string {
  return (Object.hasOwn(diagnosis.noAnswer, reason) ? diagnosis.noAnswer[reason] : undefined) ?? reason;
}
