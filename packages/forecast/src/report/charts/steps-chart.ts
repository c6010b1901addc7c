import type { Catalogue } from "../words/catalogue.ts";
import type { ChartOption } from "./draw.ts";
import { frameOption, X_AXIS_LOOK, X_LABEL_LOOK } from "./frame-option.ts";
import { line } from "./line.ts";
import type { LineLook } from "./palette.ts";

/** An error of several models at each step ahead. */
export interface StepsData {
  /** What the upright axis measures. */
  readonly unit: string;
  /** In the order of the legend; the first lies on top. `values`: one for each step, from the first on. */
  readonly lines: readonly { readonly name: string; readonly values: readonly number[]; readonly look: LineLook }[];
}

/** Lines over the steps ahead. */
export function stepsChart({ unit, lines }: StepsData, words: Catalogue, title: string): ChartOption | undefined {
  const horizon = Math.max(0, ...lines.map(({ values }) => values.length));
  if (!lines.some(({ values }) => values.some(Number.isFinite))) return undefined;
  return frameOption({
    title,
    unit,
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
    yAxis: { type: "value", scale: false },
    series: lines
      .map(({ name, values, look }) =>
        line(
          name,
          values.map((value, step) => [step + 1, value] as const),
          look,
          horizon <= 24,
        ),
      )
      .reverse(),
    legend: lines.map(({ name }) => name),
  });
}
