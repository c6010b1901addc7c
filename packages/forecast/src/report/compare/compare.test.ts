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
    "gru is better than ridge (RMSE 20.00), the best baseline on validation rows, beyond chance and the spread over the seeds: " +
      "RMSE 14.00 ± 1.0 over 3 seeds, 30 % less (adjusted p = 0.012). Compared with the first cell, lstm: no difference " +
      "shown for gru.",
  );
  expect(compareConclusion(compareFixture(), "zh")).toBe(
    "gru 优于验证段上最好的基线岭回归（RMSE 20.00），且超出偶然与种子间差异：RMSE 在 3 个种子上为 14.00 ± 1.0，" +
      "低 30 %（校正后 p = 0.012）。与第一个单元 lstm 相比：未见差别的是 gru。",
  );
});

test("A cell that is only ahead is not called better, and every reason for it is said", () => {
  const ahead = (because: PairTest["because"], lang: "en" | "zh" = "en") => {
    const tests = [open("lstm", "ridge", "chance"), open("gru", "ridge", because)];
    return compareConclusion(compareFixture({ verdict: "cells_ahead", tests }), lang);
  };
  expect(ahead("chance")).toBe(
    "No cell is shown to be better than ridge (RMSE 20.00), the best baseline on validation rows. Of the cells, gru has the lowest RMSE: 14.00 ± 1.0 " +
      "over 3 seeds, 30 % less; but the test does not tell it from chance (adjusted p = 0.400).",
  );
  expect(ahead("seeds")).toContain("but the seeds scatter too widely.");
  expect(ahead("one_seed")).toContain("but one seed does not tell what another would give.");
  expect(ahead("too_few")).toContain("but the test part holds 14 windows without overlap, and a test needs 10.");
  expect(ahead("no_test")).toContain("of which a test can say nothing.");
  expect(ahead("chance", "zh")).toContain("没有单元被证明优于验证段上最好的基线岭回归");
});

test("A baseline that is ahead or better is named first", () => {
  const cells = [cellOf("lstm", [26, 27, 28]), cellOf("gru", [24, 25, 26])];
  const lost = (first: string) => pairOf(first, "ridge", { better: "ridge", change: 0.5, adjusted: 0.0002 });
  const better = compareFixture({ cells, verdict: "baseline_better", tests: [lost("lstm"), lost("gru")] });
  expect(compareConclusion(better, "en")).toMatch(
    /^A baseline is better than every cell: ridge, the best baseline on validation rows, has RMSE 20\.00; the best cell, gru, has 25\.00 ± 1\.0 over 3 seeds, 25 % more \(adjusted p < 0\.001\)\. Use ridge\./,
  );
  expect(compareConclusion(better, "zh")).toMatch(/^基线优于每一个单元：验证段上最好的基线岭回归的 RMSE 为 20\.00/);
  const ahead = { ...better, verdict: "baseline_ahead", tests: [open("lstm", "ridge", "seeds"), lost("gru")] } as const;
  expect(compareConclusion(ahead, "en")).toMatch(
    /^A baseline is ahead: ridge, the best baseline on validation rows, has RMSE 20\.00; .* No cell is worth its keep here, although .*: the seeds scatter too widely\.$/,
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
    /^The best cell, lstm, and ridge, the best baseline on validation rows, are level: RMSE 20\.00 over 3 seeds against 20\.00/,
  );
});

test("The cells are told beside the first: better, worse, and those of which nothing is shown", () => {
  const cells = ["lstm", "gru", "rnn", "peephole"].map((cell) => cellOf(cell, [16, 17, 18]));
  const verdict = "cells_ahead";
  const tests = [
    pairOf("gru", "lstm"),
    pairOf("rnn", "lstm", { better: "lstm" }),
    open("peephole", "lstm", "chance"),
    open("coupled", "lstm", "chance"),
  ];
  const all = tests.map(({ first }) => open(first, "lstm", "chance"));
  expect(compareConclusion(compareFixture({ verdict, cells, tests }), "en")).toContain(
    "Compared with the first cell, lstm: gru better; rnn worse; no difference shown for peephole, coupled.",
  );
  expect(compareConclusion(compareFixture({ verdict, cells, tests: all }), "en")).toContain(
    "Compared with the first cell, lstm: no difference shown for any other cell.",
  );
});

