import { expect, test } from "vitest";
import type { PairTest } from "../../compare/outcome.ts";
import { displayWidth } from "../display-width.ts";
import { EVIL, expectSafePage } from "../page-rules.fixture.ts";
import { renderPicture } from "../picture.ts";
import { cellOf, compareFixture, pairOf } from "./compare.fixture.ts";
import { compareConclusion } from "./compare-conclusion.ts";
import { renderComparePage } from "./compare-page.ts";
import { comparePictures } from "./compare-pictures.ts";
import { renderCompareText } from "./compare-text.ts";

const open = (first: string, second: string, because: PairTest["because"], told: Partial<PairTest> = {}) =>
  pairOf(first, second, { better: null, because, adjusted: 0.4, ...told });

test("A cell that is better is named with its error, its lead and the test; what the others are is not claimed", () => {
  expect(compareConclusion(compareFixture(), "en")).toBe(
    "Better than the best baseline, ridge (RMSE 20.00), beyond chance and the spread over the seeds: gru. Of these, gru has the " +
      "lowest RMSE: 14.00 ± 1.0 over 3 seeds, 30 % less (adjusted p = 0.012). Among the cells, beside lstm: no difference " +
      "shown for gru.",
  );
  expect(compareConclusion(compareFixture(), "zh")).toBe(
    "优于最好的基线岭回归（RMSE 20.00），且超出偶然与种子间差异的单元：gru。其中 RMSE 最低的是 gru：3 个种子上为 14.00 ± 1.0，" +
      "低 30 %（校正后 p = 0.012）。各单元之间，与 lstm 相比：未见差别的是 gru。",
  );
});

test("A cell that is only ahead is not called better, and every reason for it is said", () => {
  const ahead = (because: PairTest["because"], lang: "en" | "zh" = "en") => {
    const tests = [open("lstm", "ridge", "chance"), open("gru", "ridge", because)];
    return compareConclusion(compareFixture({ verdict: "cells_ahead", tests }), lang);
  };
  expect(ahead("chance")).toBe(
    "No cell is shown to be better than the best baseline, ridge (RMSE 20.00). Of the cells, gru has the lowest RMSE: 14.00 ± 1.0 " +
      "over 3 seeds, 30 % less; but the test does not tell it from chance (adjusted p = 0.400).",
  );
  expect(ahead("seeds")).toContain("but the seeds scatter too widely.");
  expect(ahead("one_seed")).toContain("but one seed does not tell what another would give.");
  expect(ahead("too_few")).toContain("but the test part holds 14 windows without overlap, and a test needs 10.");
  expect(ahead("no_test")).toContain("of which a test can say nothing.");
  expect(ahead("chance", "zh")).toContain("没有单元被证明优于最好的基线岭回归");
});

test("A baseline that is ahead or better is named first", () => {
  const cells = [cellOf("lstm", [26, 27, 28]), cellOf("gru", [24, 25, 26])];
  const lost = (first: string) => pairOf(first, "ridge", { better: "ridge", change: 0.5, adjusted: 0.0002 });
  const better = compareFixture({ cells, verdict: "baseline_better", tests: [lost("lstm"), lost("gru")] });
  expect(compareConclusion(better, "en")).toMatch(
    /^A simple rule is better than every cell: ridge has RMSE 20\.00; the best cell, gru, has 25\.00 ± 1\.0 over 3 seeds, 25 % more \(adjusted p < 0\.001\)\. Use ridge\./,
  );
  expect(compareConclusion(better, "zh")).toMatch(/^这里简单的规则优于每一个单元：岭回归的 RMSE 为 20\.00/);
  const ahead = { ...better, verdict: "baseline_ahead", tests: [open("lstm", "ridge", "seeds"), lost("gru")] } as const;
  expect(compareConclusion(ahead, "en")).toMatch(
    /^A simple rule is ahead: ridge has RMSE 20\.00; .* No cell is worth its keep here, although .*: the seeds scatter too widely\.$/,
  );
});

test("Within one percent they are level, and a network that stayed on ridge is said to be it", () => {
  const cells = [cellOf("lstm", [20, 20, 20])];
  const told = (because: PairTest["because"]) =>
    compareConclusion(compareFixture({ cells, verdict: "level", tests: [open("lstm", "ridge", because)] }), "en");
  expect(told("same")).toBe(
    "The best cell, lstm, forecasts as ridge does: RMSE 20.00 over 3 seeds. Prefer the simpler one.",
  );
  expect(told("chance")).toMatch(
    /^The best cell and the best baseline are level: RMSE 20\.00 for lstm over 3 seeds, 20\.00/,
  );
});

test("The cells are told beside the first: better, worse, and those of which nothing is shown", () => {
  const cells = ["lstm", "gru", "rnn", "peephole"].map((cell) => cellOf(cell, [16, 17, 18]));
  const tests = [
    pairOf("gru", "lstm"),
    pairOf("rnn", "lstm", { better: "lstm" }),
    open("peephole", "lstm", "chance"),
    open("coupled", "lstm", "chance"),
  ];
  const all = tests.map(({ first }) => open(first, "lstm", "chance"));
  expect(compareConclusion(compareFixture({ cells, tests }), "en")).toContain(
    "Among the cells, beside lstm: better gru; worse rnn; no difference shown for peephole, coupled.",
  );
  expect(compareConclusion(compareFixture({ cells, tests: all }), "en")).toContain(
    "Among the cells, beside lstm: no difference shown for any other.",
  );
});

