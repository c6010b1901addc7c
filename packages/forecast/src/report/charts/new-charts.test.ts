import { expect, test } from "vitest";
import { wordsFor } from "../words/words-for.ts";
import { barsChart } from "./bars-chart.ts";
import { boxChart } from "./box-chart.ts";
import { correlationChart } from "./correlation-chart.ts";
import { decompositionChart } from "./decomposition-chart.ts";
import { draw } from "./draw.ts";
import { histogramBins } from "./histogram-bins.ts";
import { histogramChart } from "./histogram-chart.ts";
import { linesChart } from "./lines-chart.ts";
import { missingChart } from "./missing-chart.ts";
import { ACTUAL_LOOK } from "./palette.ts";
import { scatterChart } from "./scatter-chart.ts";
import { spreadChart } from "./spread-chart.ts";

const words = wordsFor("en");
const span = { kind: "rows", min: 1, max: 3 } as const;
const none = new Float64Array(3).fill(Number.NaN);

test("A chart without anything to draw is none", () => {
  expect(boxChart([{ heading: "x", groups: [{ name: "a", values: none }] }], "")).toBeUndefined();
  expect(
    linesChart({ unit: "", span, lines: [{ name: "a", points: [[1, Number.NaN]], look: ACTUAL_LOOK }] }, words, ""),
  ).toBeUndefined();
  expect(missingChart({ columns: [], span, bins: 0, shares: none }, words, "")).toBeUndefined();
  expect(correlationChart([{ heading: "", values: [1], band: 0.1 }], words, "")).toBeUndefined();
  expect(decompositionChart([{ heading: "", points: [], look: ACTUAL_LOOK }], span, words, "")).toBeUndefined();
  expect(histogramChart({ unit: "", count: "", normal: "", values: none }, "")).toBeUndefined();
  expect(
    barsChart({ unit: "", places: "", labels: ["1"], bars: [{ name: "a", color: "#000", values: [Number.NaN] }] }, ""),
  ).toBeUndefined();
  expect(spreadChart({ unit: "", groups: [{ name: "a", color: "#000", scores: [Number.NaN] }] }, "")).toBeUndefined();
  expect(scatterChart({ actual: "", predicted: "", agree: "", points: [[1, Number.NaN]] }, "")).toBeUndefined();
});

test("Bars of correlations beyond the band are dark, those within are pale", () => {
  const option = correlationChart(
    [{ heading: "ACF", values: [1, 0.9, -0.05, -0.4], band: [0, 0.2, 0.2, 0.5] }],
    words,
    "t",
  )!;
  const svg = draw(option, 300, "ACF");
  expect(svg.match(/fill="#0072b2"/g)).toHaveLength(1);
  expect(svg.match(/fill="#b9d6e8"/g)).toHaveLength(2);
});

test("Every reading lies in one bin, the largest in the last", () => {
  const bins = histogramBins(Float64Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 10, Number.NaN))!;
  expect(bins.counts.reduce((sum, count) => sum + count, 0)).toBe(10);
  expect(bins.counts.at(-1)).toBeGreaterThan(0);
  expect(bins.start + bins.width * bins.counts.length).toBe(10);
  expect(histogramBins(Float64Array.of(4, 4))).toEqual({ start: 3.5, width: 1, counts: [2] });
});

test("Gaps are shaded and outliers dotted, each with its key, and only where there are any", () => {
  const lines = [
    {
      name: "y",
      points: [
        [1, 5],
        [2, 9],
        [3, 5],
      ] as const,
      look: ACTUAL_LOOK,
    },
  ];
  const gap = { name: "gap", color: "rgb(1,2,3)", spans: [[1, 2]] as const };
  const spike = { name: "spike", color: "rgb(4,5,6)", points: [[2, 9]] as const };
  const svg = draw(linesChart({ unit: "m", span, lines, marks: [gap, spike] }, words, "t")!, 300, "y");
  for (const text of [">gap</text>", ">spike</text>", "rgb(1,2,3)", "rgb(4,5,6)"]) expect(svg).toContain(text);
  const plain = draw(linesChart({ unit: "m", span, lines, marks: [{ ...gap, spans: [] }] }, words, "t")!, 300, "y");
  expect(plain).not.toContain("gap");
});

test("A bar stands at the mean of the runs and says it", () => {
  const groups = [
    { name: "as written", color: "#111111", scores: [3, 4, 5] },
    { name: "ridge", color: "#222222", scores: [2.5] },
  ];
  const svg = draw(spreadChart({ unit: "RMSE", groups }, "t")!, 300, "scores");
  for (const text of ["as written", "ridge", "4.000", "2.500"]) expect(svg).toContain(`>${text}</text>`);
});

test("Names from the data are escaped in every chart that shows them", () => {
  const evil = `<script>"&`;
  const values = Float64Array.of(1, 2, 3, 4, 50);
  const points = [
    [1, 5],
    [2, 9],
  ] as const;
  const options = [
    boxChart([{ heading: evil, groups: [{ name: evil, values }] }], evil),
    linesChart(
      {
        unit: evil,
        span,
        lines: [
          { name: evil, points, look: ACTUAL_LOOK },
          { name: "b", points, look: ACTUAL_LOOK },
        ],
      },
      words,
      evil,
    ),
    missingChart({ columns: [evil], span, bins: 1, shares: Float64Array.of(0.5) }, words, evil),
    correlationChart([{ heading: evil, values: [1, 0.5], band: 0.1 }], words, evil),
    decompositionChart([{ heading: evil, points, look: ACTUAL_LOOK }], span, words, evil),
    histogramChart({ unit: evil, count: evil, normal: evil, values }, evil),
    barsChart({ unit: evil, places: evil, labels: [evil], bars: [{ name: evil, color: "#000", values: [1] }] }, evil),
    spreadChart({ unit: evil, groups: [{ name: evil, color: "#000", scores: [1, 2] }] }, evil),
    scatterChart({ actual: evil, predicted: evil, agree: evil, points }, evil),
  ];
  for (const option of options) {
    const svg = draw(option!, 300, evil);
    expect(svg).not.toMatch(/<script|NaN|undefined/);
    expect(svg).toContain("&lt;script&gt;");
  }
});
