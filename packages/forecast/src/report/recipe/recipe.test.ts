import { expect, test } from "vitest";
import type { Score } from "../../contracts/index.ts";
import type { RecipeOutcome, RecipePart } from "../../recipe/recipe-outcome.ts";
import { spreadOf } from "../../statistics/index.ts";
import { displayWidth } from "../display-width.ts";
import { formatSpread } from "../format-spread.ts";
import { outcomeFixture } from "../outcome.fixture.ts";
import { EVIL, expectSafePage } from "../page-rules.fixture.ts";
import { renderPicture } from "../picture.ts";
import { wordsFor } from "../words/words-for.ts";
import { renderRecipePage, seasonSentences } from "./recipe-page.ts";
import { recipePictures } from "./recipe-pictures.ts";
import { renderRecipeText } from "./recipe-text.ts";
import { recipeVerdict } from "./recipe-verdict.ts";

const score = (model: string, rmse: number): Score => ({
  ...{ model, rmse, mae: rmse / 2, bias: 0, mape: 1, smape: 1, mase: 1, r2: 0.5, mda: 0.5 },
  perStep: [],
});
const runs = (network: readonly number[], ridge: number) =>
  network.map((rmse, i) => ({ seed: i + 1, seconds: 3, scores: [score("lstm", rmse), score("ridge", ridge)] }));
const part = (right: readonly number[], ridge = 20, written: readonly number[] = [30, 32]): RecipePart => ({
  name: "next_month",
  title: { en: "next month", zh: "下一个月" },
  unit: { en: "°C", zh: "°C" },
  metric: "rmse",
  others: ["mae"],
  goal: 14.5,
  asWritten: { model: "lstm", season: 1, hasDates: true, runs: runs(written, 25) },
  doneRight: { model: "lstm", season: 12, hasDates: true, runs: runs(right, ridge) },
});
const story = (name: string, parts: readonly RecipePart[]): RecipeOutcome => ({
  name,
  sources: [{ file: "a.csv", url: "https://example.org/a", licence: "CC BY 4.0", sha256: "0".repeat(64) }],
  tutorial: { metric: "RMSE", values: [22.93, 47.53], source: { en: "the text", zh: "正文" } },
  names: { passengers: { en: "travellers", zh: "乘客数" } },
  parts,
  simulated: false,
  notes: [],
});

test("The spread over seeds is the sample's, and a rule without chance has none", () => {
  expect(spreadOf([1, 2, 3, 4])).toEqual({ count: 4, mean: 2.5, deviation: Math.sqrt(5 / 3) });
  expect(formatSpread(spreadOf([13, 14, 15]))).toBe("14.00 ± 1.0");
  expect(formatSpread(spreadOf([14, 14]))).toBe("14.00");
  expect(formatSpread(spreadOf([14]))).toBe("14.00");
  expect(formatSpread(spreadOf([]))).toBe("–");
});

test("The verdict compares means over seeds with the best baseline of done right, and the tutorial with that on its own rows", () => {
  expect(recipeVerdict(part([13, 15]), wordsFor("en"))).toEqual({
    tone: "network_wins",
    sentences: [
      "Done right beats every baseline: mean RMSE 14.00 over 2 seeds, 30 % below the best of them, ridge (20.00).",
      "The goal of RMSE ≤ 14.50 is met.",
      "As written, the tutorial has RMSE 31.00, done right 14.00; the rows that the two ways score may differ, so compare these two only roughly.",
      "On its own rows the network as written (RMSE 31.00) loses to the best baseline, ridge (25.00).",
    ],
  });
  expect(recipeVerdict(part([20.1, 20.1]), wordsFor("en")).tone).toBe("network_ties");
  const loses = recipeVerdict(part([24, 26]), wordsFor("zh"));
  expect(loses.tone).toBe("baseline_wins");
  expect(loses.sentences[0]).toContain("岭回归的 RMSE 为 20.00；规范做法在 2 个种子上平均为 25.00，高出 25 %");
  expect(loses.sentences[1]).toBe("没有达到 RMSE ≤ 14.50 的目标。");
});

test("A tutorial that loses to done right's baseline alone is not said to lose: its own rows decide", () => {
  const own = (written: readonly number[]) => recipeVerdict(part([13], 20, written), wordsFor("en")).sentences.at(-1);
  expect(own([24, 24])).toContain("(RMSE 24.00) beats the best baseline, ridge (25.00)");
  expect(own([25.1, 25.1])).toContain("is level with the best baseline");
  const { doneRight: _, ...written } = part([1]);
  expect(recipeVerdict(written, wordsFor("zh"))).toEqual({
    tone: "not_scored",
    sentences: ["在其自身评分的行上，教程做法的网络（RMSE 31.00）不如最好的基线岭回归（25.00）。"],
  });
});