test("Too few windows, one seed, a failed cell and nothing scored are said in words", () => {
  const failure = { code: "training_diverged", message: "Training broke down.", seed: 2 };
  const told = compareFixture({
    ...{ windows: 18, independent: 2, seeds: [1], verdict: "cells_ahead" },
    cells: [cellOf("lstm", [16]), cellOf("gru", [], failure)],
    tests: [open("lstm", "ridge", "too_few")],
  });
  const text = compareConclusion(told, "en");
  expect(text).toContain("a test needs 10");
  expect(text).toContain("Beware: the test part holds 18 windows, of which only 2 do not overlap.");
  expect(text).toContain("One seed does not tell what another would give, so no cell is called better or worse.");
  expect(text).toContain("Not compared, because it failed: gru. Training broke down.");
  expect(compareConclusion(told, "zh")).toMatch(/请注意：测试段有 18 个窗口.*仅凭一个种子.*因失败而未参加比较：gru/);
  const nothing = compareFixture({ verdict: "not_scored", windows: 0, independent: 0, tests: [] });
  expect(compareConclusion(nothing, "en")).toMatch(/^Nothing was scored: [^.]*\. Give it more rows[^.]*\.$/);
});

test("The text holds every score with its spread, every test and how each cell was trained, in columns", () => {
  const failure = { code: "network_impossible", message: "It cannot be.", seed: null };
  const outcome = compareFixture();
  const text = renderCompareText({ ...outcome, cells: [...outcome.cells, cellOf("tcn", [], failure)] }, { lang: "en" });
  expect(text).toMatch(/^model +RMSE +MAE +MASE +sMAPE %$/m);
  expect(text).toMatch(/^lstm +17\.00 ± 1\.0 +8\.500 ± 0\.50 +0\.5000 +1\.000$/m);
  expect(text).toMatch(/^tcn +– +– +– +–$/m);
  expect(text).toMatch(/^ridge +20\.00 +10\.00 /m);
  expect(text).toMatch(/^lstm +32 +4901 +0\.001 +12\.50 +10\.00 +1\.500$/m);
  expect(text).toMatch(/^tcn +– +– +0\.001 +12\.50 +– +–$/m);
  expect(text).toMatch(/^lstm – ridge +-12 +-20 … -4\.0 +0\.070 +0\.210 +open: may be chance$/m);
  expect(text).toMatch(/^gru – ridge .* 0\.012 +gru is better$/m);
  for (const lang of ["en", "zh"] as const) {
    for (const line of renderCompareText(outcome, { lang, width: 80 }).split("\n")) {
      expect(displayWidth(line), line).toBeLessThanOrEqual(80);
    }
  }
  // A test without an answer has no numbers.
  const none = open("gru", "lstm", "same", { change: 0, interval: null, p: null, adjusted: null, reason: "same" });
  expect(renderCompareText(compareFixture({ tests: [none] }), { lang: "en" })).toMatch(
    /^gru – lstm +0 +– +– +– +forecast alike$/m,
  );
});

test("The page is safe whatever columns are called, and holds scores, tests, training and configuration", () => {
  const evil = compareFixture({ target: EVIL, configuration: { target: EVIL } });
  for (const lang of ["en", "zh"] as const) {
    const page = renderComparePage({ ...evil, frame: { ...evil.frame, id: EVIL } }, { lang });
    expectSafePage(page);
    expect(page).toContain("&lt;script&gt;");
    expect(page.match(/<section/g)!.length).toBeGreaterThan(7);
  }
  const page = renderComparePage(compareFixture(), { lang: "en" });
  for (const heading of ["Scores on the test part", "What the tests say", "How each cell was trained"]) {
    expect(page).toContain(`<h2>${heading}</h2>`);
  }
  expect(page).toContain('class="verdict network_wins"');
  expect(page).toContain("0.9000");
  const bare = compareFixture({ cells: [cellOf("lstm", [16])], tests: [], verdict: "not_scored", baselines: [] });
  expectSafePage(renderComparePage({ ...bare, bestBaseline: "" }, { lang: "en" }));
});

test("All pictures can be drawn in both languages, also of one step ahead and of many cells", () => {
  const names = (outcome: ReturnType<typeof compareFixture>) =>
    (["en", "zh"] as const).map((lang) => {
      const pictures = comparePictures(outcome, { lang });
      for (const picture of pictures) {
        expect(renderPicture(picture)).not.toMatch(/NaN|undefined|<script|nothing to draw|没有可绘制/);
      }
      return pictures.map(({ name }) => name);
    })[0];
  const all = ["scores", "difference-from-baseline", "difference-from-first-cell", "steps"];
  expect(names(compareFixture())).toEqual(all);
  expect(names(compareFixture({ horizon: 1 }))).toEqual(all.slice(0, 3));
  const cells = Array.from({ length: 24 }, (_, i) => cellOf(`cell-${i}`, [10 + i, 12 + i]));
  const tests = cells.flatMap(({ cell }) => [pairOf(cell, "ridge"), pairOf(cell, "cell-0", { interval: null })]);
  expect(names(compareFixture({ cells, tests }))).toEqual(all);
  const failed = [cellOf("gru", [], { code: "too_large", message: "", seed: null })];
  expect(names(compareFixture({ cells: [...compareFixture().cells, ...failed] }))).toEqual(all);
});
