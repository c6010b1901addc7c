import fc from "fast-check";
import { expect, test } from "vitest";
import { outcomeFixture } from "../outcome.fixture.ts";
import { wordsFor } from "../words/words-for.ts";
import { barsChart } from "./bars-chart.ts";
import { boxChart } from "./box-chart.ts";
import { renderChart } from "./chart.ts";
import { CHART_NAMES } from "./chart-name.ts";
import { decompositionChart } from "./decomposition-chart.ts";
import { type ChartOption, draw } from "./draw.ts";
import { histogramBins } from "./histogram-bins.ts";
import { histogramChart } from "./histogram-chart.ts";
import { linesChart } from "./lines-chart.ts";
import { ACTUAL_LOOK } from "./palette.ts";
import { scatterChart } from "./scatter-chart.ts";
import { spreadChart } from "./spread-chart.ts";
import { stepsChart } from "./steps-chart.ts";
import type { Point } from "./thin-line.ts";

const words = wordsFor("en");
const extreme = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(1e308, -1e308, Number.MAX_VALUE, -Number.MAX_VALUE, 5e-324, -5e-324, 0, 1),
);
const readings = fc.array(extreme, { minLength: 1, maxLength: 40 });

// Where echarts itself is at its end, a dash stands instead of the picture: a page of its own is worth more than none.
function charts(values: Float64Array): (ChartOption | undefined)[] {
  const points = Array.from(values, (value, i): Point => [i + 1, value]);
  const span = { kind: "rows", min: 1, max: Math.max(2, values.length) } as const;
  const lines = [{ name: "y", points, look: ACTUAL_LOOK }];
  const named = { name: "y", color: "#000000" };
  const opposite = Array.from(values, (value): Point => [value, -value]);
  return [
    boxChart([{ heading: "y", groups: [{ name: "y", values }] }], "t"),
    linesChart({ unit: "m", span, lines, marks: [{ ...named, points }] }, words, "t"),
    decompositionChart([{ heading: "y", points, look: ACTUAL_LOOK }], span, words, "t"),
    histogramChart({ unit: "m", count: "n", normal: "normal", values }, "t"),
    barsChart({ unit: "m", places: "h", labels: ["1"], bars: [{ ...named, values: [values[0]!] }] }, "t"),
    spreadChart({ unit: "m", groups: [{ ...named, scores: [...values] }] }, "t"),
    scatterChart({ actual: "a", predicted: "p", agree: "=", points: opposite }, "t"),
    stepsChart({ unit: "m", lines: [{ name: "y", values: [...values], look: ACTUAL_LOOK }] }, words, "t"),
  ];
}

test("Readings at the ends of the range of numbers leave every chart a picture without a place that is no number", () => {
  fc.assert(
    fc.property(readings, (list) => {
      for (const option of charts(Float64Array.from(list))) {
        if (option) expect(draw(option, 300, "y")).not.toMatch(/NaN|Infinity|undefined/);
      }
    }),
    { numRuns: 20 },
  );
});

test("Every reading lies in a bin, however far apart or close together they are", () => {
  fc.assert(
    fc.property(readings, (list) => {
      const { start, width, counts } = histogramBins(Float64Array.from(list))!;
      expect([start, width].every(Number.isFinite)).toBe(true);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(list.length);
    }),
  );
  const ends = Float64Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? -1e308 : 1e308));
  const { counts } = histogramBins(ends)!;
  expect([counts[0], counts.at(-1)]).toEqual([100, 100]);
});

test("The charts of a finished run outlive a forecast that ran away", () => {
  const outcome = outcomeFixture();
  for (const { values } of [...outcome.test, ...outcome.beyond]) values.fill(1e308, 0, 3).fill(-1e308, 3);
  for (const name of CHART_NAMES) expect(renderChart(outcome, name, { lang: "en" })).not.toMatch(/NaN|Infinity/);
});
