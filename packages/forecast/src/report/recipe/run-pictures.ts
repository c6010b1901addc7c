import type { WindowForecasts } from "../../contracts/index.ts";
import { wallTimeAt } from "../../prepare/wall-time.ts";
import type { DrawnRun } from "../../recipe/recipe-outcome.ts";
import { windowsApart } from "../charts/apart.ts";
import { barsChart } from "../charts/bars-chart.ts";
import { linesChart } from "../charts/lines-chart.ts";
import { lossChart } from "../charts/loss-chart.ts";
import { ACTUAL_LOOK, lookOf, PALETTE, stepColor } from "../charts/palette.ts";
import { rowPoints } from "../charts/row-points.ts";
import { scatterChart } from "../charts/scatter-chart.ts";
import type { Point } from "../charts/thin-line.ts";
import { spanOf, type TimeSpan } from "../charts/time-scale.ts";
import { windowPoints } from "../charts/window-points.ts";
import type { Picture } from "../picture.ts";
import { targetValues } from "../target-values.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { modelName } from "../words/model-name.ts";
import type { PictureName } from "../words/picture-words.ts";
import { aheadLine, firstStep, stepMean, stepPoints } from "./step-points.ts";

// More rows than this on one chart and lines that nearly agree can no longer be told apart.
const ROWS = 400;

/**
 * The tutorials' pictures of one run: the series with its fitted and predicted parts, losses, truth against prediction, and with
 * several steps ahead all steps, their mean, the first alone and the error of each.
 * @param of the start of each name, what stands behind each title (`as written`), what the target is called and measured in
 */
export function runPictures(
  run: DrawnRun,
  { name, title: way, target, unit }: Readonly<Record<"name" | "title" | "target" | "unit", string>>,
  words: Catalogue,
): Picture[] {
  const { titles } = words.pictures;
  const network = run.test.find(({ model }) => model === run.model);
  const scale = unit === "" ? target : `${target} (${unit})`;
  const picture = (of: PictureName, option: Picture["option"]): Picture => ({
    ...titles[of],
    title: fill(words.named, { name: titles[of].title, text: way }),
    name: `${name}-${of.replaceAll("_", "-")}`,
    about: target,
    height: 360,
    option,
    nothing: words.labels.nothingToDraw,
  });
  const losses: Picture = {
    ...picture("truth", (title) => lossChart(run, words, title)),
    name: `${name}-losses`,
    title: fill(words.named, { name: words.charts.losses.title, text: way }),
    caption: words.charts.losses.caption,
  };
  const trained = run.history.length > 0 ? [losses] : [];
  if (!network || network.origins.length === 0) return trained;
  const { fitted } = run;
  return [
    ...(fitted ? [picture("overlay", (title) => overlay(run, fitted, network, scale, words, title))] : []),
    ...trained,
    picture("truth", (title) => truth(run, network, scale, words, title)),
    ...(run.horizon > 1
      ? [
          ...(run.horizon <= 6 ? [picture("steps", (title) => steps(run, network, scale, words, title))] : []),
          picture("step_mean", (title) => mean(run, network, scale, words, title)),
          picture("first_step", (title) => first(run, network, scale, words, title)),
          picture("step_errors", (title) => errors(run, scale, words, title)),
        ]
      : []),
    picture("scatter", (title) => scatter(run, network, scale, words, title)),
  ];
}

function overlay(
  run: DrawnRun,
  fitted: WindowForecasts,
  network: WindowForecasts,
  scale: string,
  words: Catalogue,
  title: string,
) {
  const { frame } = run;
  const last = frame.time.length - 1;
  const { actual, fitted: fit, validated, predicted } = words.pictures;
  const whole = rowPoints(frame.time, targetValues(run), 0, last);
  const [near, far] = [aheadLine(frame.time, fitted), aheadLine(frame.time, network)];
  const line = (name: string, points: readonly Point[], color: string) => ({
    name,
    look: { color, dash: "solid", width: 1.6 } as const,
    points,
  });
  const lines = [
    { name: actual, look: { ...ACTUAL_LOOK, color: PALETTE.axis }, points: whole },
    line(fit, near.points, PALETTE.green),
    ...(run.validated ? [line(validated, aheadLine(frame.time, run.validated).points, PALETTE.network)] : []),
    ...(far.scattered ? [] : [line(predicted, far.points, PALETTE.outlier)]),
  ];
  // Windows of a shuffled test stand alone: a line through them would go through what it never forecast.
  const marks = far.scattered ? [{ name: predicted, color: PALETTE.outlier, points: far.points }] : [];
  return linesChart({ unit: scale, span: spanOfRun(run, 0, last), lines, marks }, words, title);
}

/** Rows of a run as a span, with their dates where it passed over them. */
function spanOfRun({ frame, dates }: DrawnRun, from: number, to: number): TimeSpan {
  const span = spanOf(frame.time, from, to);
  return dates === undefined ? span : { ...span, dates: dates.subarray(from, to + 1) };
}

