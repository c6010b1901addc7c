import { Engine, seed } from "@gatecast/engine";
import { Network } from "@gatecast/nn";
import { expect, test } from "vitest";
import type { Task } from "../../contracts/index.ts";
import { networkSpec } from "../../models/index.ts";
import { evenScale, learnCarries, ModelTable, missingIn, readValues } from "../../prepare/index.ts";
import { TABLE_SIZES } from "../../prepare/model-table.ts";
import { measureErrors } from "./past-errors.ts";
import { driven, withHoles } from "./series.fixture.ts";

const task: Task = { target: "y", past: ["x"], future: [], calendar: [], lookback: 6, horizon: 2 };
const standard = { kind: "standard" as const, mean: 0.2, spread: 2 };
const preparation = { target: [standard], columns: { x: [standard] }, window: "none" as const };
const shape = { cell: "lstm", units: [4], directions: 1, dense: [], activation: "relu", dropout: 0 } as const;

test("errors of a long table, which is prepared part by part, are those of the whole table", async () => {
  const frame = withHoles(driven(700), "x", (row) => row % 11 < 3);
  const engine = await Engine.create();
  const spec = networkSpec(task, { ...shape, variational: 0.3, linear_path: false, window_as: "steps" });
  const network = await Network.create(engine, spec, seed(2));
  const isMissing = missingIn(frame, task);
  const measured = [];
  const carries: Float64Array[] = [];
  for (const sizes of [TABLE_SIZES, { whole: 0, block: 8 }]) {
    const table = new ModelTable(preparation, frame, task, sizes);
    const fold = {
      ...{ validation: table.within(400, 700), weights: network.parameters.snapshot(), isMissing },
      actual: readValues(frame.columns[0]!),
      scaleAt: () => evenScale(preparation.target),
    };
    const of = { engine, network, asFeatures: false, seed: seed(1) };
    carries.push(learnCarries(table.within(0, 400), isMissing));
    measured.push(await measureErrors(of, [fold], carries[0]!, undefined));
  }
  const [whole, parts] = measured;
  expect(whole!.errors).toHaveLength(2 * 299);
  expect(parts!.noise).toEqual(whole!.noise);
  expect(parts!.errors).toEqual(whole!.errors);
  // Neighbouring origins are fewer where parts end.
  carries[1]!.forEach((value, i) => {
    expect(Math.abs(value - carries[0]![i]!)).toBeLessThan(0.02);
  });
  engine.close();
});

test("the noise is what the errors have left over the passes, step by step", async () => {
  const frame = driven(700);
  const engine = await Engine.create();
  const spec = networkSpec(task, { ...shape, variational: 0.3, linear_path: true, window_as: "steps" });
  const network = await Network.create(engine, spec, seed(2));
  // Silent but for the linear path, which says 0: passes agree, and all of an error is noise.
  network.parameters.write("linear.weight", new Float32Array(2 * 6 * 2));
  const table = new ModelTable(preparation, frame, task);
  const actual = readValues(frame.columns[0]!);
  const scale = evenScale(preparation.target);
  const fold = {
    weights: network.parameters.snapshot(),
    isMissing: missingIn(frame, task),
    actual,
    scaleAt: () => scale,
  };
  const train = learnCarries(table.within(0, 400), fold.isMissing);
  const of = { engine, network, asFeatures: false, seed: seed(1) };
  const { noise, errors } = (await measureErrors(
    of,
    [{ ...fold, validation: table.within(400, 700) }],
    train,
    undefined,
  ))!;
  for (const k of [0, 1]) {
    const targets = scale.to(actual.subarray(400 + k, 699 + k));
    const squares = targets.reduce((sum, y) => sum + y * y, 0) / targets.length;
    expect(noise[k]).toBeCloseTo(Math.sqrt(squares), 6);
    expect(errors[k]).toBeCloseTo(targets[0]! / noise[k]!, 6);
  }
  engine.close();
});
