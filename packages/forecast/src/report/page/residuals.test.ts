import { expect, test } from "vitest";
import { diagnoseResiduals } from "../../diagnose/index.ts";
import { outcomeFixture } from "../outcome.fixture.ts";
import { renderReport } from "../report.ts";
import { wordsFor } from "../words/words-for.ts";
import { firstResiduals, residualSentences } from "./residuals.ts";

const actual = Float64Array.of(1, 2, 4, 8, 16, 32);

test("Residuals are those of the first step, window by window where windows lie evenly apart", () => {
  const windows = { model: "lstm", origins: [0, 2, 4], horizon: 2, values: Float64Array.of(1, 9, 5, 9, 30, 9) };
  expect([...firstResiduals(windows, actual)]).toEqual([1, 3, 2]);
});

test("Where windows do not lie evenly apart, residuals keep their distance in rows", () => {
  const windows = { model: "lstm", origins: [0, 1, 4], horizon: 1, values: Float64Array.of(1, 1, 30) };
  expect([...firstResiduals(windows, actual)]).toEqual([1, 3, Number.NaN, Number.NaN, 2]);
  expect(firstResiduals({ ...windows, origins: [] }, actual)).toEqual(new Float64Array(0));
});

test("Residuals that wave are called not random: a small p-value means that pattern is left", () => {
  const waves = Float64Array.from({ length: 120 }, (_, i) => [0, 1, 1.5, 1, 0, -1, -1.5, -1][i % 8]! + (i % 5) / 10);
  const [white, level, opposite] = residualSentences(diagnoseResiduals(waves), wordsFor("en"));
  expect(white).toMatch(/^The residuals are not random \(Ljung–Box over 10 lags, p < 0\.001\)/);
  expect(level).toContain("augmented Dickey–Fuller");
  expect(opposite).toMatch(/^Asked the other way round, .* is not given up \(KPSS 0\.\d+, p ≥ 0\.1\)\.$/);
  const climbing = waves.map((value, i) => value + i / 10);
  expect(residualSentences(diagnoseResiduals(climbing), wordsFor("en"))[2]).toMatch(
    /the level moves \(KPSS [\d.]+, p ≤ 0\.01\)/,
  );
});

test("Residuals without an answer say why", () => {
  const sentences = residualSentences(diagnoseResiduals(new Float64Array(20).fill(2)), wordsFor("zh"));
  expect(sentences[0]).toBe("Ljung–Box：没有结果，读数从不变化。");
});

test("What cleaning filled in leaves no residual and is not counted as scored", () => {
  const outcome = outcomeFixture();
  const [column] = outcome.frame.columns;
  const last = outcome.frame.time.length - 1;
  const filled = Uint8Array.from(column!.values, (_, row) => (row === last - 6 ? 1 : 0));
  const values = column!.values.map((value, row) => (row === last - 6 ? 1e6 : value));
  const cleaned = { ...outcome, frame: { ...outcome.frame, columns: [{ ...column!, values, filled }] } };
  const missing = values.map((value, row) => (row === last - 6 ? Number.NaN : value));
  const left = { ...outcome, frame: { ...outcome.frame, columns: [{ ...column!, values: missing }] } };
  expect(renderReport(cleaned, { lang: "en" })).toBe(renderReport(left, { lang: "en" }));
});

test("The report holds the section with its chart, unless there are too few residuals", () => {
  const outcome = outcomeFixture();
  const page = renderReport(outcome, { lang: "en" });
  expect(page).toContain("<h2>What the network left unexplained</h2>");
  expect(page).toContain("Autocorrelation (ACF)");
  expect(page).toContain("Partial autocorrelation (PACF)");
  expect(renderReport({ ...outcome, test: [] }, { lang: "en" })).not.toContain("left unexplained");
});
