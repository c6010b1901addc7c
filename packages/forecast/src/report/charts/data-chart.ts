import type { LineSeriesOption } from "echarts/charts";
import type { Outcome } from "../../contracts/index.ts";
import { wallTimeAt } from "../../prepare/wall-time.ts";
import { targetValues } from "../target-values.ts";
import type { Catalogue } from "../words/catalogue.ts";
import type { ChartOption } from "./draw.ts";
import { frameOption } from "./frame-option.ts";
import { line } from "./line.ts";
import { PALETTE } from "./palette.ts";
import { rowPoints } from "./row-points.ts";
import { timeScale } from "./time-scale.ts";

/** The whole target, with the bands of validation and test. */
export function dataChart(outcome: Outcome, words: Catalogue, title: string): ChartOption {
  const { frame, rows, target } = outcome;
  const values = targetValues(outcome);
  const parts = [
    { label: words.labels.training, from: 0, to: rows.train, color: PALETTE.training, band: "none" },
    {
      label: words.labels.validation,
      from: rows.train,
      to: rows.train + rows.validation,
      color: PALETTE.validation,
      band: PALETTE.validationBand,
    },
    {
      label: words.labels.test,
      from: rows.train + rows.validation,
      to: frame.time.length,
      color: PALETTE.ink,
      band: PALETTE.testBand,
    },
  ].filter(({ from, to }) => to > from);
  const series = parts.map(({ label, from, to, color, band }): LineSeriesOption => {
    // Each part runs to the first reading of the next, so that the line has no hole at a border.
    const end = Math.min(to, frame.time.length - 1);
    const drawn = line(
      `${label} (${words.rows(to - from)})`,
      rowPoints(frame.time, values, from, end),
      { color, dash: "solid", width: 1.4 },
      false,
    );
    const area = [{ xAxis: wallTimeAt(frame.time, from) }, { xAxis: wallTimeAt(frame.time, end) }] as [
      { xAxis: number },
      { xAxis: number },
    ];
    return { ...drawn, markArea: { silent: true, itemStyle: { color: band }, data: band === "none" ? [] : [area] } };
  });
  return frameOption({
    title,
    unit: target,
    xAxis: timeScale(frame.time, 0, frame.time.length - 1, words),
    series,
    legend: series.map(({ name }) => String(name)),
  });
}
