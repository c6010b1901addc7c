import { expect, test } from "vitest";
import type { Frame } from "../../contracts/index.ts";
import { columnOf, sliceRows } from "../../data/index.ts";
import { type Fitted, fitAmong, fitPanel, loadModel } from "../index.ts";
import { withValues } from "../series.fixture.ts";
import { panelFixture, QUICK_PANEL } from "./panel.fixture.ts";

const OPTIONS = { ...QUICK_PANEL, split: { validation: 6, test: 9 }, past: ["wind"] };

/** Series that end on one day, whatever their lengths. */
function together(lengths: readonly number[]): Frame[] {
  const longest = Math.max(...lengths);
  return panelFixture(lengths.map(() => longest)).map((frame, s): Frame => {
    const { time } = panelFixture([longest])[0]!;
    return sliceRows({ ...frame, time }, longest - lengths[s]!);
  });
}

const noteOf = ({ outcome }: Fitted, code: string) => outcome.notes.find((note) => note.code === code)?.facts;

test("scores, forecasts and weights are those that a panel gives the series, and the model is one of a single series", async () => {
  const frames = together([90, 60, 80]);
  const [first, second, third] = frames as [Frame, Frame, Frame];
  const panel = await fitPanel([second, first, third], OPTIONS);
  const one = await fitAmong(second, [first, third], OPTIONS);
  const own = panel.outcome.test[0]!;
  expect(one.outcome.weightsSha256).toBe(panel.outcome.weightsSha256);
  expect(one.outcome.rows).toEqual({ train: 45, validation: 6, test: 9 });
  // A single series has a climatology as well, which few weeks of days are too short for in a panel.
  expect(own.forecasts.map(({ model }) => model)).toEqual(["lstm", "persistence", "seasonal_naive", "drift", "ridge"]);
  for (const { model, origins, values } of own.forecasts) {
    const same = one.outcome.test.find((forecasts) => forecasts.model === model)!;
    expect(same.origins).toEqual(origins);
    expect([...same.values]).toEqual([...values]);
  }
  for (const { model, mase } of panel.outcome.perSeries[0]!.scores)
    expect(one.outcome.scores.find((score) => score.model === model)!.mase).toBeCloseTo(mase, 9);
  expect(noteOf(one, "learnt_among")).toEqual({ series: 3 });
  expect([...one.outcome.beyond[0]!.values]).toEqual([...panel.outcome.beyond[0]!.forecasts[0]!.values]);

  const again = await loadModel(await one.model.save());
  expect([...again.forecast({}).forecasts.values]).toEqual([...one.outcome.beyond[0]!.values]);
  expect(again.evaluate(second).scores[0]!.rmse).toBe(one.outcome.scores[0]!.rmse);
  for (const { model } of [panel, one]) model.close();
  again.close();
});

test("what happens to any series on the days that are tested changes nothing that is learnt", async () => {
  const frames = together([90, 60, 80]);
  const [own, ...others] = frames as [Frame, ...Frame[]];
  const settings = { ...OPTIONS, linear_path: false };
  const honest = await fitAmong(own, others, settings);
  const tested = own.time.length - 9;
  const later = (frame: Frame, by: number) => (value: number, row: number) =>
    row >= frame.time.length - 9 - by ? value * 3 + 100 : value;
  const changed = await fitAmong(
    withValues(own, "y", later(own, 0)),
    others.map((frame) => withValues(frame, "y", later(frame, 0))),
    settings,
  );
  expect(changed.outcome.weightsSha256).toBe(honest.outcome.weightsSha256);
  expect(changed.outcome.scores[0]!.rmse).not.toBe(honest.outcome.scores[0]!.rmse);
  // The day before is learnt from, of the others as of the series itself.
  const earlier = await fitAmong(
    own,
    others.map((frame) => withValues(frame, "y", later(frame, 1))),
    settings,
  );
  expect(earlier.outcome.weightsSha256).not.toBe(honest.outcome.weightsSha256);
  expect(columnOf(own, "y").values[tested - 1]).toBeDefined();
  for (const { model } of [honest, changed, earlier]) model.close();
});

