import { startNodeWorker } from "@gatecast/engine/node";
import { expect, test } from "vitest";
import { airPassengers } from "../../data/index.ts";
import { Forecaster } from "../forecaster.ts";
import { type FitEvent, fit, loadModel } from "../index.ts";

const SMALL = { target: "passengers", horizon: 3, lookback: 12, epochs: 2, units: [5], linear_path: false };
const HELD = { ...SMALL, variational: 0.3 };

/** The same model as a file of an earlier version has it, which knows of no errors on validation rows. */
const asBefore = (model: unknown): Forecaster => new Forecaster({ ...(model as Forecaster).parts, pastErrors: null });

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
  const { model, outcome } = await fit(airPassengers(), HELD);
  const again = await loadModel(await model.save());
  const answer = model.forecast({ passes: 100, level: 90 });
  expect(again.forecast({ passes: 100 }).band).toEqual(answer.band);
  // The outcome's row of the origin is one of the whole table, the file's one of the rows that it keeps.
  const valuesOf = (ends: typeof answer.band) => ends!.map(({ values }) => values);
  expect(valuesOf(outcome.band!.ends)).toEqual(valuesOf(answer.band));
  expect(model.forecast().forecasts).toEqual(answer.forecasts);
  expect(model.forecast().band).toBeUndefined();
  const [low, high] = answer.band!;
  expect([low.model, high.model]).toEqual(["lstm-lo-90", "lstm-hi-90"]);
  const [lower, higher] = model.forecast({ passes: 100, level: 50 }).band!;
  for (let k = 0; k < 3; k++) {
    expect(low.values[k]).toBeGreaterThan(50);
    expect(low.values[k]).toBeLessThan(lower.values[k]!);
    expect(lower.values[k]).toBeLessThan(answer.forecasts.values[k]!);
    expect(answer.forecasts.values[k]).toBeLessThan(higher.values[k]!);
    expect(higher.values[k]).toBeLessThan(high.values[k]!);
    expect(high.values[k]).toBeLessThan(1200);
  }
  const short = model.forecast({ passes: 100, horizon: 2 }).band!;
  expect([...short[0].values]).toEqual([...low.values].slice(0, 2));
  for (const one of [model, again]) one.close();
});

test("one, two threads and a run that was resumed give one band", async () => {
  const options = { ...HELD, batch: 16, epochs: 3 };
  const checkpoints: Uint8Array[] = [];
  const onEvent = async (event: FitEvent) => {
    if (event.kind === "checkpoint") checkpoints.push(await event.bytes());
  };
  const { outcome, model } = await fit(airPassengers(), options, { onEvent: (event) => void onEvent(event) });
  model.close();
  const engine = { threads: 2, startWorker: startNodeWorker, use: "always" } as const;
  for (const run of [{ engine }, { resume: checkpoints[2]! }, { resume: checkpoints.at(-1)! }]) {
    const again = await fit(airPassengers(), options, run);
    expect(again.outcome.band).toEqual(outcome.band);
    again.model.close();
  }
  expect(outcome.band).toBeDefined();
});

test("what has no band is refused with its reason", async () => {
  const { model } = await fit(airPassengers(), HELD);
  const { model: plain, outcome } = await fit(airPassengers(), SMALL);
  expect(outcome.band).toBeUndefined();
  expect(() => plain.forecast({ passes: 100 })).toThrow(expect.objectContaining({ code: "not_variational" }));
  for (const [request, code, option] of [
    [{ level: 90 }, "option_conflict", "--level"],
    [{ passes: 1 }, "option_invalid", "--passes"],
    [{ passes: 10.5 }, "option_invalid", "--passes"],
    [{ passes: 10, level: 100 }, "option_invalid", "--level"],
    [{ passes: 10, level: Number.NaN }, "option_invalid", "--level"],
    [{ passes: 10, level: 0.005 }, "option_invalid", "--level"],
  ] as const) {
    const details = expect.objectContaining({ option });
    expect(() => model.forecast(request), JSON.stringify(request)).toThrow(expect.objectContaining({ code, details }));
  }
  const share = expect.objectContaining({ hint: "Did you mean 57?", option: "--level" });
  expect(() => model.forecast({ passes: 10, level: 0.57 })).toThrow(expect.objectContaining({ details: share }));
  for (const one of [model, plain]) one.close();
});

test("where passes agree the band is as wide as the errors say, and a higher level than they can tell is remarked", async () => {
  const { model } = await fit(airPassengers(), { ...HELD, linear_path: true, epochs: 0 });
  const { band, notes } = model.forecast({ passes: 20, level: 99.9 });
  expect(band![0].values.every((low, k) => low < band![1].values[k]!)).toBe(true);
  const windows = expect.any(Number);
  expect(notes).toContainEqual({ code: "band_made", facts: { level: 99.9, windows, share: 0 } });
  expect(notes).toContainEqual({ code: "band_few_errors", facts: { level: 99.9, errors: windows } });
  model.close();
});

test("a file of an earlier version still has the band of its passes, and a remark says what that is", async () => {
  const { model } = await fit(airPassengers(), HELD);
  const before = await loadModel(await asBefore(model).save());
  const { band, notes } = before.forecast({ passes: 100, level: 90 });
  expect(notes).toEqual([{ code: "band_passes_only", facts: { passes: 100, level: 90 } }]);
  const [low, high] = model.forecast({ passes: 100, level: 90 }).band!;
  for (let k = 0; k < 3; k++) {
    expect(low.values[k]).toBeLessThan(band![0].values[k]!);
    expect(band![0].values[k]).toBeLessThan(band![1].values[k]!);
    expect(band![1].values[k]).toBeLessThan(high.values[k]!);
  }
  const { model: kept } = await fit(airPassengers(), { ...HELD, linear_path: true, epochs: 0 });
  expect(asBefore(kept).forecast({ passes: 20 }).notes).toContainEqual({ code: "band_flat", facts: { passes: 20 } });
  for (const one of [model, before, kept]) one.close();
});

test("a band stops where passes grow without end, and the forecast goes on", async () => {
  const preparation = { target: [{ kind: "log" as const }], covariates: [], window: "last" as const };
  const { model } = await fit(airPassengers(), { ...HELD, preparation });
  const { parts } = model as Forecaster;
  const pastErrors = { ...parts.pastErrors!, noise: Float64Array.of(0.01, 0.01, 1000) };
  const { band, forecasts, notes } = new Forecaster({ ...parts, pastErrors }).forecast({ passes: 20, horizon: 9 });
  expect(forecasts.values.every(Number.isFinite)).toBe(true);
  for (const { values } of band!) {
    expect(Array.from(values, Number.isFinite)).toEqual([true, true, ...Array(7).fill(false)]);
  }
  expect(notes).toContainEqual({ code: "band_ends", facts: { rows: 2 } });
  model.close();
});
