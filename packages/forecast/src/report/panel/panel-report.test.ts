import { expect, test } from "vitest";
import type { PanelOutcome } from "../../contracts/index.ts";
import { fitPanel } from "../../fit/index.ts";
import { panelFixture, QUICK_PANEL } from "../../fit/panel/panel.fixture.ts";
import { EVIL, expectSafePage } from "../page-rules.fixture.ts";
import { renderPicture } from "../picture.ts";
import { panelPictures } from "./panel-pictures.ts";
import { renderPanelReport } from "./panel-report.ts";
import { panelVerdictSentence } from "./panel-verdict.ts";

async function outcomeOf(rename = (id: string) => id): Promise<PanelOutcome> {
  const frames = panelFixture([90, 60, 75, 45, 66]).map((frame) => ({ ...frame, id: rename(frame.id) }));
  const { outcome, model } = await fitPanel(frames, QUICK_PANEL);
  model.close();
  return outcome;
}

test.each(["en", "zh"] as const)("a panel's page is safe and says its scores, in %s", async (lang) => {
  const outcome = await outcomeOf((id) => `${EVIL}${id}`);
  const page = renderPanelReport(outcome, { lang });
  expectSafePage(page);
  expect(page).toContain(panelVerdictSentence(outcome, lang).slice(0, 20));
  expect(page).toContain(outcome.weightsSha256);
  // The score table, the spread of the series, three of them, errors and losses, residuals of all and of the three,
  // remarks, how to repeat it.
  expect(page.match(/<section/g)).toHaveLength(14);
  expect(page.match(/<svg/g)).toHaveLength(12);
});

test("the best, the middle and the worst series are drawn, none twice", async () => {
  const outcome = await outcomeOf();
  const order = outcome.perSeries.map(({ id, scores }) => [scores[0]!.mase, id] as const).sort((a, b) => a[0] - b[0]);
  const titles = panelPictures(outcome, "en").map(({ title }) => title);
  expect(titles.slice(1, 4).map((title) => title.at(-1))).toEqual([order[0]![1], order[2]![1], order[4]![1]]);
  const one = { ...outcome, perSeries: outcome.perSeries.slice(0, 1), test: outcome.test.slice(0, 1) };
  expect(panelPictures(one, "en").map(({ name }) => name)).toEqual(["spread", "best", "errors", "losses"]);
  const none = { ...outcome, perSeries: [], test: [], firstSteps: [], beyond: [] };
  for (const picture of panelPictures(none, "zh")) expect(renderPicture(picture)).toContain("<svg");
});

test("the verdict says both measures and in how many series the network is closer", async () => {
  const outcome = await outcomeOf();
  const facts = { ...outcome, bestBaseline: "persistence", bestBaselineByMase: "persistence" };
  const closer = outcome.perSeries.filter(({ scores }) => scores[0]!.mae < scores[1]!.mae).length;
  expect(panelVerdictSentence({ ...facts, verdict: "network_wins" }, "en")).toMatch(
    new RegExp(
      `^Over 5 series the network \\(lstm\\) beats every baseline: .* closer than persistence in ${closer} of them\\.$`,
    ),
  );
  expect(panelVerdictSentence({ ...facts, verdict: "baseline_wins" }, "zh")).toContain("至少有一项指标");
});