test("of series that end later or begin late, only rows before the test are seen, whatever is left to be chosen", async () => {
  const frames = together([90, 60, 80, 90, 90]);
  const [own, b, c, d, e] = frames as [Frame, Frame, Frame, Frame, Frame];
  const begun = sliceRows(d, 72);
  const later: Frame = { ...e, time: { ...e.time, start: e.time.start + 10 * 86_400_000 } };
  const open = {
    target: "y",
    past: ["wind"],
    horizon: 3,
    units: [4],
    epochs: 2,
    seed: 5,
    split: OPTIONS.split,
    linear_path: false,
  };
  const honest = await fitAmong(own, [b, begun, c, later], open);
  // One has no window before the validation part.
  expect(noteOf(honest, "others_left_out")).toMatchObject({ count: 1, of: 4, first: "d" });
  expect(noteOf(honest, "learnt_among")).toEqual({ series: 4 });
  // The first day that is tested is row 81 of the one, and row 71 of the one that begins ten days later.
  const changed = await fitAmong(own, [b, begun, c, withValues(later, "y", (y, row) => (row >= 71 ? y * 9 : y))], open);
  expect(changed.outcome.weightsSha256).toBe(honest.outcome.weightsSha256);
  expect(changed.outcome.configuration).toEqual(honest.outcome.configuration);
  const seen = await fitAmong(own, [b, begun, c, withValues(later, "y", (y, row) => (row >= 70 ? y * 9 : y))], open);
  expect(seen.outcome.weightsSha256).not.toBe(honest.outcome.weightsSha256);
  for (const { model } of [honest, changed, seen]) model.close();
});

test("what was filled in with the help of rows behind the cut is not kept", async () => {
  const [own, other] = together([90, 90]) as [Frame, Frame];
  // A gap in what is known in advance, from before the first test row to behind it, closed by a line.
  const closed = (end: number): Frame => {
    const line = withValues(other, "wind", (value, row) => (row > 76 && row < 84 ? 0.1 + (row - 76) * end : value));
    const filled = Uint8Array.from({ length: 90 }, (_, row) => (row > 76 && row < 84 ? 2 : 0));
    return { ...line, columns: line.columns.map((one) => (one.name === "wind" ? { ...one, filled } : one)) };
  };
  const { past: _, ...open } = OPTIONS;
  const settings = { ...open, future: ["wind"], linear_path: false };
  const [low, high] = [await fitAmong(own, [closed(0)], settings), await fitAmong(own, [closed(0.5)], settings)];
  expect(high.outcome.weightsSha256).toBe(low.outcome.weightsSha256);
  for (const { model } of [low, high]) model.close();
});

test("rows without times count as simultaneous", async () => {
  const [own, other] = together([90, 90]).map((frame): Frame => {
    return { ...frame, time: { kind: "count", start: 0, length: 90 } };
  }) as [Frame, Frame];
  const early = sliceRows(own, 0, 70);
  const honest = await fitAmong(early, [other], { ...OPTIONS, linear_path: false });
  const changed = (from: number) => withValues(other, "y", (y, row) => (row >= from ? y * 9 : y));
  const after = await fitAmong(early, [changed(61)], { ...OPTIONS, linear_path: false });
  expect(after.outcome.weightsSha256).toBe(honest.outcome.weightsSha256);
  const before = await fitAmong(early, [changed(60)], { ...OPTIONS, linear_path: false });
  expect(before.outcome.weightsSha256).not.toBe(honest.outcome.weightsSha256);
  for (const { model } of [honest, after, before]) model.close();
});

test("parts are those of a single series where nobody says otherwise; one too short to be tested is told", async () => {
  const [own, other] = together([100, 90]) as [Frame, Frame];
  const { split: _, ...open } = OPTIONS;
  const { outcome, model } = await fitAmong(own, [other], open);
  expect(outcome.rows).toEqual({ train: 64, validation: 16, test: 20 });
  model.close();
  await expect(fitAmong(sliceRows(own, 76), [other], OPTIONS)).rejects.toMatchObject({
    kind: "data",
    code: "too_few_rows",
  });
});
