import type { BarSeriesOption } from "echarts/charts";
import type { Outcome } from "../../contracts/index.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { modelName } from "../words/model-name.ts";
import type { ChartOption } from "./draw.ts";
import { frameOption, X_AXIS_LOOK, X_LABEL_LOOK } from "./frame-option.ts";
import { lookOf } from "./palette.ts";
import { stepsChart } from "./steps-chart.ts";

/** RMSE of every model by step ahead: lines over the steps, or bars where there is one step only. */
export function errorChart(
  outcome: Pick<Outcome, "scores" | "model" | "horizon" | "target">,
  words: Catalogue,
  title: string,
): ChartOption | undefined {
  const { scores, model, horizon } = outcome;
  if (!scores.some(({ perStep }) => perStep.some(({ rmse }) => Number.isFinite(rmse)))) return undefined;
  const names = scores.map((score) => modelName(score.model, model, words));
  const shared = {
    title,
    unit: `${words.metrics.rmse} (${outcome.target})`,
    yAxis: { type: "value", scale: false },
  } as const;
  if (horizon === 1) {
    const bars: BarSeriesOption = {
      type: "bar",
      silent: true,
      barMaxWidth: 56,
      data: scores.map((score) => ({
        value: Number.isFinite(score.rmse) ? score.rmse : "-",
        itemStyle: { color: lookOf(score.model, model).color },
      })),
    };
    return frameOption({
      ...shared,
      xAxis: { ...X_AXIS_LOOK, type: "category", data: names, axisLabel: { ...X_LABEL_LOOK, interval: 0 } },
      series: [bars],
      legend: [],
    });
  }
  // The network first, so that it lies on top of the others.
  const lines = scores.map((score, m) => ({
    name: names[m]!,
    values: score.perStep.map(({ rmse }) => rmse),
    look: lookOf(score.model, model),
  }));
  return stepsChart({ unit: shared.unit, lines }, words, title);
}
