import { elementary, generator, seed } from "@gatecast/engine";
import { expect, test } from "vitest";
import type { Frame } from "../../contracts/index.ts";
import { airPassengers, frameFrom } from "../../data/index.ts";
import { fit, loadModel } from "../index.ts";

const SMALL = { target: "passengers", horizon: 3, lookback: 12, epochs: 2, units: [5], linear_path: false };

test("without a share left out nothing changes, and with one the same masks are drawn in every fit", async () => {
  const hash = async (change: object) => {
    const { model } = await fit(airPassengers(), { ...SMALL, ...change });
    model.close();
    return model.description.weightsSha256;
  };
  const [plain, zero, some, again] = [{}, { variational: 0 }, { variational: 0.3 }, { variational: 0.3 }];
  const hashes = [await hash(plain), await hash(zero), await hash(some), await hash(again)];
  expect(hashes[1]).toBe(hashes[0]);
  expect(hashes[2]).not.toBe(hashes[0]);
  expect(hashes[3]).toBe(hashes[2]);
});

test("a band lies in the data's unit, is wider for a higher level, and is the same from the file", async () => {
  const { model } = await fit(airPassengers(), { ...SMALL, variational: 0.3 });
  const again = await loadModel(await model.save());
  const answer = model.forecast({ passes: 100, level: 90 });
  expect(again.forecast({ passes: 100 }).band).toEqual(answer.band);
  expect(model.forecast().forecasts).toEqual(answer.forecasts);
  expect(model.forecast().band).toBeUndefined();
  const [low, high] = answer.band!;
  expect([low.model, high.model]).toEqual(["lstm-lo-90", "lstm-hi-90"]);
  const [lower, higher] = model.forecast({ passes: 100, level: 50 }).band!;
  for (let k = 0; k < 3; k++) {
    expect(low.values[k]).toBeGreaterThan(50);
    expect(low.values[k]).toBeLessThan(lower.values[k]!);
    expect(lower.values[k]).toBeLessThan(higher.values[k]!);
    expect(higher.values[k]).toBeLessThan(high.values[k]!);
    expect(high.values[k]).toBeLessThan(1200);
  }
  const short = model.forecast({ passes: 100, horizon: 2 }).band!;
  expect([...short[0].values]).toEqual([...low.values].slice(0, 2));
  for (const one of [model, again]) one.close();
});

test("what has no band is refused with its reason", async () => {
  const { model } = await fit(airPassengers(), { ...SMALL, variational: 0.3 });
  const { model: plain } = await fit(airPassengers(), SMALL);
  expect(() => plain.forecast({ passes: 100 })).toThrow(expect.objectContaining({ code: "not_variational" }));
  for (const [request, code, option] of [
    [{ level: 90 }, "option_conflict", "--level"],
    [{ passes: 1 }, "option_invalid", "--passes"],
    [{ passes: 10.5 }, "option_invalid", "--passes"],
    [{ passes: 10, level: 100 }, "option_invalid", "--level"],
    [{ passes: 10, level: Number.NaN }, "option_invalid", "--level"],
    [{ passes: 10, horizon: 4 }, "horizon_too_long", "--horizon"],
  ] as const) {
    const details = expect.objectContaining({ option });
    expect(() => model.forecast(request), JSON.stringify(request)).toThrow(expect.objectContaining({ code, details }));
  }
  for (const one of [model, plain]) one.close();
});

test("a network that kept its linear start has a band without width, and says so", async () => {
  const { model } = await fit(airPassengers(), { ...SMALL, linear_path: true, epochs: 0, variational: 0.3 });
  const { band, notes } = model.forecast({ passes: 20 });
  expect([...band![0].values]).toEqual([...band![1].values]);
  expect(notes).toContainEqual({ code: "band_flat", facts: { passes: 20 } });
  model.close();
});

/** y ← 0.8 y + noise of standard deviation 1: no forecast of one step can come nearer than that. */
function autoregression(rows: number): Frame {
  const random = generator(seed(1));
  const normal = () => Math.sqrt(-2 * elementary.log(1 - random())) * elementary.cos(2 * Math.PI * random());
  const y: number[] = [];
  let last = 0;
  for (let row = 0; row < rows; row++) {
    last = 0.8 * last + normal();
    y.push(last);
  }
  return frameFrom({ start: "2020-01-01", step: "day", columns: { y } });
}

test("of an autoregression the band holds far fewer readings than its level: the noise is not in it", async () => {
  const frame = autoregression(600);
  const options = { target: "y", horizon: 1, lookback: 8, units: [8], epochs: 20, linear_path: false };
  const { model } = await fit(upTo(frame, 400), { ...options, variational: 0.2, learning_rate: 0.01 });
  let inside = 0;
  const origins = 200;
  for (let row = 400; row < 400 + origins; row++) {
    const [low, high] = model.forecast({ frame: upTo(frame, row), passes: 100, level: 90 }).band!;
    const actual = frame.columns[0]!.values[row]!;
    if (low.values[0]! <= actual && actual <= high.values[0]!) inside++;
  }
  model.close();
  expect(inside / origins).toBeGreaterThan(0.1);
  expect(inside / origins).toBeLessThan(0.7);
});

const upTo = (frame: Frame, rows: number): Frame => ({
  ...frame,
  time: { ...frame.time, length: rows },
  columns: frame.columns.map(({ name, values }) => ({ name, values: values.slice(0, rows) })),
});
