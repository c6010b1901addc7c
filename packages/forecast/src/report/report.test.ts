import { expect, test } from "vitest";
import type { Outcome } from "../contracts/index.ts";
import { formatNumber } from "./format-number.ts";
import { outcomeFixture } from "./outcome.fixture.ts";
import { renderReport } from "./report.ts";
import { verdictSentence } from "./verdict.ts";

test("The page refers to nothing outside itself and runs no script", () => {
  for (const lang of ["en", "zh"] as const) {
    const page = renderReport(outcomeFixture(), { lang });
    expect(page).not.toMatch(/https?:|src=|href=|@import|<script|<link|\son\w+=/i);
    expect([...page.matchAll(/url\(([^)]*)\)/g)].every(([, target]) => target?.startsWith("#"))).toBe(true);
  }
});

test("The page is in its language, has headings, and every chart and table names its parts", () => {
  const page = renderReport(outcomeFixture(), { lang: "zh" });
  expect(page).toContain('<html lang="zh-CN">');
  expect(page.match(/<h1>/g)).toHaveLength(1);
  expect(page.match(/<svg role="img" aria-label="[^"]+"/g)).toHaveLength(7);
  expect(page.match(/<th scope="(?:col|row)"/g)?.length).toBe(page.match(/<th[ >]/g)?.length);
});

test("The scores on the page are the scores of the outcome", () => {
  const outcome = outcomeFixture();
  const page = renderReport(outcome, { lang: "en" });
  const rows = [...page.matchAll(/<tr[^>]*><th scope="row">([^<]*)<\/th>(.*)<\/tr>/g)].slice(0, outcome.scores.length);
  expect(rows.map(([, name]) => name)).toEqual(["network (lstm)", "persistence", "seasonal naive", "drift", "ridge"]);
  rows.forEach(([, , cells], i) => {
    const { rmse, mae, mase, smape, mape, r2, mda, bias } = outcome.scores[i]!;
    const shown = [...(cells ?? "").matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map(([, text]) => text);
    expect(shown).toEqual([rmse, mae, mase, smape, mape, r2, mda, bias].map(formatNumber));
  });
});

test("The verdict stands on the page, with what is needed to repeat the run", () => {
  const outcome = outcomeFixture();
  const page = renderReport(outcome, { lang: "en" });
  expect(page).toContain(verdictSentence(outcome, "en"));
  for (const fact of [outcome.weightsSha256, "5213", "1.840 s", "&quot;lookback&quot;: 24"])
    expect(page).toContain(fact);
});

test("Text from the data is escaped wherever it stands", () => {
  const evil = `<script>alert('x')</script>"`;
  const base = outcomeFixture({ target: evil });
  const outcome: Outcome = {
    ...base,
    model: evil,
    bestBaseline: evil,
    scores: base.scores.map((score) => ({ ...score, model: score.model === "lstm" ? evil : score.model })),
    test: base.test.map((forecast) => ({ ...forecast, model: forecast.model === "lstm" ? evil : forecast.model })),
    frame: { ...base.frame, id: evil, timeName: evil },
    notes: [{ code: evil, facts: { [evil]: evil } }],
    configuration: { file: evil },
    weightsSha256: evil,
  };
  for (const page of [renderReport(outcome, { lang: "en" }), renderReport(outcome, { lang: "zh", title: evil })]) {
    expect(page).not.toContain("<script");
    expect(page).toContain("&lt;script&gt;");
  }
});

test("A title replaces the names of target and series", () => {
  expect(renderReport(outcomeFixture(), { lang: "en", title: "Airline & Co" })).toContain("<h1>Airline &amp; Co</h1>");
});

test("A page about 43,824 rows stays below 3 MB", () => {
  const page = renderReport(outcomeFixture({ rows: 43_824, unit: "hour", horizon: 24 }), { lang: "en" });
  expect(page.length).toBeLessThan(3e6);
  expect(page).toMatch(/Drawn are the newest 384 of \d+ rows\./);
});

test("A run without scores, notes or test windows still makes a page", () => {
  const bare: Outcome = {
    ...outcomeFixture(),
    verdict: "not_scored",
    scores: [],
    test: [],
    notes: [],
    skill: Number.NaN,
    bestBaseline: "",
  };
  const page = renderReport(bare, { lang: "en" });
  expect(page).toContain("Nothing was scored");
  expect(page).toContain("Nothing out of the ordinary.");
  expect(page).not.toMatch(/NaN|undefined/);
});
