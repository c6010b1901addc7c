import { expect, test } from "vitest";
import { outcomeFixture } from "../outcome.fixture.ts";
import { renderChart } from "./chart.ts";
import { CHART_NAMES } from "./chart-name.ts";

test("values that no axis can show leave a picture without lines, not an error", () => {
  const outcome = outcomeFixture();
  const columns = outcome.frame.columns.map(({ name, values }) => ({ name, values: values.map((v) => v * 1e-31) }));
  const tiny = { ...outcome, frame: { ...outcome.frame, columns } };
  for (const name of CHART_NAMES) expect(renderChart(tiny, name, { lang: "en" })).toMatch(/^<svg [\s\S]*<\/svg>$/);
});
