import { expect, test } from "vitest";
import type { Frame } from "../../contracts/index.ts";
import { type FittedPanel, fitPanel } from "../index.ts";
import { withValues } from "../series.fixture.ts";
import { panelFixture, QUICK_PANEL } from "./panel.fixture.ts";
import type { PanelForecaster } from "./panel-forecaster.ts";

const lengths = [90, 60, 75, 45];

/** Everything that was learnt, with the rows that the model keeps to forecast from left out. */
const learnt = ({ model, outcome }: FittedPanel) => ({
  weights: outcome.weightsSha256,
  configuration: outcome.configuration,
  losses: outcome.history.map(({ seconds: _, ...record }) => record),
  ridge: (model as PanelForecaster).parts.ridge,
  series: (model as PanelForecaster).parts.series.map(({ last: _, ...rest }) => rest),
});

const changed = (frames: readonly Frame[], s: number, column: string, from: number) =>
  frames.map((frame, i) =>
    i === s ? withValues(frame, column, (value, row) => (row >= from ? value * 3 + 100 : value)) : frame,
  );

// With a preparation to choose, and with the recurrent path alone, which does learn here.
const ways = [
  { ...QUICK_PANEL, past: ["wind"], linear_path: false },
  { target: "y", past: ["wind"], horizon: 3, units: [4], epochs: 2, seed: 5 },
];

test.each(ways)("changing the test rows of any series changes nothing that is learnt", async (options) => {
  const frames = panelFixture(lengths);
  const honest = await fitPanel(frames, options);
  for (const [s, length] of lengths.entries()) {
    for (const column of ["y", "wind"]) {
      const other = await fitPanel(changed(frames, s, column, length - 3), options);
      expect(learnt(other)).toEqual(learnt(honest));
      // The check can fail: the test scores themselves do move.
      if (column === "y") expect(other.outcome.scores[0]!.rmse).not.toBe(honest.outcome.scores[0]!.rmse);
      other.model.close();
    }
  }
  // Validation rows are learnt from by the refit, and by nothing of the search before it but its choices.
  const other = await fitPanel(changed(frames, 1, "y", 57 - 3), QUICK_PANEL);
  expect(other.outcome.weightsSha256).not.toBe(honest.outcome.weightsSha256);
  other.model.close();
  honest.model.close();
});

test("validation rows of a series reach neither its own preparation nor any weight before the refit", async () => {
  const frames = panelFixture(lengths);
  const first = async (from: number | null) => {
    const panel = from === null ? frames : changed(frames, 2, "y", from);
    const fitted = await fitPanel(panel, { ...QUICK_PANEL, linear_path: false, epochs: 1 });
    fitted.model.close();
    return fitted.outcome.history.find(({ epoch }) => epoch === 1)!;
  };
  const honest = await first(null);
  // 75 rows: 69 to train, then 3 to validate and 3 to test.
  expect((await first(69)).trainLoss).toBe(honest.trainLoss);
  expect((await first(69)).validationLoss).not.toBe(honest.validationLoss);
  expect((await first(68)).trainLoss).not.toBe(honest.trainLoss);
});
