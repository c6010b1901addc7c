import { expect, test } from "vitest";
import { heatColor } from "../charts/heat-cells.ts";
import { renderPicture } from "../picture.ts";
import { explanationFixture } from "./explanation.fixture.ts";
import { explanationPictures } from "./explanation-pictures.ts";
import { explanationSentences } from "./explanation-sentences.ts";
import { renderExplanationText } from "./explanation-text.ts";

test("A contribution that is no more than rounding is 0, and none has a row where it was largest", () => {
  const found = explanationFixture();
  const inputs = found.attribution.inputs.map((input) =>
    input.name === "idle" ? { ...input, total: -1.765e-16, values: input.values.map(() => -4.9e-18) } : input,
  );
  const rounded = { ...found, attribution: { ...found.attribution, inputs } };
  expect(renderExplanationText(rounded, { lang: "en" })).toMatch(/^idle +0 +0 +0 +– +–$/m);
  expect(renderExplanationText(rounded, { lang: "en" })).toMatch(/^fares +-8\.000 /m);
  const drawn = renderPicture(
    explanationPictures(rounded, { lang: "en" }).find(({ name }) => name === "contributions")!,
  );
  expect(drawn).toContain("fares");
  expect(drawn).not.toContain("idle");
  // Where nothing moved the forecast, rounding did not either.
  const idle = inputs.filter(({ name }) => name === "idle");
  const still = { ...found, attribution: { ...found.attribution, inputs: idle, baselineForecast: 400 } };
  expect(explanationSentences(still, "en").join(" ")).toContain("No input moved it");
  // Small is not rounding: units may be anything.
  const small = inputs.map((input) => ({
    ...input,
    total: input.total * 1e-12,
    values: input.values.map((v) => v * 1e-12),
  }));
  const tiny = { ...found.attribution, inputs: small, forecast: 4e-10, baselineForecast: 3.6e-10 };
  expect(renderExplanationText({ ...found, attribution: tiny }, { lang: "en" })).toMatch(/^fares +-8\.000e-12 /m);
});

/** An attention over 24 rows in so many steps. */
const looking = (steps: number) => {
  const found = explanationFixture();
  const shares = Float64Array.from({ length: steps * 24 }, (_, i) => ((i % 24) + 1) / 300);
  const alignment = { layer: 1, over: "ahead" as const, steps, first: 96, rows: 24, shares };
  const pictures = explanationPictures({ ...found, alignments: [alignment] }, { lang: "en" });
  return renderPicture(pictures.find(({ name }) => name === "alignment-1")!);
};

test("Every line of a short attention is named, and of a long one every so many", () => {
  const named = (svg: string) =>
    [...svg.matchAll(/text-anchor="end"[^>]*>(\d+)<\/text>/g)].map(([, name]) => Number(name));
  expect(named(looking(6)).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(named(looking(30)).sort((a, b) => a - b)).toEqual([1, 4, 7, 10, 13, 16, 19, 22, 25, 28]);
});

test("Maps have a colour for every twelfth on either side of 0, and a key between the ends", () => {
  const colors = Array.from({ length: 25 }, (_, i) => heatColor((i - 12) / 12));
  expect(new Set(colors).size).toBe(25);
  expect(heatColor(2)).toBe(heatColor(1));
  const drawn = looking(6);
  for (const value of [0, 0.5, 1]) expect(drawn).toContain(heatColor(value));
  for (const share of ["0", "0.04000", "0.08000"]) expect(drawn).toMatch(new RegExp(`>[^<]*\\b${share}</text>`));
  const inputs = explanationPictures(explanationFixture(), { lang: "zh" }).find(({ name }) => name === "inputs")!;
  for (const key of ["-20.00", "-10.00", "0", "+10.00", "+20.00"]) {
    expect(renderPicture(inputs)).toContain(`>${key}</text>`);
  }
  const units = explanationPictures(explanationFixture(), { lang: "zh" }).find(({ name }) => name.startsWith("units"))!;
  for (const key of ["图中最低", "中间", "图中最高"]) expect(renderPicture(units)).toContain(`>${key}</text>`);
});
