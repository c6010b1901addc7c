import { columnOf } from "../../data/index.ts";
import type { Explanation } from "../../explain/index.ts";
import { readValues } from "../../prepare/preparation.ts";
import { wallTimeAt } from "../../prepare/wall-time.ts";
import { contributionsChart, contributionsHeight } from "../charts/contributions-chart.ts";
import { inputsChart, inputsHeight } from "../charts/inputs-chart.ts";
import { linesChart } from "../charts/lines-chart.ts";
import { ACTUAL_LOOK, lookOf, PALETTE } from "../charts/palette.ts";
import { rowPoints } from "../charts/row-points.ts";
import { spreadChart } from "../charts/spread-chart.ts";
import type { Point } from "../charts/thin-line.ts";
import { cellsSpan, type TimeCell, timeCells } from "../charts/time-cells.ts";
import { formatNumber } from "../format-number.ts";
import type { Picture } from "../picture.ts";
import type { Catalogue, Lang } from "../words/catalogue.ts";
import { modelName } from "../words/model-name.ts";
import { wordsFor } from "../words/words-for.ts";
import { alignmentPictures } from "./alignment-pictures.ts";
import { gatePictures } from "./gate-pictures.ts";
import { inputName, signed } from "./input-names.ts";
import { byTotal, withoutRounding } from "./input-rows.ts";

/** The pictures of an explanation: window, contributions, all inputs, importance, then attentions and the gates of each layer. */
export function explanationPictures(explanation: Explanation, options: { readonly lang: Lang }): Picture[] {
  const words = wordsFor(options.lang);
  return [
    ...inputPictures(explanation, words),
    ...importancePictures(explanation, words),
    ...alignmentPictures(explanation, words),
    ...gatePictures(explanation, words),
  ];
}

// Bars and cells that can be told apart in the width there is.
const MOST_CELLS = 240;
/** Inputs that get a plot of their own, and lines in the picture of all. */
const PLOTS = 6;
const LINES = 30;

/** What the window held, and what each row of it contributed. */
export function inputPictures(explanation: Explanation, words: Catalogue): Picture[] {
  const { frame, attribution, target } = explanation;
  const { first, rows } = attribution;
  const inputs = withoutRounding(attribution);
  const say = words.explanation;
  // Where nothing ahead counts, the rows ahead leave their room to the others.
  const own = explanation.origin + 1 - first;
  const isAhead = inputs.some(({ values }) => values.subarray(own).some((value) => value !== 0));
  const cells = timeCells(frame.time, first, isAhead ? rows : own, MOST_CELLS);
  const span = cellsSpan(frame.time, cells);
  const whole = cellsSpan(frame.time, timeCells(frame.time, first, rows, MOST_CELLS));
  const shared = { about: target, nothing: words.labels.nothingToDraw };
  const ranked = byTotal(inputs).map((input) => ({
    name: inputName(input, words),
    heading: `${inputName(input, words)} · ${signed(formatNumber(input.total))}`,
    values: summed(input.values, cells),
  }));
  const plots = ranked.filter(({ values }) => values.some((value) => value !== 0)).slice(0, PLOTS);
  const lines = ranked.slice(0, LINES);
  return [
    {
      ...{ ...shared, ...say.pictures.window, name: "window", height: 320 },
      option: (title) =>
        linesChart({ unit: target, span: whole, lines: windowLines(explanation, words) }, words, title),
    },
    {
      ...{ ...shared, ...say.pictures.contributions, name: "contributions", height: contributionsHeight(plots) },
      option: (title) => contributionsChart(plots, cells, span, words, title),
    },
    ...(ranked.length < 2
      ? []
      : [
          {
            ...{ ...shared, ...say.pictures.inputs, name: "inputs", height: inputsHeight(lines.length) },
            option: (title: string) => inputsChart(lines, cells, span, words, title),
          },
        ]),
  ];
}

/** What cells of several rows say together. */
function summed(values: Float64Array, cells: readonly TimeCell[]): Float64Array {
  return Float64Array.from(cells, ({ from, to }) => {
    let sum = 0;
    for (let row = from; row < to; row++) sum += values[row] ?? 0;
    return sum;
  });
}

function windowLines(explanation: Explanation, words: Catalogue) {
  const { frame, target, attribution, origin, forecast, cell } = explanation;
  const { first, rows } = attribution;
  const { baseline } = attribution.inputs[0]!;
  const read = readValues(columnOf(frame, target));
  const last = Math.min(first + rows, frame.time.length) - 1;
  const ahead = Array.from(forecast.values, (value, k): Point => [wallTimeAt(frame.time, origin + 1 + k), value]);
  return [
    { name: words.labels.actual, look: ACTUAL_LOOK, points: rowPoints(frame.time, read, first, last) },
    {
      name: words.explanation.labels.baseline,
      look: { color: PALETTE.axis, dash: "dashed", width: 1.5 } as const,
      points: rowPoints(frame.time, baseline!, first, origin, first),
    },
    { name: modelName(cell, cell, words), look: lookOf(cell, cell), points: ahead, layer: 1 },
  ];
}

// Names of more would not be read.
const BARS = 12;

/** How much the RMSE rises without each input; none where nothing was exchanged. */
export function importancePictures({ importance, target }: Explanation, words: Catalogue): Picture[] {
  if (importance === null) return [];
  const groups = [...importance.inputs]
    .sort((a, b) => b.rise - a.rise)
    .slice(0, BARS)
    .map((input) => ({
      name: inputName(input, words),
      color: PALETTE.network,
      scores: input.rmse.map((rmse) => rmse - importance.rmse),
    }));
  const unit = `${words.explanation.labels.rise} (${target})`;
  return [
    {
      ...{ about: target, nothing: words.labels.nothingToDraw, name: "importance", height: 330 },
      ...words.explanation.pictures.importance,
      option: (title) => spreadChart({ unit, groups }, title),
    },
  ];
}