test("Of a made-up drive neither the goal nor the tutorial's numbers are told, and it says that it is made up", () => {
  const { doneRight: _, ...written } = { ...part([13]), name: "shuffled" };
  const made = { ...story("steering", [part([13, 15]), written]), simulated: true };
  for (const render of [renderRecipeText, renderRecipePage]) {
    const text = render(made, { lang: "en" }).replaceAll(/\s+/g, " ");
    expect(text).toContain("its scores say nothing of real ones");
    expect(text).toContain("Done right beats every baseline");
    expect(text).not.toMatch(
      /The goal of|came to elsewhere|22\.93|On its own rows|compare these two|Nothing was scored/,
    );
    expect(render({ ...made, simulated: false }, { lang: "en" })).toMatch(/The goal of[\s\S]*22\.93/);
  }
});

test("Of several steps ahead the verdict names those that persistence forecasts as well", () => {
  const steps = (model: string, ...rmse: number[]): Score => ({
    ...score(model, 10),
    perStep: rmse.map((own) => score(model, own)),
  });
  const two = (...persistence: number[]): RecipePart => ({
    ...part([1]),
    doneRight: {
      ...{ model: "lstm", season: 12, hasDates: true },
      runs: [
        { seed: 1, seconds: 1, scores: [steps("lstm", 1, 2, 5), steps("persistence", ...persistence)] },
        { seed: 2, seconds: 1, scores: [steps("lstm", 3, 2, 3), steps("persistence", ...persistence)] },
      ],
    },
  });
  const [en, zh] = [wordsFor("en"), wordsFor("zh")];
  expect(recipeVerdict(two(2.1, 2.1, 4.1), en).sentences).toContain("Every step ahead is better than persistence.");
  expect(recipeVerdict(two(1.9, 2.1, 4), en).sentences).toContain(
    "Not every step ahead is better than persistence: these are not: 1, 3.",
  );
  expect(recipeVerdict(two(1.9, 2.1, 4.1), zh).sentences.join()).toContain("以下各步不及：1。");
  expect(recipeVerdict(part([13, 15]), en).sentences.join()).not.toContain("step");
});

test("Without scores nothing is claimed", () => {
  const { doneRight: _, asWritten: __, ...empty } = part([1]);
  expect(recipeVerdict(empty, wordsFor("en"))).toEqual({ tone: "not_scored", sentences: ["Nothing was scored."] });
  expect(recipeVerdict(part([Number.NaN]), wordsFor("en")).tone).toBe("not_scored");
});

