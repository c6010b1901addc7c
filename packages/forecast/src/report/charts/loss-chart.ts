import type { LineSeriesOption } from "echarts/charts";
import type { EpochRecord, Outcome } from "../../contracts/index.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import type { ChartOption } from "./draw.ts";
import { frameOption, X_AXIS_LOOK, X_LABEL_LOOK } from "./frame-option.ts";
import { line } from "./line.ts";
import { PALETTE } from "./palette.ts";

// Beyond this ratio of the largest to the smallest loss a linear axis shows one cliff and a flat line.
const WIDE = 50;

/** Losses of training and validation by epoch, the epoch whose weights were kept marked; nothing where nothing was trained. */
export function lossChart(
  { history, bestEpoch, keepsLast = false }: Pick<Outcome, "history" | "bestEpoch"> & { readonly keepsLast?: boolean },
  words: Catalogue,
  title: string,
): ChartOption | undefined {
  const [search = [], ...refits] = runs(history);
  const lines = [
    { name: words.labels.trainingLoss, points: points(search, "trainLoss"), color: PALETTE.training, dash: "solid" },
    {
      name: words.labels.validationLoss,
      points: points(search, "validationLoss"),
      color: PALETTE.network,
      dash: "solid",
    },
    {
      name: words.labels.trainingLossRefit,
      points: points(refits.flat(), "trainLoss"),
      color: PALETTE.training,
      dash: "dotted",
    },
  ] as const;
  const shown = lines.filter((curve) => curve.points.length > 0);
  const losses = shown.flatMap((curve) => curve.points.map(([, loss]) => loss));
  if (losses.length === 0) return undefined;
  const smallest = losses.reduce((a, b) => Math.min(a, b));
  const largest = losses.reduce((a, b) => Math.max(a, b));
  const wide = smallest > 0 && largest / smallest > WIDE;
  const lastEpoch = history.reduce((last, { epoch }) => Math.max(last, epoch), 1);
  const series = shown.map(({ name, points, color, dash }, index): LineSeriesOption => {
    const curve = line(name, points, { color, dash, width: 1.8 }, points.length <= 2);
    const kept = keepsLast ? words.labels.lastEpochKept : words.labels.bestEpoch;
    return index === 0 ? { ...curve, markLine: epochMark(bestEpoch, lastEpoch, kept) } : curve;
  });
  return frameOption({
    title,
    unit: words.labels.loss,
    xAxis: {
      ...X_AXIS_LOOK,
      type: "value",
      name: words.labels.epoch,
      min: 0,
      max: lastEpoch,
      minInterval: 1,
      axisLabel: X_LABEL_LOOK,
    },
    yAxis: { type: wide ? "log" : "value", scale: true },
    series,
    legend: series.map(({ name }) => String(name)),
  });
}

function epochMark(epoch: number, lastEpoch: number, label: string): NonNullable<LineSeriesOption["markLine"]> {
  return {
    silent: true,
    symbol: "none",
    lineStyle: { color: PALETTE.validation, type: "dashed", width: 1.2 },
    label: {
      position: "end",
      align: epoch > 0.9 * lastEpoch ? "right" : epoch < 0.1 * lastEpoch ? "left" : "center",
      color: PALETTE.validation,
      fontSize: 12,
      formatter: () => fill(label, { epoch }),
    },
    data: [{ xAxis: epoch }],
  };
}

/** Parts the records where the epochs start anew: the search comes first, then the refit where it was recorded. */
function runs(history: readonly EpochRecord[]): EpochRecord[][] {
  const parts: EpochRecord[][] = [];
  history.forEach((record, index) => {
    const before = history[index - 1];
    if (!before || record.epoch <= before.epoch) parts.push([]);
    parts.at(-1)!.push(record);
  });
  return parts;
}

const points = (records: readonly EpochRecord[], loss: "trainLoss" | "validationLoss"): [number, number][] =>
  records.map((record): [number, number] => [record.epoch, record[loss]]).filter(([, value]) => Number.isFinite(value));
