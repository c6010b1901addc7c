import { formatTime } from "../../data/index.ts";
import { type Explanation, type InputImportance, partName } from "../../explain/index.ts";
import { formatNumber, formatPercent } from "../format-number.ts";
import type { Catalogue, Lang } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { modelName } from "../words/model-name.ts";
import { wordsFor } from "../words/words-for.ts";
import { lookedAtMost } from "./alignment-pictures.ts";
import { drawnLayers } from "./gate-pictures.ts";
import { inputName, signed } from "./input-names.ts";
import { byTotal, strongestRow, withoutRounding } from "./input-rows.ts";

/** What an explanation says in plain words, a sentence each: the forecast, what moved it most, and the rest. */
export function explanationSentences(explanation: Explanation, lang: Lang): string[] {
  const words = wordsFor(lang);
  return [
    forecastSentence(explanation, words),
    ...movedSentences(explanation, words),
    ...linearSentence(explanation, words),
    ...importanceSentences(explanation, words),
    ...explanation.alignments.map((one) => {
      const { at, share } = lookedAtMost(one);
      const ds = formatTime(explanation.frame.time, one.first + at);
      return fill(words.explanation.looksAt, { ds, percent: formatPercent(100 * share) });
    }),
    ...gatesSentences(explanation, words),
  ];
}

function forecastSentence(explanation: Explanation, words: Catalogue): string {
  const { frame, origin, target, attribution, step, horizon, cell } = explanation;
  const { explanation: say } = words;
  const { forecast, baselineForecast, against, windows, season } = attribution;
  const at = (k: number): string => formatTime(frame.time, origin + k);
  const difference = forecast - baselineForecast;
  const template =
    formatNumber(forecast) === formatNumber(baselineForecast) ? say.same : difference > 0 ? say.above : say.below;
  const compared = season > 1 ? say.againstSeason : say.againstMean;
  return fill(template, {
    cutoff: at(0),
    network: modelName(cell, cell, words),
    target,
    when:
      step === null && horizon > 1
        ? fill(say.onAverage, { first: at(1), last: at(horizon), steps: horizon })
        : fill(say.atStep, { ds: at(step ?? 1), step: step ?? 1 }),
    forecast: formatNumber(forecast),
    difference: formatNumber(Math.abs(difference)),
    baseline: formatNumber(baselineForecast),
    against: against === "last" ? say.againstLast : fill(compared, { windows, season }),
  });
}

function gatesSentences({ gates: layers, cell }: Explanation, { explanation: say }: Catalogue): string[] {
  const isGated = layers.some(({ gates }) => gates.some(({ kind }) => kind === "gate"));
  const drawn = drawnLayers(layers).length;
  const next = layers[drawn];
  return [
    ...(isGated ? [] : [fill(say.noGates, { model: cell })]),
    ...(next === undefined ? [] : [fill(say.moreParts, { drawn, parts: layers.length, name: partName(next.part) })]),
  ];
}

function linearSentence({ linearPath, attribution, cell }: Explanation, { explanation: say }: Catalogue): string[] {
  if (linearPath === null) return [];
  if (linearPath.isAll) return [fill(say.linearAll, { model: cell })];
  const difference = signed(formatNumber(attribution.forecast - linearPath.forecast));
  return [fill(say.linearPart, { model: cell, linear: formatNumber(linearPath.forecast), difference })];
}

// Of those that follow, so many are named.
const NAMED = 3;
/** A contribution below this share of the largest is not worth a word. */
const WORTH = 0.02;

function movedSentences({ attribution, frame }: Explanation, words: Catalogue): string[] {
  const { explanation: say } = words;
  const [first, ...others] = byTotal(withoutRounding(attribution));
  if (first === undefined || first.total === 0) return [say.nothingMoved];
  const row = strongestRow(first);
  const moved = fill(first.values.length > 1 ? say.movedMostAt : say.moved, {
    input: inputName(first, words),
    total: signed(formatNumber(first.total)),
    ds: formatTime(frame.time, attribution.first + row),
    value: signed(formatNumber(first.values[row]!)),
  });
  const next = others.filter(({ total }) => Math.abs(total) > WORTH * Math.abs(first.total)).slice(0, NAMED);
  const named = next.map((input) => `${inputName(input, words)} ${signed(formatNumber(input.total))}`);
  return [moved, ...(named.length > 0 ? [fill(say.movedNext, { list: named.join(words.betweenItems) })] : [])];
}

/** A change of the RMSE below this share of it is none. */
const MISSED = 0.01;

function importanceSentences({ importance }: Explanation, words: Catalogue): string[] {
  const { explanation: say } = words;
  if (importance === null) return [];
  const { rmse, windows, inputs } = importance;
  const listed = (some: readonly InputImportance[]): string => {
    const names = some.slice(0, 2 * NAMED).map((input) => inputName(input, words));
    return names.join(words.betweenItems) + (some.length > 2 * NAMED ? " …" : "");
  };
  const ranked = [...inputs].sort((a, b) => b.rise - a.rise);
  // A fall within the spread of the draws may be chance.
  const misleading = ranked.filter(({ rise, spread }) => -rise > Math.max(MISSED * rmse, spread)).reverse();
  const misled = misleading.length > 0 ? [fill(say.misleads, { list: listed(misleading) })] : [];
  const [first] = ranked;
  if (first === undefined || !(first.rise > MISSED * rmse)) {
    return [fill(say.livesOnNone, { windows, rmse: formatNumber(rmse) }), ...misled];
  }
  const percent = (100 * first.rise) / rmse;
  const lives = fill(say.livesOn, {
    windows,
    input: inputName(first, words),
    rmse: formatNumber(rmse),
    worse: formatNumber(rmse + first.rise),
    percent: Number.isFinite(percent) ? formatPercent(percent) : "–",
  });
  const idle = ranked.filter((input) => !(input.rise > MISSED * rmse || misleading.includes(input)));
  return [lives, ...(idle.length > 0 ? [fill(say.hardlyMissed, { list: listed(idle) })] : []), ...misled];
}