test("The text holds the question, mean and spread of each way, the tutorial's numbers and what it missed", () => {
  const text = renderRecipeText(story("passengers", [part([13, 15])]), { lang: "en" });
  expect(text).toMatch(/^as written +network \(lstm\) +31\.00 ± 1\.4 +15\.50 ± 0\.71 +2 +3\.000$/m);
  expect(text).toMatch(/^done right +network \(lstm\) +14\.00 ± 1\.4/m);
  expect(text).toMatch(/^done right +ridge +20\.00 +10\.00$/m);
  expect(text).toContain("RMSE 22.93, 47.53 (the text)");
  expect(text).toContain("a network that sees one month cannot know that it is July");
  const chinese = renderRecipeText(story("passengers", [part([13, 15])]), { lang: "zh", width: 80 });
  for (const line of chinese.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(80);
  expect(chinese).toContain("RMSE 22.93、47.53（正文）");
});

test("By which season MASE goes is said, of each way where they differ, and what rules of the calendar are without dates", () => {
  const told = (written: { season: number; hasDates: boolean }, rule = "climatology") => {
    const { asWritten, ...rest } = part([13]);
    const scores = [score("lstm", 30), score(rule, 25)];
    const way = { ...asWritten!, ...written, runs: [{ seed: 1, seconds: 1, scores }] };
    return seasonSentences({ ...rest, asWritten: way }, wordsFor("en"));
  };
  const differ = "MASE and the seasonal naive use the season m = 1 as written, m = 12 done right.";
  expect(told({ season: 1, hasDates: true })).toEqual([differ]);
  expect(told({ season: 1, hasDates: false })).toEqual([
    differ,
    "As written, rows have no dates: climatology is the plain mean there, and the seasonal naive is persistence.",
  ]);
  expect(told({ season: 1, hasDates: false }, "persistence")).toEqual([differ]);
  expect(told({ season: 12, hasDates: true })).toEqual(["MASE and the seasonal naive use the season m = 12."]);
  for (const render of [renderRecipeText, renderRecipePage]) {
    expect(render(story("passengers", [part([13])]), { lang: "zh" })).toContain("教程做法 m = 1，规范做法 m = 12");
  }
});

test("What the tutorial's steps came to is told by its metric's name, and by its source rather than as the tutorial's own", () => {
  const { tutorial, ...rest } = story("passengers", [part([13])]);
  const told = { ...rest, tutorial: { ...tutorial!, metric: "rmse" } };
  expect(renderRecipeText(told, { lang: "en" })).toContain(
    "What these steps came to elsewhere: RMSE 22.93, 47.53 (the text).",
  );
  expect(renderRecipePage(told, { lang: "zh" })).toContain("同样的步骤在别处得到的数值：RMSE 22.93、47.53（正文）。");
});

test("Every case study has its words, and a copy under another name its table and verdict", () => {
  for (const name of ["temperature", "air-quality", "passengers", "rainfall", "steering", "metro"]) {
    for (const lang of ["en", "zh"] as const) {
      expect(renderRecipeText(story(name, [part([13])]), { lang })).toContain(wordsFor(lang).recipes.headingMissed);
    }
  }
  const copy = renderRecipeText(story("my-shop", [part([13])]), { lang: "en" });
  expect(copy).toMatch(/^my-shop\n/);
  expect(copy).toContain("Done right beats every baseline");
});

test("The page is safe whatever data and models are called; addresses are text", () => {
  const drawn = outcomeFixture({ target: EVIL, horizon: 5 });
  const fitted = drawn.test[0]!;
  const evil: RecipePart = {
    ...part([13, 15]),
    title: { en: EVIL, zh: EVIL },
    unit: { en: EVIL, zh: EVIL },
    asWritten: { model: EVIL, season: 1, hasDates: true, runs: runs([30], 25), drawn: { ...drawn, fitted } },
    doneRight: { model: "lstm", season: 12, hasDates: true, runs: runs([13, 15], 20), drawn },
  };
  for (const lang of ["en", "zh"] as const) {
    const page = renderRecipePage(
      { ...story(EVIL, [evil]), sources: [{ file: EVIL, url: EVIL, licence: EVIL, sha256: EVIL }] },
      { lang },
    );
    expectSafePage(page);
    expect(page).toContain("&lt;script&gt;");
  }
  expect(renderRecipePage(story("passengers", []), { lang: "en" })).toContain("Nothing was scored.");
});

test("The page holds the tests of the series and of what done right left unexplained", () => {
  const told = { ...story("passengers", [part([13, 15])]), outcome: outcomeFixture() };
  expect(renderRecipePage(told, { lang: "en" })).toContain("<h2>What the network left unexplained</h2>");
  expect(renderRecipePage(told, { lang: "en" })).toMatch(/<h2>What tests say of the series<\/h2>[\s\S]*KPSS/);
  expect(renderRecipePage(told, { lang: "zh" })).toContain(`<h2>${wordsFor("zh").diagnosis.headingResiduals}</h2>`);
  expect(renderRecipePage(story("passengers", [part([13])]), { lang: "en" })).not.toContain("left unexplained");
});

test("A run of several steps has the tutorial's pictures of each step, one of a single step has not", () => {
  const names = (horizon: number): string[] =>
    recipePictures(
      story("steering", [
        {
          ...part([13]),
          doneRight: {
            model: "lstm",
            season: 12,
            hasDates: true,
            runs: runs([13], 20),
            drawn: outcomeFixture({ horizon }),
          },
        },
      ]),
      { lang: "en" },
    ).map(({ name }) => name.replace("next-month-done-right-", ""));
  expect(names(5)).toEqual([
    "scores-next-month",
    "losses",
    "truth",
    "steps",
    "step-mean",
    "first-step",
    "step-errors",
    "scatter",
  ]);
  expect(names(1)).toEqual(["scores-next-month", "losses", "truth", "scatter"]);
});

test("All pictures can be drawn in both languages, with their parts named", () => {
  const drawn = outcomeFixture({ horizon: 5 });
  const both = {
    ...part([13, 15]),
    asWritten: {
      model: "lstm",
      season: 1,
      hasDates: true,
      runs: runs([30], 25),
      drawn: { ...drawn, fitted: drawn.test[0]! },
    },
  };
  const pictures = recipePictures(story("passengers", [both]), { lang: "zh" });
  for (const picture of pictures) expect(renderPicture(picture)).not.toMatch(/NaN|undefined|<script|没有可绘制/);
  const overlay = pictures.find(({ name }) => name.endsWith("overlay"))!;
  for (const key of ["实际值", "拟合（训练段）", "预测（测试段）"])
    expect(renderPicture(overlay)).toContain(`>${key}</text>`);
});
