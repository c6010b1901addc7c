import type { BarSeriesOption } from "echarts/charts";
import type { Outcome } from "../../contracts/index.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { modelName } from "../words/model-name.ts";
import type { ChartOption } from "./draw.ts";
import { frameOption, X_AXIS_LOOK, X_LABEL_LOOK } from "./frame-option.ts";
import { line } from "./line.ts";
import { lookOf } from "./palette.ts";

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
  return frameOption({
    ...shared,
    xAxis: {
      ...X_AXIS_LOOK,
      type: "value",
      name: words.labels.stepsAhead,
      min: 1,
      max: horizon,
      minInterval: 1,
      // Round steps may leave the axis' first and last tick off; both ends say what the lines span.
      interval: Math.max(1, Math.ceil(horizon / 12)),
      axisLabel: X_LABEL_LOOK,
    },
    // The network last, so that it lies on top of the others.
    series: scores
      .map((score) =>
        line(
          modelName(score.model, model, words),
          score.perStep.map(({ rmse }, step) => [step + 1, rmse] as const),
          lookOf(score.model, model),
          horizon <= 24,
        ),
      )
      .reverse(),
    legend: names,
  });
}
