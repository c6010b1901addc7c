import { formatNumber } from "../format-number.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import type { ChartOption } from "./draw.ts";
import { frameOption, TEXT_LOOK } from "./frame-option.ts";
import { heatCells, heatColor } from "./heat-cells.ts";
import type { TimeCell } from "./time-cells.ts";
import { spanScale, type TimeSpan } from "./time-scale.ts";

/** Height in pixels for so many steps ahead. */
export const alignmentHeight = (steps: number): number => 150 + Math.min(300, Math.max(40, 14 * steps));

/** What each step ahead looked at in the window: `shares [steps, cells]`, the largest of all in the full colour. */
export function alignmentChart(
  { shares, steps }: { readonly shares: Float64Array; readonly steps: number },
  cells: readonly TimeCell[],
  span: TimeSpan,
  words: Catalogue,
  title: string,
): ChartOption | undefined {
  const largest = shares.reduce((most, share) => Math.max(most, share), 0);
  if (!(largest > 0)) return undefined;
  const edges = [...cells.map(({ left }) => left), cells.at(-1)!.right];
  const values = shares.map((share) => share / largest);
  const key = (value: number) => ({
    name: fill(words.explanation.keys.share, { share: formatNumber(value * largest) }),
    icon: "rect" as const,
    color: heatColor(value),
  });
  const option = frameOption({
    title,
    unit: words.labels.stepsAhead,
    xAxis: spanScale(span, words),
    series: [heatCells({ edges, rows: steps, values, down: true })],
    legend: [key(0), key(1)],
  });
  const labelled = [...new Set([1, Math.round((steps + 1) / 2), steps])];
  return {
    ...option,
    yAxis: {
      type: "value",
      min: 0,
      max: steps,
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: {
        ...TEXT_LOOK,
        // The first step at the top, each label at the middle of its line.
        customValues: labelled.map((step) => steps - step + 0.5),
        formatter: (at: number) => String(Math.round(steps - at + 0.5)),
      },
    },
  };
}
