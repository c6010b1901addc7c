import { expect, test } from "vitest";
import type { Frame } from "../../contracts/index.ts";
import { fit, loadModel } from "../index.ts";
import { driven, upTo, withHoles } from "./series.fixture.ts";

const OPTIONS = {
  ...{ target: "y", past: ["x"], horizon: 1, lookback: 8, units: [8], epochs: 15, linear_path: false },
  ...{ variational: 0.2, learning_rate: 0.01 },
  preparation: {
    target: [{ kind: "standard" as const }],
    covariates: [{ kind: "standard" as const }],
    window: "none" as const,
  },
};
/** Three rows of ten have no reading. */
const isHole = (row: number) => row % 10 >= 7;
const unmarked = (frame: Frame): Frame => ({
  ...frame,
  columns: frame.columns.map(({ name, values }) => ({ name, values })),
});

test("a missing input widens the band, the more the longer it is missing, and the forecast stays", async () => {
  const frame = withHoles(driven(600), "x", isHole);
  const { model } = await fit(upTo(frame, 500), OPTIONS);
  const widths = (rows: number) => {
    const whole = model.forecast({ frame: unmarked(upTo(frame, rows)), passes: 100 });
    const holed = model.forecast({ frame: upTo(frame, rows), passes: 100 });
    expect(holed.forecasts.values).toEqual(whole.forecasts.values);
    return [whole, holed].map(({ band }) => band![1].values[0]! - band![0].values[0]!);
  };
  const [before, first, third] = [570, 568, 570].map((rows, i) => widths(i === 0 ? 567 : rows));
  // The last row is read: holes further back weigh little.
  expect(before![1]! / before![0]!).toBeLessThan(1.1);
  expect(first![1]! / first![0]!).toBeGreaterThan(1.2);
  expect(third![1]! / third![0]!).toBeGreaterThan(first![1]! / first![0]!);
  model.close();
});

test("with holes in its inputs the band holds about as much where they are whole as where they are not", async () => {
  const found = { whole: 0, holed: 0, filled: 0 };
  const rows = { whole: 0, holed: 0, filled: 0 };
  for (const series of [1, 2]) {
    const frame = withHoles(driven(800, series), "x", isHole);
    const { model } = await fit(upTo(frame, 600), OPTIONS);
    const look = (row: number, at: keyof typeof found, known: Frame) => {
      const { band } = model.forecast({ frame: upTo(known, row), passes: 20, level: 90 });
      const actual = frame.columns[0]!.values[row]!;
      rows[at]++;
      if (band![0].values[0]! <= actual && actual <= band![1].values[0]!) found[at]++;
    };
    for (let row = 600; row < 800; row++) {
      if (isHole(row - 1)) look(row, "filled", unmarked(frame));
      look(row, isHole(row - 1) ? "holed" : "whole", frame);
    }
    model.close();
  }
  const [whole, holed, filled] = [found.whole / rows.whole, found.holed / rows.holed, found.filled / rows.filled];
  const deviation = Math.sqrt(0.09 * (1 / rows.whole + 1 / rows.holed));
  expect(Math.abs(whole - holed)).toBeLessThan(3 * deviation);
  // What was put in, believed, is half of what is missed.
  expect(1 - filled).toBeGreaterThan(1.5 * (1 - holed));
});

test("a model's file knows which of its last readings were missing, filled by cleaning or by the preparation", async () => {
  const cleaned = withHoles(driven(400), "x", (row) => row > 396);
  const unread = driven(400);
  unread.columns[1]!.values.fill(Number.NaN, 397);
  const { preparation } = OPTIONS;
  const forward = { ...preparation, covariates: [{ kind: "forward_fill" as const }, ...preparation.covariates] };
  const widths: number[] = [];
  for (const frame of [cleaned, unread]) {
    const { model } = await fit(frame, { ...OPTIONS, preparation: forward });
    const loaded = await loadModel(await model.save());
    const [own, again] = [model, loaded].map((one) => one.forecast({ passes: 50 }).band);
    expect(again).toEqual(own);
    const whole = model.forecast({ passes: 50, frame: unmarked(driven(400)) }).band!;
    widths.push(own![1].values[0]! - own![0].values[0]!);
    expect(widths.at(-1)).toBeGreaterThan(1.2 * (whole[1].values[0]! - whole[0].values[0]!));
    for (const one of [model, loaded]) one.close();
  }
  expect(widths[1]).toBe(widths[0]);
});