/** The rows that the drawn windows forecast, the newest `ROWS` at most, those between windows of a shuffled test among them. */
function drawnRows(run: DrawnRun, { origins, horizon }: WindowForecasts) {
  const { frame } = run;
  const apart = windowsApart({ origins, horizon }, ROWS);
  const to = Math.min(frame.time.length - 1, (origins[apart.at(-1) ?? 0] ?? 0) + horizon);
  const windows = apart.filter((window) => origins[window]! + 1 > to - ROWS);
  const from = (origins[windows[0] ?? 0] ?? 0) + 1;
  return { windows, from, to, span: spanOfRun(run, from, to) };
}

function truth(run: DrawnRun, network: WindowForecasts, scale: string, words: Catalogue, title: string) {
  const { frame, model } = run;
  const { windows, from, to, span } = drawnRows(run, network);
  const line = (forecasts: WindowForecasts) => ({
    name: modelName(forecasts.model, model, words),
    look: lookOf(forecasts.model, model),
    points: windowPoints(frame.time, forecasts, windows),
  });
  const actual = {
    name: words.pictures.actual,
    look: ACTUAL_LOOK,
    points: rowPoints(frame.time, targetValues(run), from, to),
  };
  const persistence = run.test.find((forecasts) => forecasts.model === "persistence");
  return linesChart(
    { unit: scale, span, lines: [actual, ...(persistence ? [line(persistence)] : []), line(network)] },
    words,
    title,
  );
}

function steps(run: DrawnRun, network: WindowForecasts, scale: string, words: Catalogue, title: string) {
  const { frame, horizon } = run;
  const { from, to, span } = drawnRows(run, network);
  const lines = Array.from({ length: horizon }, (_, step) => ({
    name: words.pictures.step(step + 1),
    look: { color: stepColor(step, horizon), dash: "solid", width: 1.3 } as const,
    points: stepPoints(frame.time, network, step, from),
    // Near steps lie on top of far ones.
    layer: horizon - step,
  }));
  const actual = {
    name: words.pictures.actual,
    look: ACTUAL_LOOK,
    layer: horizon + 1,
    points: rowPoints(frame.time, targetValues(run), from, to),
  };
  return linesChart({ unit: scale, span, lines: [actual, ...lines] }, words, title);
}

function mean(run: DrawnRun, network: WindowForecasts, scale: string, words: Catalogue, title: string) {
  const { frame } = run;
  const { from, span } = drawnRows(run, network);
  const { actual, predicted } = stepMean(run, network, from);
  const at = (points: readonly (readonly [row: number, value: number])[]): Point[] =>
    points.map(([row, value]) => [wallTimeAt(frame.time, Math.floor(row)), value]);
  return linesChart(
    {
      unit: scale,
      span,
      lines: [
        { name: words.pictures.actual, look: ACTUAL_LOOK, points: at(actual) },
        { name: words.pictures.predicted, look: lookOf("network", "network"), points: at(predicted) },
      ],
    },
    words,
    title,
  );
}

function first(run: DrawnRun, network: WindowForecasts, scale: string, words: Catalogue, title: string) {
  const { frame } = run;
  const { from, to, span } = drawnRows(run, network);
  return linesChart(
    {
      unit: scale,
      span,
      lines: [
        { name: words.pictures.actual, look: ACTUAL_LOOK, points: rowPoints(frame.time, targetValues(run), from, to) },
        {
          name: words.pictures.predicted,
          look: lookOf("network", "network"),
          points: stepPoints(frame.time, network, 0, from),
        },
      ],
    },
    words,
    title,
  );
}

function errors({ scores, model, horizon }: DrawnRun, scale: string, words: Catalogue, title: string) {
  const shown = scores.filter(
    (score) => score.model === model || score.model === "persistence" || score.model === "ridge",
  );
  return barsChart(
    {
      unit: fill(words.named, { name: words.metrics.mae, text: scale }),
      places: words.labels.stepsAhead,
      labels: Array.from({ length: horizon }, (_, step) => String(step + 1)),
      bars: shown.map((score) => ({
        name: modelName(score.model, model, words),
        color: lookOf(score.model, model).color,
        values: score.perStep.map(({ mae }) => mae),
      })),
    },
    title,
  );
}

function scatter(run: DrawnRun, network: WindowForecasts, scale: string, words: Catalogue, title: string) {
  const { agree, actual, predicted } = words.pictures;
  const unit = (text: string): string => fill(words.named, { name: text, text: scale });
  const points = firstStep(network).map(([row, value]): Point => [targetValues(run)[row] ?? Number.NaN, value]);
  return scatterChart({ actual: unit(actual), predicted: unit(predicted), agree, points }, title);
}
