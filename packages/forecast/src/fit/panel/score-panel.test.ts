import { expect, test } from "vitest";
import type { Score } from "../../contracts/index.ts";
import { fitPanel } from "../index.ts";
import { panelFixture, QUICK_PANEL } from "./panel.fixture.ts";
import { comparePanel } from "./score-panel.ts";

const score = (model: string, rmse: number, mase: number): Score => ({
  ...{ model, rmse, mase, mae: 0, bias: 0, mape: 0, smape: 0, r2: 0, mda: 0 },
  perStep: [],
});

test("scores are those of the definitions, worked out anew from the forecasts", async () => {
  const frames = panelFixture([90, 60, 75]);
  const { outcome, model } = await fitPanel(frames, { ...QUICK_PANEL, split: { validation: 3, test: 6 } });
  for (const [m, scored] of outcome.scores.entries()) {
    const errors: number[] = [];
    const relative: number[] = [];
    const mases: number[] = [];
    const steps: number[][] = [[], [], []];
    outcome.test.forEach(({ frame, forecasts }, s) => {
      const y = frame.columns[0]!.values;
      const { origins, values } = forecasts[m]!;
      const train = frame.time.length - 9;
      let scale = 0;
      for (let t = 7; t < train; t++) scale += Math.abs(y[t]! - y[t - 7]!) / (train - 7);
      const own = origins.flatMap((origin, w) => [0, 1, 2].map((k) => values[3 * w + k]! - y[origin + 1 + k]!));
      const truth = origins.flatMap((origin) => [1, 2, 3].map((k) => y[origin + k]!));
      errors.push(...own);
      relative.push(
        ...own.map((error, i) => (200 * Math.abs(error)) / (Math.abs(truth[i]!) + Math.abs(truth[i]! + error))),
      );
      const mae = own.reduce((sum, error) => sum + Math.abs(error), 0) / own.length;
      mases.push(mae / scale);
      expect(outcome.perSeries[s]!.scores[m]!.mase).toBeCloseTo(mae / scale, 10);
      for (const k of [0, 1, 2]) {
        const at = own.filter((_, i) => i % 3 === k);
        steps[k]!.push(at.reduce((sum, error) => sum + Math.abs(error), 0) / at.length / scale);
      }
    });
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(scored.rmse).toBeCloseTo(Math.sqrt(mean(errors.map((error) => error * error))), 8);
    expect(scored.mae).toBeCloseTo(mean(errors.map(Math.abs)), 8);
    expect(scored.bias).toBeCloseTo(mean(errors), 8);
    expect(scored.smape).toBeCloseTo(mean(relative), 8);
    expect(scored.mase).toBeCloseTo(mean(mases), 10);
    expect(scored.perStep.map(({ mase }) => mase)).toEqual(steps.map((step) => expect.closeTo(mean(step), 10)));
  }
  model.close();
});

test("a verdict takes the less favourable of RMSE and mean MASE", () => {
  const base = [score("persistence", 10, 1), score("ridge", 12, 0.9)];
  expect(comparePanel([score("lstm", 8, 0.8), ...base])).toMatchObject({
    ...{ bestBaseline: "persistence", skill: expect.closeTo(0.2, 12), verdict: "network_wins" },
    ...{ bestBaselineByMase: "ridge", skillByMase: expect.closeTo(1 / 9, 12) },
  });
  expect(comparePanel([score("lstm", 8, 1), ...base]).verdict).toBe("baseline_wins");
  expect(comparePanel([score("lstm", 11, 0.5), ...base]).verdict).toBe("baseline_wins");
  expect(comparePanel([score("lstm", 10, 0.5), ...base]).verdict).toBe("network_ties");
  // Without a MASE, RMSE decides alone; without anything, nothing does.
  const unscaled = [score("lstm", 8, Number.NaN), score("persistence", 10, Number.NaN)];
  expect(comparePanel(unscaled)).toMatchObject({ verdict: "network_wins", bestBaselineByMase: "" });
  expect(comparePanel([score("lstm", Number.NaN, Number.NaN)]).verdict).toBe("not_scored");
});
