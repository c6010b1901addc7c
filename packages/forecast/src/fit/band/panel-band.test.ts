import { expect, test } from "vitest";
import { fitPanel, loadPanel } from "../index.ts";
import { panelFixture, QUICK_PANEL } from "../panel/panel.fixture.ts";

const HELD = { ...QUICK_PANEL, variational: 0.2, linear_path: false };

test("each series of a panel has a band in its own unit, within and beyond the horizon, and the file has the same", async () => {
  const { model, outcome } = await fitPanel(panelFixture([90, 80, 100]), HELD);
  expect(outcome.beyond.map(({ band }) => band!.ends[1].model)).toEqual(Array(3).fill("lstm-hi-90"));
  const loaded = await loadPanel(await model.save());
  for (const horizon of [3, 7]) {
    const answer = model.forecast({ passes: 30, level: 80, horizon });
    expect(loaded.forecast({ passes: 30, level: 80, horizon })).toEqual(answer);
    expect(answer.series).toHaveLength(3);
    for (const [s, { forecasts, band }] of answer.series.entries()) {
      expect([...forecasts, ...band!.ends].map(({ model: name }) => name)).toEqual([
        "lstm",
        "lstm-lo-80",
        "lstm-hi-80",
      ]);
      const [point, low, high] = [...forecasts, ...band!.ends];
      for (let k = 0; k < horizon; k++) {
        expect(low!.values[k]).toBeLessThan(point!.values[k]!);
        expect(point!.values[k]).toBeLessThan(high!.values[k]!);
        // Levels are 1, 10, 100: an error of one series says nothing of another's unit.
        expect(high!.values[k]! - low!.values[k]!).toBeLessThan(12 * 10 ** s);
      }
    }
    expect(answer.notes.map(({ code }) => code)).toContain("band_made");
  }
  expect(model.forecast().series[0]).not.toHaveProperty("band");
  for (const one of [model, loaded]) one.close();
});

test("a panel that was trained without masks has no band", async () => {
  const { model, outcome } = await fitPanel(panelFixture([90, 80]), QUICK_PANEL);
  expect(outcome.beyond[0]).not.toHaveProperty("band");
  expect(() => model.forecast({ passes: 30 })).toThrow(expect.objectContaining({ code: "not_variational" }));
  model.close();
});