test("Too few windows, one seed, a failed cell and nothing scored are said in words", () => {
  const failure = { code: "training_diverged", message: "Training broke down in epoch 2: the loss is NaN.", seed: 2 };
  const told = compareFixture({
    ...{ windows: 18, origins: 18, independent: 2, seeds: [1], verdict: "cells_ahead" },
    cells: [cellOf("lstm", [16]), cellOf("gru", [], failure)],
    tests: [open("lstm", "ridge", "too_few")],
  });
  const text = compareConclusion(told, "en");
  expect(text).toContain("a test needs 10");
  expect(text).toContain("Beware: the test part holds 18 windows, of which only 2 do not overlap.");
  expect(text).toContain("Use a test part of 30 rows or more (--test 30)");
  expect(text).toContain("One seed does not tell what another would give, so no cell is called better or worse.");
  expect(text).toMatch(/Not compared: gru\.$/);
  expect(renderCompareText(told, { lang: "zh" })).toMatch(/参加比较：gru。\ngru：训练在第 2 轮失败：损失为 NaN。$/);
  expect(compareConclusion(told, "zh")).toMatch(/请注意：测试段有 18 个窗口.*仅凭一个种子.*未参加比较：gru。$/);
  const nothing = compareFixture({ verdict: "not_scored", windows: 0, independent: 0, tests: [] });
  expect(compareConclusion(nothing, "en")).toMatch(/^Nothing was scored: [^.]*\. Give it more rows[^.]*\.$/);
});

test("Several cells that are better are named together, and the best of them by itself", () => {
  const tests = [pairOf("lstm", "ridge"), pairOf("gru", "ridge")];
  expect(compareConclusion(compareFixture({ tests }), "en")).toMatch(
    /^Better than ridge \(RMSE 20\.00\), the best baseline on validation rows, .*: lstm, gru\. Of these, gru has the lowest RMSE/,
  );
});

test("A baseline that only the test rows prefer is told, where it is ahead of all", () => {
  const [persistence, ridge] = compareFixture().baselines;
  const told = (rmse: number, lang: "en" | "zh" = "en") =>
    compareConclusion(compareFixture({ baselines: [{ ...persistence!, rmse }, ridge!] }), lang);
  expect(told(13)).toContain(
    "On the test rows themselves persistence is ahead of them all (RMSE 13.00); validation rows did not prefer it.",
  );
  expect(told(13, "zh")).toMatch(/若只看测试行，.*领先于以上所有模型（RMSE 13\.00）/);
  expect(told(15)).not.toContain("On the test rows themselves");
  const onTest = { model: "ridge", on: "test" } as const;
  expect(compareConclusion(compareFixture({ baseline: onTest }), "en")).toContain(
    "the best baseline on these test rows",
  );
});

test("Several series are ranked by MASE, with the points of time and the series in which the first is closer", () => {
  const panel = compareFixture({
    ...{ measure: "mase", series: { given: 9, fitted: 8, scored: 7 }, origins: 12, independent: 4, windows: 84 },
    tests: [open("lstm", "ridge", "too_few", { closerIn: 5 }), open("gru", "ridge", "too_few", { closerIn: 6 })],
    verdict: "cells_ahead",
  });
  const text = renderCompareText(panel, { lang: "en" });
  expect(text).toMatch(/^model +MASE +RMSE /);
  expect(text).toMatch(/^compared +scaled error % .* closer in +conclusion$/m);
  expect(text).toMatch(/^gru – ridge .* 6 of 7 +open: too few windows$/m);
  expect(compareConclusion(panel, "en")).toContain(
    "the test windows start from 12 points of time, which leaves room for 4 windows without overlap",
  );
  expect(compareConclusion(panel, "en")).toContain("No cell is shown to be better than ridge (MASE 0.5000)");
  for (const lang of ["en", "zh"] as const) {
    const page = renderComparePage(panel, { lang });
    expectSafePage(page);
    expect(page).toContain(lang === "en" ? "7 of 9" : "7 / 9");
  }
});

test("The text holds every score with its spread, every test and how each cell was trained, in columns", () => {
  const failure = { code: "network_impossible", message: "It cannot be.", seed: null };
  const outcome = compareFixture();
  const text = renderCompareText({ ...outcome, cells: [...outcome.cells, cellOf("tcn", [], failure)] }, { lang: "en" });
  expect(text).toMatch(/^model +RMSE +MAE +MASE +sMAPE %$/m);
  expect(text).toMatch(/^lstm +17\.00 ± 1\.0 +8\.500 ± 0\.50 +0\.4250 ± 0\.025 +1\.000$/m);
  expect(text).toMatch(/^tcn +– +– +– +–$/m);
  expect(text).toMatch(/^ridge +20\.00 +10\.00 /m);
  expect(text).toMatch(/^lstm +32 +4901 +0\.001 +12\.50 +10\.0 +1\.5$/m);
  expect(text).toMatch(/^tcn +– +– +0\.001 +12\.50 +– +–$/m);
  expect(text).toMatch(/^lstm – ridge +-12 +-20 … -4\.0 +0\.070 +0\.210 +open: may be chance$/m);
  expect(text).toMatch(/^gru – ridge .* 0\.012 +gru is better$/m);
  for (const lang of ["en", "zh"] as const) {
    for (const line of renderCompareText(outcome, { lang, width: 80 }).split("\n")) {
      expect(displayWidth(line), line).toBeLessThanOrEqual(80);
    }
  }
  expect(text).toMatch(/^ridge +– +– +– +21\.00 +– +–$/m);
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
  expectSafePage(renderComparePage({ ...bare, baseline: { model: "", on: "test" } }, { lang: "en" }));
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
