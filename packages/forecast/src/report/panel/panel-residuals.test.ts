import { expect, test } from "vitest";
import type { SeriesForecast, SeriesScore } from "../../contracts/index.ts";
import { frameFrom } from "../../data/index.ts";
import { noise } from "../../diagnose/draws.fixture.ts";
import { wordsFor } from "../words/words-for.ts";
import { panelResiduals } from "./panel-residuals.ts";

const ROWS = 160;

/** A series that is 0 but in its test part, where the network forecasts one step ahead and misses it by the given residuals. */
function seriesOf(id: string, residuals: ArrayLike<number>): SeriesForecast {
  const y = new Float64Array(ROWS);
  const frame = frameFrom({ id, start: "2024-01-01", step: "day", columns: { y } });
  const origins = Array.from({ length: residuals.length }, (_, i) => ROWS - residuals.length - 1 + i);
  const values = Float64Array.from(residuals, (residual) => -residual);
  return { frame, forecasts: [{ model: "lstm", origins, horizon: 1, values }] };
}

const wave = Float64Array.from({ length: 80 }, (_, i) => [1, 2, 1, -1, -2, -1][i % 6]!);
const panelOf = (residuals: readonly ArrayLike<number>[]) => {
  const test = residuals.map((list, s) => seriesOf(`s${s}`, list));
  const firstSteps = test.map(({ forecasts }) => forecasts[0]!);
  const perSeries = test.map(({ frame }, s): SeriesScore => {
    const score = { model: "lstm", rmse: s, mae: s, smape: s, mase: s };
    return { id: frame.id, windows: 80, scores: [score] };
  });
  return { test, firstSteps, perSeries, target: "y", season: 1, model: "lstm" };
};
const noises = [31, 32, 33].map((from) => noise(from, 80));

test("In how many series a pattern is left is said beside the number that chance would show", () => {
  const page = panelResiduals(panelOf([...noises, wave, wave, [1, 2]]), wordsFor("en"));
  expect(page).toContain(
    "a pattern is left in the residuals of 2 of 5 series that could be tested; were there none in any, chance would show about 0.25.",
  );
  expect(page).toContain("Too few residuals, or none that vary: 1 series.");
});

test("The best, the middle and the worst series have the section of a single one, with all tests", () => {
  const page = panelResiduals(panelOf([noises[0]!, noises[1]!, wave, noises[2]!, wave]), wordsFor("zh"));
  const heads = [...page.matchAll(/<h2>([^<]*)<\/h2>/g)].map(([, head]) => head!.at(-1));
  expect(heads.slice(1)).toEqual(["0", "2", "4"]);
  for (const name of ["Ljung–Box", "ADF", "KPSS"]) expect(page.split(`${name}`).length, name).toBeGreaterThan(3);
});

test("Without a test part there is nothing to say, and where no residuals can be tested that is said", () => {
  expect(panelResiduals(panelOf([]), wordsFor("en"))).toBe("");
  const page = panelResiduals(panelOf([[1, 2], [3]]), wordsFor("en"));
  expect(page).toContain("Too few residuals, or none that vary: 2 series.");
  expect(page.match(/<section/g)).toHaveLength(1);
});
