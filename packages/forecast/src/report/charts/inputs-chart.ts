import { truncate } from "../display-width.ts";
import { formatNumber } from "../format-number.ts";
import type { Catalogue } from "../words/catalogue.ts";
import type { ChartOption } from "./draw.ts";
import { frameOption, TEXT_LOOK } from "./frame-option.ts";
import { heatCells, heatColor } from "./heat-cells.ts";
import { PALETTE } from "./palette.ts";
import type { TimeCell } from "./time-cells.ts";
import { spanScale, type TimeSpan } from "./time-scale.ts";

/** Height in pixels of the map of so many inputs. */
export const inputsHeight = (inputs: number): number => 132 + 22 * inputs;

/**
 * What every input contributed at every row, a line of coloured cells each, on one scale: the largest contribution of all has the
 * full colour.
 */
export function inputsChart(
  inputs: readonly { readonly name: string; readonly values: Float64Array }[],
  cells: readonly TimeCell[],
  span: TimeSpan,
  words: Catalogue,
  title: string,
): ChartOption | undefined {
  const largest = inputs.reduce(
    (most, { values }) => values.reduce((m, value) => Math.max(m, Math.abs(value)), most),
    0,
  );
  if (!(largest > 0) || cells.length === 0) return undefined;
  const values = new Float64Array(inputs.length * cells.length);
  inputs.forEach((input, i) => {
    values.set(
      input.values.map((value) => value / largest),
      i * cells.length,
    );
  });
  const edges = [...cells.map(({ left }) => left), cells.at(-1)!.right];
  const key = (value: number) => ({
    name: `${value > 0 ? "+" : ""}${formatNumber(value * largest)}`,
    icon: "rect" as const,
    color: heatColor(value),
  });
  const option = frameOption({
    title,
    unit: "",
    xAxis: spanScale(span, words),
    series: [heatCells({ edges, rows: inputs.length, values, down: true })],
    legend: [-1, -0.5, 0, 0.5, 1].map(key),
  });
  return {
    ...option,
    // Names may be wider in the reader's font than they were reckoned.
    grid: { ...option.grid, left: 16 },
    yAxis: {
      type: "value",
      min: 0,
      max: inputs.length,
      interval: 1,
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: {
        ...TEXT_LOOK,
        color: PALETTE.ink,
        customValues: inputs.map((_, i) => i + 0.5),
        formatter: (at: number) => truncate(inputs[inputs.length - 1 - Math.floor(at)]?.name ?? "", 32),
      },
    },
  };
}
