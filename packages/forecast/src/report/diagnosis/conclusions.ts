import type { Answer, Diagnosis, Strengths } from "../../diagnose/index.ts";
import { formatNumber, formatPValue } from "../format-number.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";

/** What a diagnosis means, a sentence for each of its statistics, the most telling first. */
export function conclusionsOf(diagnosis: Diagnosis, words: Catalogue): string[] {
  const { season, stationarity, stl, classical, correlogram, rows } = diagnosis;
  const say = words.diagnosis;
  const bridged = rows.filled > 0 ? [fill(say.bridged, { filled: rows.filled })] : [];
  // No test has an answer, and none of their reasons says more than this.
  if (correlogram.reason === "constant") return [say.nothingVaries, ...bridged];
  return [
    whitenessSentence(diagnosis, words),
    ...seasonSentences(season, words),
    say.stationarity[stationarity.conclusion],
    ...strengthSentence("STL", stl, words),
    ...(classical.reason === null ? strengthSentence(say.classical[classical.model], classical, words) : []),
    ...memorySentence(diagnosis, words),
    ...bridged,
  ];
}

/** Why a statistic has no answer, as a sentence. */
export function unansweredSentence(test: string, reason: string, { diagnosis }: Catalogue): string {
  const known = Object.hasOwn(diagnosis.noAnswer, reason) ? diagnosis.noAnswer[reason] : undefined;
  return fill(diagnosis.unanswered, { test, reason: known ?? reason.replaceAll("_", " ") });
}

function whitenessSentence({ ljungBox }: Diagnosis, words: Catalogue): string {
  const { patternLeft, whiteNoise } = words.diagnosis;
  if (ljungBox.reason !== null) return unansweredSentence("Ljung–Box", ljungBox.reason, words);
  return fill(ljungBox.conclusion === "white" ? whiteNoise : patternLeft, {
    lag: ljungBox.judgedAt,
    pValue: formatPValue(ljungBox.pValue),
  });
}

function seasonSentences({ period, given, candidates }: Diagnosis["season"], { diagnosis }: Catalogue): string[] {
  const strength = candidates.find((one) => one.period === period)?.strength;
  if (given) return [fill(diagnosis.seasonGiven, { period })];
  if (period <= 1 || strength === undefined) return [diagnosis.noSeason];
  return [fill(diagnosis.seasonFound, { period, strength: formatNumber(strength) })];
}

function strengthSentence(method: string, strengths: Answer<Strengths>, { diagnosis }: Catalogue): string[] {
  if (strengths.reason !== null) return [];
  const { trendStrength, seasonStrength } = strengths;
  const word = (strength: number): string =>
    strength < 0.3 ? diagnosis.weak : strength < 0.6 ? diagnosis.moderate : diagnosis.strong;
  return [
    fill(diagnosis.strengths, {
      method,
      trend: trendStrength.toFixed(2),
      season: seasonStrength.toFixed(2),
      trendWord: word(trendStrength),
      seasonWord: word(seasonStrength),
    }),
  ];
}

// More lags than this in a sentence are a list that nobody reads.
const NAMED = 8;

function memorySentence({ correlogram, rows }: Diagnosis, words: Catalogue): string[] {
  if (correlogram.reason !== null) return [];
  const { partial, partialBand } = correlogram;
  const lags = Array.from(partial.keys()).filter((lag) => lag > 0 && Math.abs(partial[lag]!) > partialBand);
  if (lags.length === 0) return [words.diagnosis.noMemory];
  const strongest = [...lags].sort((a, b) => Math.abs(partial[b]!) - Math.abs(partial[a]!)).slice(0, NAMED);
  const named = strongest.sort((a, b) => a - b).join(words.betweenItems);
  const largestLag = lags.reduce((a, b) => (Math.abs(partial[b]!) > Math.abs(partial[a]!) ? b : a));
  return [
    fill(words.diagnosis.memory, {
      lags: lags.length > NAMED ? `${named} …` : named,
      largest: formatNumber(partial[largestLag]!),
      largestLag,
      band: formatNumber(partialBand),
      rows: rows.count,
    }),
  ];
}
