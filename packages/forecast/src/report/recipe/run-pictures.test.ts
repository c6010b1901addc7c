import { expect, test } from "vitest";
import type { Table } from "../../contracts/index.ts";
import type { DrawnRun, RecipeOutcome, RecipePart } from "../../recipe/recipe-outcome.ts";
import { outcomeFixture } from "../outcome.fixture.ts";
import { renderPicture } from "../picture.ts";
import { wordsFor } from "../words/words-for.ts";
import { drawnPictures, scoresPicture } from "./recipe-pictures.ts";
import { aheadLine } from "./step-points.ts";

const outcome = outcomeFixture({ horizon: 5 });
const network = outcome.test[0]!;
const written: DrawnRun = { ...outcome, fitted: network, bestEpoch: 40, keepsLast: true };

function story(drawn: DrawnRun, title = "next month"): RecipeOutcome {
  const part: RecipePart = {
    ...{ name: "next", title: { en: title, zh: "下一个月" }, unit: { en: "thousand passengers", zh: "千人" } },
    ...{ metric: "rmse", others: [] },
    asWritten: {
      model: drawn.model,
      season: 1,
      hasDates: true,
      runs: [{ seed: 1, seconds: 1, scores: outcome.scores }],
      drawn,
    },
    doneRight: {
      model: outcome.model,
      season: 12,
      hasDates: true,
      runs: [{ seed: 1, seconds: 1, scores: outcome.scores }],
      drawn: outcome,
    },
  };
  return {
    ...{ name: "passengers", sources: [], parts: [part], simulated: false, notes: [] },
    names: { passengers: { en: "travellers", zh: "乘客数" } },
  };
}

function picture(told: RecipeOutcome, name: string, lang: "en" | "zh"): string {
  return renderPicture(drawnPictures(told, { lang }).find((one) => one.name === name)!);
}

test("Where the tutorial keeps the last weights its losses mark the last epoch as such, and not as the best", () => {
  expect(picture(story(written), "next-as-written-losses", "en")).toContain("last epoch 40, kept whichever was best");
  expect(picture(story(written), "next-as-written-losses", "zh")).toContain("最后一轮 40");
  expect(picture(story(written), "next-done-right-losses", "en")).toContain("best epoch 31");
});

test("A Chinese picture has the recipe's Chinese names and units, an English one its English ones", () => {
  expect(picture(story(written), "next-as-written-truth", "zh")).toContain(">乘客数 (千人)</text>");
  expect(picture(story(written), "next-as-written-truth", "en")).toContain(">travellers (thousand passengers)</text>");
  const part = story(written).parts[0]!;
  expect(renderPicture(scoresPicture(part, "zh", wordsFor("zh")))).toContain("(千人)");
  expect(picture({ ...story(written), names: {} }, "next-as-written-truth", "zh")).toContain(">passengers (千人)<");
});

test("The scatter's upright axis keeps its unit, and the overlay has the validation part where the tutorial has one", () => {
  const scatter = picture(story(written), "next-as-written-scatter", "en");
  expect(scatter).toContain(">predicted (test): travellers (thousand passengers)</text>");
  expect(picture(story(written), "next-as-written-overlay", "en")).not.toContain("validation");
  const validated = { ...network, origins: network.origins.map((origin) => origin - 20) };
  const overlay = picture(story({ ...written, validated }), "next-as-written-overlay", "en");
  expect(overlay).toContain(">predicted (validation)</text>");
});

test("Box plots bear the units that the recipe knows", () => {
  const table = (values: number[]): Table => ({
    ...{ id: "t", layout: "single", rows: 4, lines: Uint32Array.of(2, 3, 4, 5), notes: [] },
    columns: ["rain", "wind"].map((name) => ({ kind: "number", name, values: Float64Array.from(values) })),
  });
  const told: RecipeOutcome = {
    ...story(written),
    cleaned: { before: table([1, 2, 3, 99]), after: table([1, 2, 3, 4]) },
    names: { rain: { en: "rainfall", zh: "降雨量", unit: { en: "mm", zh: "毫米" } }, wind: { en: "wind", zh: "风" } },
  };
  expect(picture(told, "boxes", "en")).toContain(">rainfall (mm)</text>");
  expect(picture(told, "boxes", "zh")).toContain(">降雨量 (毫米)</text>");
  expect(picture(told, "boxes", "en")).toContain(">wind</text>");
});

test("A long title goes on below, so that its last words still tell two pictures apart", () => {
  const long = "every block of ten months in the last fifth of the record, all of them scored alike";
  const told = { ...story(written, long), parts: [story(written, long).parts[0]!, story(written, "b").parts[0]!] };
  const svg = picture(told, "next-as-written-truth", "en");
  expect(svg.replaceAll(/<[^>]*>\n?/g, " ")).toMatch(/every block of ten months .*as written/s);
  expect(svg).not.toContain("…");
  expect(Number(/height="(\d+)"/.exec(svg)![1])).toBe(360 + 22);
});

test("Rows that were taken whatever their times say still bear their dates", () => {
  const { length } = outcome.frame.time;
  const time = { kind: "count", start: 1, length } as const;
  const dates = Float64Array.from({ length }, (_, row) => Date.UTC(2009, 0, 1 + 2 * row));
  const rows = { ...written, frame: { ...outcome.frame, time } };
  const day = (row: number): string => new Date(dates[row]!).toISOString().slice(0, 10);
  const svg = picture(story({ ...rows, dates }), "next-as-written-overlay", "en");
  for (const row of [0, length - 1]) expect(svg).toContain(`>${day(row)}</text>`);
  expect(picture(story({ ...rows, dates }), "next-as-written-first-step", "zh")).toMatch(/>20\d\d-\d\d-\d\d<\/text>/);
  expect(picture(story(rows), "next-as-written-overlay", "en")).not.toContain("2009-");
});

test("The fitted part is one line of the first step of each window; windows of a shuffled test stand alone", () => {
  const axis = { kind: "count", start: 1, length: 100 } as const;
  const forecasts = (origins: readonly number[]) => ({
    ...{ model: "lstm", horizon: 2, origins },
    values: Float64Array.from({ length: 2 * origins.length }, (_, i) => i),
  });
  // In any order, and over a hole no longer than a window.
  expect(aheadLine(axis, forecasts([3, 1, 2, 5]))).toEqual({
    ...{
      scattered: false,
      points: [
        [3, 2],
        [4, 4],
        [5, 0],
        [7, 6],
      ],
    },
  });
  const alone = aheadLine(axis, forecasts([1, 10, 20, 30]));
  expect(alone.scattered).toBe(true);
  expect(alone.points.filter(([, value]) => Number.isNaN(value))).toHaveLength(3);
});
