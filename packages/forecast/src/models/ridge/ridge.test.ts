import { Engine, generator, seed } from "@gatecast/engine";
import { expect, test } from "vitest";
import { frameFrom } from "../../data/index.ts";
import { fitPreparation, ModelTable, originsWithin, type PreparationSpec, prepareFrame } from "../../prepare/index.ts";
import { forecastRidge } from "./forecast.ts";
import { RidgeProblem } from "./problem.ts";

const plain: PreparationSpec = { target: [], covariates: [], window: "none" };

/** y follows a covariate one row later, and a plan that is known one row ahead. */
function linearTable(rows: number) {
  const random = generator(seed(3));
  const wind = Float64Array.from({ length: rows }, () => random());
  const plan = Float64Array.from({ length: rows }, () => random());
  const y = new Float64Array(rows);
  for (let t = 0; t < rows; t++) y[t] = 1 - 2 * (wind[t - 1] ?? 0) + 3 * plan[t]!;
  return frameFrom({ columns: { y, wind, plan } });
}
const task = { target: "y", past: ["wind"], future: ["plan"], calendar: [], lookback: 1, horizon: 1 };

test("a linear law is found exactly where ridge hardly shrinks, weight by weight", async () => {
  const engine = await Engine.create();
  const frame = linearTable(600);
  const prepared = prepareFrame(fitPreparation(plain, frame, task, 400), frame, task);
  const problem = await RidgeProblem.of(engine, prepared, originsWithin(prepared, 0, 400));
  expect(problem.windows).toBe(400 - 1);
  const { weight, bias } = problem.solve(1e-10)!;
  // Inputs in order: y, wind and plan of the row, then the plan of the row ahead.
  const expected = [0, -2, 0, 3];
  expected.forEach((value, i) => {
    expect(weight[i]!, `input ${i}`).toBeCloseTo(value, 8);
  });
  expect(bias[0]!).toBeCloseTo(1, 8);
  const origins = originsWithin(prepared, 400, 600);
  const { values } = forecastRidge(engine, { weight, bias }, prepared, origins);
  const actual = frame.columns[0]!.values;
  origins.forEach((origin, w) => {
    expect(values[w]!).toBeCloseTo(actual[origin + 1]!, 7);
  });
  engine.close();
});

test("the strength shrinks the weights and leaves the mean alone", async () => {
  const engine = await Engine.create();
  const frame = linearTable(600);
  const prepared = prepareFrame(fitPreparation(plain, frame, task, 600), frame, task);
  const origins = originsWithin(prepared, 0, 600);
  const problem = await RidgeProblem.of(engine, prepared, origins);
  const size = (strength: number) => problem.solve(strength)!.weight.reduce((sum, w) => sum + w * w, 0);
  expect(size(1)).toBeLessThan(size(0.01));
  expect(size(1e9)).toBeLessThan(1e-8);
  const flat = forecastRidge(engine, problem.solve(1e9)!, prepared, origins).values;
  const actual = origins.reduce((sum, origin) => sum + frame.columns[0]!.values[origin + 1]!, 0) / origins.length;
  expect(flat[0]!).toBeCloseTo(actual, 4);
  engine.close();
});

test("windows with an unknown target are left out, not learnt as something else", async () => {
  const engine = await Engine.create();
  const whole = linearTable(600);
  const holes = {
    ...whole,
    columns: whole.columns.map((column) =>
      column.name === "y" ? { ...column, values: column.values.map((v, t) => (t % 5 === 0 ? Number.NaN : v)) } : column,
    ),
  };
  const filled: PreparationSpec = { ...plain, target: [{ kind: "forward_fill" }] };
  const prepared = prepareFrame(fitPreparation(filled, holes, task, 600), holes, task);
  const problem = await RidgeProblem.of(engine, prepared, originsWithin(prepared, 0, 600));
  expect(problem.windows).toBe(originsWithin(prepared, 0, 600).length);
  expect(originsWithin(prepared, 0, 600).every((origin) => (origin + 1) % 5 !== 0)).toBe(true);
  engine.close();
});

