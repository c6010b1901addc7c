import { expect, test } from "vitest";
import { displayWidth } from "./display-width.ts";
import { formatNumber } from "./format-number.ts";
import { outcomeFixture } from "./outcome.fixture.ts";
import { renderTable } from "./table.ts";

const { scores } = outcomeFixture();

test("Every score stands in the table, one model a line", () => {
  const lines = renderTable(scores, "en").split("\n");
  expect(lines[0]).toMatch(/^model +RMSE +MAE +MASE +sMAPE % +MAPE % +R² +MDA +bias$/);
  scores.forEach((score, i) => {
    const line = lines[i + 2] ?? "";
    for (const value of [score.rmse, score.mae, score.mase, score.smape, score.mape, score.r2, score.mda, score.bias]) {
      expect(line).toContain(formatNumber(value));
    }
  });
});

test("Columns align in a terminal, where a Chinese character takes two cells", () => {
  for (const lang of ["en", "zh"] as const) {
    const body = renderTable(scores, lang)
      .split("\n")
      .slice(2, 2 + scores.length);
    const ends = body.map((line) => displayWidth(/^.*?\d[\d.]*/.exec(line)?.[0] ?? ""));
    expect(new Set(ends).size).toBe(1);
  }
});

test("The best of each column is starred: lowest, except R² and MDA, and bias by its size", () => {
  const blank = { rmse: 2, mae: 2, bias: -0.1, mape: 2, smape: 2, mase: 2, r2: 0.9, mda: Number.NaN, perStep: [] };
  const lines = renderTable(
    [
      { ...blank, model: "lstm" },
      { ...blank, model: "ridge", rmse: 1, bias: -5, r2: 0.5 },
    ],
    "en",
  ).split("\n");
  expect(lines[2]).toMatch(/^network \(lstm\) +2\.000 +2\.000\* .* 0\.9000\* +– +-0\.1000\*$/);
  expect(lines[3]).toMatch(/^ridge +1\.000\* .* 0\.5000 +– +-5\.000$/);
});

test("An undefined metric is a dash that is explained, and only then", () => {
  expect(renderTable(scores, "en")).toContain("– not defined on these rows");
  expect(
    renderTable(
      scores.filter(({ mda }) => !Number.isNaN(mda)),
      "en",
    ),
  ).not.toContain("–");
});

test("No scores give a sentence instead of an empty table", () => {
  expect(renderTable([], "en")).toBe("There was nothing to score.");
  expect(renderTable([], "zh")).toBe("没有可评分的内容。");
});
