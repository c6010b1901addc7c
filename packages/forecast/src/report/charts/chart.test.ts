import { expect, test } from "vitest";
import type { Outcome } from "../../contracts/index.ts";
import { outcomeFixture } from "../outcome.fixture.ts";
import { renderChart } from "./chart.ts";
import { CHART_NAMES } from "./chart-name.ts";

const SVG_NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"';

test("Every chart is an SVG that speaks, refers to nothing outside and is the same each time", () => {
  const outcome = outcomeFixture();
  for (const name of CHART_NAMES) {
    const svg = renderChart(outcome, name, { lang: "en" });
    expect(svg).toMatch(/^<svg role="img" aria-label="[^"]+: passengers"/);
    expect(svg.replace(SVG_NAMESPACE, "")).not.toMatch(/https?:|href|src=|<script|<style|NaN|undefined/);
    expect(renderChart(outcome, name, { lang: "en" })).toBe(svg);
  }
});

test("A column's name is escaped in labels and in text", () => {
  const target = `<script>alert("1")</script>`;
  for (const name of CHART_NAMES) {
    const svg = renderChart(outcomeFixture({ target }), name, { lang: "zh" });
    expect(svg).not.toContain("<script");
    expect(svg).toContain("aria-label=");
    expect(svg).toContain("&lt;script&gt;");
  }
});

test("A control character in a column's name does not break the SVG", () => {
  expect(renderChart(outcomeFixture({ target: "a\u0000\u0007b" }), "data", { lang: "en" })).toContain(">ab</text>");
});

test("The data chart names its parts and how many rows each has", () => {
  const svg = renderChart(outcomeFixture(), "data", { lang: "en" });
  for (const part of ["training (94 rows)", "validation (14 rows)", "test (36 rows)"]) expect(svg).toContain(part);
});

test("The loss chart marks the best epoch and turns logarithmic where losses span decades", () => {
  const outcome = outcomeFixture();
  expect(renderChart(outcome, "losses", { lang: "en" })).toContain("best epoch 31");
  const steep = outcome.history.map((record) => ({
    ...record,
    trainLoss: record.epoch === 1 ? 1000 : record.trainLoss,
  }));
  const svg = renderChart({ ...outcome, history: steep }, "losses", { lang: "en" });
  expect(svg).toMatch(/>1000(?:\.0)?<\/text>/);
  expect(svg).toMatch(/>1<\/text>/);
});

test("A refit that starts its epochs anew is a curve of its own", () => {
  const outcome = outcomeFixture();
  const refit = outcome.history.slice(1, 20).map((record) => ({ ...record, validationLoss: Number.NaN }));
  const svg = renderChart({ ...outcome, history: [...outcome.history, ...refit] }, "losses", { lang: "en" });
  expect(svg).toContain("training, refit with validation");
});

test("A horizon of one step, a row count for time and missing readings can be drawn", () => {
  const outcome = outcomeFixture({ horizon: 1 });
  const values = outcome.frame.columns[0]!.values.map((y, row) => (row % 7 === 3 ? Number.NaN : y));
  const counted: Outcome = {
    ...outcome,
    frame: {
      ...outcome.frame,
      time: { kind: "count", start: 1, length: 144 },
      columns: [{ name: "passengers", values }],
    },
  };
  for (const name of CHART_NAMES) expect(renderChart(counted, name, { lang: "en" })).not.toMatch(/NaN|undefined/);
  expect(renderChart(counted, "data", { lang: "en" })).toContain(">row</text>");
  expect(renderChart(counted, "errors", { lang: "en" })).toContain(">seasonal naive</text>");
});

test("A band is drawn behind the forecast with a key in the reader's language, and one of a single step has a width", () => {
  for (const horizon of [12, 1]) {
    const outcome = outcomeFixture({ horizon });
    const plain = renderChart(outcome, "beyond", { lang: "en" });
    const [network] = outcome.beyond;
    const ends = [-90, 90].map((away) => ({ ...network!, values: network!.values.map((value) => value + away) }));
    const held: Outcome = { ...outcome, band: { level: 80, ends: [ends[0]!, ends[1]!] } };
    const svg = renderChart(held, "beyond", { lang: "en" });
    expect(plain).not.toContain("band");
    expect(svg).toContain(">80 % band</text>");
    expect(renderChart(held, "beyond", { lang: "zh" })).toContain(">80 % 区间</text>");
    const area = /<polygon points="([^"]+)"/.exec(svg)![1]!.split(" ").map(Number);
    const x = area.filter((_, i) => i % 2 === 0);
    expect(x).toHaveLength(2 * Math.max(horizon, 2));
    expect(Math.max(...x) - Math.min(...x)).toBeGreaterThan(5);
    for (const { values } of ends) values.fill(Number.NaN, horizon / 2);
    expect(renderChart(held, "beyond", { lang: "en" })).not.toMatch(/NaN|undefined/);
  }
});

test("Where there is nothing to draw the chart says so", () => {
  const empty: Outcome = { ...outcomeFixture(), test: [], beyond: [], scores: [], history: [] };
  for (const name of ["forecast", "beyond", "errors", "losses"] as const) {
    expect(renderChart(empty, name, { lang: "en" })).toContain("There is nothing to draw.");
  }
});
