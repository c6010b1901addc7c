import { expect, test } from "vitest";
import { Engine } from "../memory/engine.ts";
import { add, loss, tanh } from "../ops/index.ts";
import { readTensor, writeTensor } from "../tensor/tensor.ts";
import { Parameters } from "./parameters.ts";
import { Plan } from "./plan.ts";

const engine = await Engine.create();

test("a sealed plan takes no more operations", () => {
  const plan = new Plan(engine, { training: true });
  const x = plan.input([2, 3]);
  plan.seal();
  expect(() => tanh(plan, x)).toThrow("internal: the plan is sealed");
});

test("a plan runs between sealing and closing, and not in memory that is not its own", () => {
  const plan = new Plan(engine, { training: true });
  loss(plan, "mse", tanh(plan, plan.input([2, 3], { tracked: true })), plan.input([2, 3]));
  const message = "internal: the plan is not sealed, or closed";
  expect(() => plan.forward()).toThrow(message);
  plan.seal();
  plan.forward();
  plan.backward();
  plan.close();
  expect(() => plan.forward()).toThrow(message);
  expect(() => plan.backward()).toThrow(message);
});

test("a tensor of another plan is refused", () => {
  const [one, other] = [new Plan(engine, { training: true }), new Plan(engine, { training: true })];
  expect(() => tanh(other, one.input([2]))).toThrow("internal: a tensor of another plan");
});

test("a weight is one tensor of a plan however often it is asked for, and keeps its place", () => {
  const parameters = new Parameters(engine, { w: [2, 3] });
  const plan = new Plan(engine, { training: true });
  const tensor = plan.parameter(parameters.get("w"));
  expect(plan.parameter(parameters.get("w"))).toBe(tensor);
  plan.seal();
  expect(tensor.address).toBe(parameters.get("w").value.address);
  expect(() => parameters.get("v")).toThrow('internal: no parameter "v"');
});

test("tensors of a plan never overlap, their gradients included", () => {
  const plan = new Plan(engine, { training: true });
  const x = plan.input([3, 5], { tracked: true });
  const a = tanh(plan, x);
  const b = add(plan, a, x);
  const target = plan.input([3, 5]);
  loss(plan, "mse", b, target);
  plan.seal();
  const places = [x, a, b, target, ...[x, a, b].map((tensor) => plan.gradientTensor(tensor))];
  const spans = places
    .map(({ address, floats }) => [address, address + 4 * floats] as const)
    .sort((p, q) => p[0] - q[0]);
  spans.slice(1).forEach(([from], i) => {
    expect(from).toBeGreaterThanOrEqual(spans[i]![1]);
  });
});

test("nothing is kept for a gradient that nobody wants", () => {
  const extent = (training: boolean, tracked: boolean) => {
    const plan = new Plan(engine, { training });
    let value = plan.input([100, 100], { tracked });
    for (let i = 0; i < 5; i++) value = tanh(plan, value);
    loss(plan, "mse", value, plan.input([100, 100]));
    const before = engine.allocate(64);
    plan.seal();
    const after = engine.allocate(64);
    plan.close();
    engine.free(before);
    engine.free(after);
    return after.address - before.address;
  };
  const activations = 4 * 100 * 100 * 7;
  const gradients = 4 * 100 * 100 * 6;
  // Without a gradient the loss still needs a place for the slope that comes with its value.
  expect(extent(false, true)).toBeLessThan(1.2 * activations);
  expect(extent(true, false)).toBeLessThan(1.2 * activations);
  expect(extent(true, true)).toBeGreaterThan(activations + gradients);
});

test("frozen weights lie behind the others, get no gradient and are not updated", () => {
  const parameters = new Parameters(engine, { a: [3], frozen: [5], b: [2, 2] }, ["frozen"]);
  expect(parameters.all.map(({ name, frozen }) => [name, frozen])).toEqual([
    ["a", false],
    ["b", false],
    ["frozen", true],
  ]);
  expect([parameters.learning, parameters.floats, parameters.count]).toEqual([4 + 8, 4 + 8 + 8, 12]);
  const plan = new Plan(engine, { training: true });
  expect(plan.use(plan.parameter(parameters.get("frozen")))).toBeNull();
  expect(plan.use(plan.parameter(parameters.get("a")))).not.toBeNull();
});

test("a tensor takes exactly as many values as it has", () => {
  const plan = new Plan(engine, { training: false });
  const x = plan.input([2, 3]);
  plan.seal();
  writeTensor(engine.f32, x, [1, 2, 3, 4, 5, 6]);
  expect([...readTensor(engine.f32, x)]).toEqual([1, 2, 3, 4, 5, 6]);
  expect(() => writeTensor(engine.f32, x, [1, 2, 3])).toThrow("internal: a tensor [2, 3] takes 6 values, got 3");
});