test("where hardly a window is complete, every step ahead learns from the windows that know it", async () => {
  const engine = await Engine.create();
  // A cycle of twelve, every ninth reading missing: no window of twelve ahead is complete.
  const cycle = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8];
  const whole = Float64Array.from({ length: 400 }, (_, t) => cycle[t % 12]!);
  const frame = frameFrom({ columns: { y: whole.map((v, t) => (t % 9 === 0 ? Number.NaN : v)) } });
  const far = { target: "y", past: [], future: [], calendar: [], lookback: 24, horizon: 12 };
  const filled: PreparationSpec = { ...plain, target: [{ kind: "forward_fill" }, { kind: "standard" }] };
  const prepared = prepareFrame(fitPreparation(filled, frame, far, 300), frame, far);
  const problem = await RidgeProblem.of(engine, prepared, originsWithin(prepared, 0, 300));
  const weights = problem.solve(1e-4)!;
  const origins = originsWithin(prepared, 300, 400);
  const { values } = forecastRidge(engine, weights, prepared, origins);
  // Persistence errs by 3.4 on such a cycle.
  let squares = 0;
  origins.forEach((origin, w) => {
    for (let k = 0; k < 12; k++) squares += (values[w * 12 + k]! - whole[origin + 1 + k]!) ** 2;
  });
  expect(Math.sqrt(squares / values.length)).toBeLessThan(1);
  engine.close();
});

test("values far from zero do not cancel", async () => {
  const engine = await Engine.create();
  const near = linearTable(300);
  const far = {
    ...near,
    columns: near.columns.map(({ name, values }) => ({ name, values: values.map((v) => v + 1e9) })),
  };
  const solve = async (frame: typeof near) => {
    const prepared = prepareFrame(fitPreparation(plain, frame, task, 300), frame, task);
    return (await RidgeProblem.of(engine, prepared, originsWithin(prepared, 0, 300))).solve(1e-6)!.weight;
  };
  const expected = await solve(near);
  (await solve(far)).forEach((weight, i) => {
    expect(weight).toBeCloseTo(expected[i]!, 5);
  });
  engine.close();
});

test("neighbouring windows, whose products slide, have the solution of the same windows in another order", async () => {
  const engine = await Engine.create();
  const whole = linearTable(900);
  const frame = {
    ...whole,
    columns: whole.columns.map((column) =>
      column.name === "y"
        ? { ...column, values: column.values.map((v, t) => (t % 211 === 0 ? Number.NaN : 5 + v)) }
        : column,
    ),
  };
  const wide = { ...task, lookback: 20, horizon: 6 };
  const filled: PreparationSpec = { ...plain, target: [{ kind: "forward_fill" }] };
  const prepared = prepareFrame(fitPreparation(filled, frame, wide, 800), frame, wide);
  const origins = originsWithin(prepared, 0, 800);
  const [one, other] = [origins, origins.toReversed()];
  const solve = async (some: Int32Array) => (await RidgeProblem.of(engine, prepared, some)).solve(1e-3)!;
  const [slid, direct] = [await solve(one), await solve(other)];
  expect(slid.weight.length).toBe((20 * 3 + 6) * 6);
  slid.weight.forEach((weight, i) => {
    expect(weight).toBeCloseTo(direct.weight[i]!, 9);
  });
  slid.bias.forEach((bias, k) => {
    expect(bias).toBeCloseTo(direct.bias[k]!, 8);
  });
  engine.close();
});

test("a table that comes in parts is learnt as the whole is, with and without sliding", async () => {
  const engine = await Engine.create();
  const frame = linearTable(600);
  const far = { ...task, lookback: 12, horizon: 2 };
  for (const window of ["none", "last"] as const) {
    const preparation = fitPreparation({ ...plain, window }, frame, far, 600);
    const whole = await RidgeProblem.over(engine, new ModelTable(preparation, frame, far).within(0, 600));
    const parts = new ModelTable(preparation, frame, far, { whole: 100, block: 8 }).within(0, 600);
    expect([...parts.inOrder()].length).toBeGreaterThan(5);
    const [expected, found] = [whole.solve(0.01)!, (await RidgeProblem.over(engine, parts)).solve(0.01)!];
    expect(found.weight.length).toBe(expected.weight.length);
    found.weight.forEach((weight, i) => {
      expect(weight, `weight ${i}`).toBeCloseTo(expected.weight[i]!, 10);
    });
    found.bias.forEach((bias, k) => {
      expect(bias).toBeCloseTo(expected.bias[k]!, 10);
    });
  }
  engine.close();
});
