import type { Decomposition } from "../../diagnose/index.ts";
import { wallTimeAt } from "../../prepare/wall-time.ts";
import { correlationChart, correlationHeight } from "../charts/correlation-chart.ts";
import { decompositionChart, decompositionHeight } from "../charts/decomposition-chart.ts";
import { histogramChart } from "../charts/histogram-chart.ts";
import { linesChart } from "../charts/lines-chart.ts";
import { ACTUAL_LOOK, PALETTE } from "../charts/palette.ts";
import { rowPoints } from "../charts/row-points.ts";
import type { Point } from "../charts/thin-line.ts";
import { spanOf } from "../charts/time-scale.ts";
import type { Picture } from "../picture.ts";
import type { Catalogue, Lang } from "../words/catalogue.ts";
import { wordsFor } from "../words/words-for.ts";
import { type DiagnosedSeries, readingsOf } from "./diagnosed-series.ts";

/** The pictures of a diagnosis: the series, its correlations, its parts, its distribution. */
export function diagnosisPictures(subject: DiagnosedSeries, options: { readonly lang: Lang }): Picture[] {
  const words = wordsFor(options.lang);
  const { diagnosis, frame, column } = subject;
  const { titles, acf, pacf } = words.pictures;
  const { first, values } = readingsOf(subject);
  const last = first + values.length - 1;
  const span = spanOf(frame.time, first, last);
  const shared = { about: column, nothing: words.labels.nothingToDraw };
  const { correlogram } = diagnosis;
  const rows =
    correlogram.reason === null
      ? [
          { heading: acf, values: correlogram.autocorrelations, band: correlogram.band },
          { heading: pacf, values: correlogram.partial, band: correlogram.partialBand },
        ]
      : [];
  const line = { name: column, look: ACTUAL_LOOK, points: rowPoints(frame.time, values, first, last, first) };
  return [
    {
      ...shared,
      ...titles.series,
      caption: "",
      name: "series",
      height: 340,
      option: (title) => linesChart({ unit: column, span, lines: [line] }, words, title),
    },
    {
      ...shared,
      ...titles.correlations,
      name: "correlations",
      height: correlationHeight(2),
      option: (title) => correlationChart(rows, words, title),
    },
    ...decompositionPictures(subject, words),
    {
      ...shared,
      ...titles.histogram,
      name: "histogram",
      height: 340,
      option: (title) =>
        histogramChart({ unit: column, count: words.pictures.counted, normal: words.pictures.normal, values }, title),
    },
  ];
}

/** STL's parts, then those of the classical decomposition: each where it has an answer. */
function decompositionPictures(subject: DiagnosedSeries, words: Catalogue): Picture[] {
  const { stl, classical } = subject.diagnosis;
  const { titles } = words.pictures;
  return [
    ...(stl.reason === null
      ? [partsPicture(subject, stl, { name: "decomposition", ...titles.decomposition }, words)]
      : []),
    ...(classical.reason === null
      ? [partsPicture(subject, classical, { name: "classical-decomposition", ...titles[classical.model] }, words)]
      : []),
  ];
}

function partsPicture(
  subject: DiagnosedSeries,
  decomposition: Decomposition,
  named: Pick<Picture, "name" | "title" | "caption">,
  words: Catalogue,
): Picture {
  const { frame, column } = subject;
  const { observed, trend, season, remainder } = words.pictures;
  const { first, values } = readingsOf(subject);
  const points = (part: Float64Array): Point[] =>
    Array.from(part, (value, i): Point => [wallTimeAt(frame.time, first + i), value]);
  const parts = [
    { heading: `${observed} (${column})`, points: points(values), look: ACTUAL_LOOK },
    {
      heading: trend,
      points: points(decomposition.trend),
      look: { ...ACTUAL_LOOK, color: PALETTE.network, width: 1.8 },
    },
    { heading: season, points: points(decomposition.season), look: { ...ACTUAL_LOOK, color: PALETTE.green } },
    { heading: remainder, points: points(decomposition.remainder), look: { ...ACTUAL_LOOK, color: PALETTE.outlier } },
  ];
  const span = spanOf(frame.time, first, first + values.length - 1);
  return {
    ...named,
    about: column,
    height: decompositionHeight(parts.length),
    option: (title) => decompositionChart(parts, span, words, title),
    nothing: words.labels.nothingToDraw,
  };
}
