import { Engine, type LossName, ops, Plan, readTensor, writeTensor } from "@gatecast/engine";
import { expect, test } from "vitest";
import { linearReference } from "../../packages/engine/src/ops/linear.ts";
import { lossReference } from "../../packages/engine/src/ops/loss.ts";
import { measureGradient } from "../support/central-differences.ts";
import { draws } from "../support/draws.ts";
import { largestError } from "../support/largest-error.ts";

const NAMES: readonly LossName[] = ["mse", "mae", "huber"];
const SIZES = [
  [1, 1, 1],
  [3, 5, 2],
  [4, 3, 5],
  [7, 9, 24],
] as const;

/** A linear map and a loss on top: what the smallest network is. */
async function linearNetwork(name: LossName, [B, I, O]: readonly [number, number, number]) {
  const engine = await Engine.create();
  const plan = new Plan(engine, { training: true });
  const inputs = [[B, I], [I, O], [O]].map((shape) => plan.input(shape, { tracked: true }));
  const target = plan.input([B, O]);
  const loss = ops.loss(plan, name, ops.linear(plan, inputs[0]!, inputs[1]!, inputs[2]!), target);
  plan.seal();
  const values = inputs.map(({ rows, width }, i) => draws(rows * width, `loss ${i}`));
  const targets = draws(B * O, "target").map((value) => 2 * value);
  for (let i = 1; i < targets.length; i += 4) targets[i] = Number.NaN;
  inputs.forEach((input, i) => {
    writeTensor(engine.f32, input, values[i]!);
  });
  writeTensor(engine.f32, target, targets);
  const gradients = () => inputs.map((input) => readTensor(engine.f32, plan.gradientTensor(input)));
  return { engine, plan, loss, values, targets, gradients };
}

for (const name of NAMES) {
  for (const sizes of SIZES) {
    test(`${name} over [${sizes.join(", ")}] is its reference in value and in the gradient of all that leads to it`, async () => {
      const { plan, loss, values, targets, gradients } = await linearNetwork(name, sizes);
      const at = (parts: readonly ArrayLike<number>[]) =>
        lossReference(name, linearReference(parts[0]!, parts[1]!, parts[2]!), targets);
      plan.forward();
      plan.backward();
      expect(Math.abs(loss.value - at(values))).toBeLessThan(1e-6);
      gradients().forEach((gradient, i) => {
        const measured = measureGradient(
          (point) => at(values.map((other, j) => (j === i ? point : other))),
          values[i]!,
        );
        expect(
          largestError(
            measured.at.map((k) => gradient[k]!),
            measured.slope,
          ),
          `input ${i}`,
        ).toBeLessThan(3e-6);
      });
    });
  }
}

test("ten thousand steps take no more memory than one, and end where they began", async () => {
  const { engine, plan, loss, gradients } = await linearNetwork("huber", [3, 5, 2]);
  plan.forward();
  plan.backward();
  const [bytes, value, first] = [engine.bytes, loss.value, gradients()];
  for (let step = 0; step < 10_000; step++) {
    plan.forward();
    plan.backward();
  }
  expect(engine.bytes).toBe(bytes);
  expect(loss.value).toBe(value);
  expect(gradients()).toEqual(first);
});

test("a plan for prediction keeps no gradients", async () => {
  const engine = await Engine.create();
  const size = (training: boolean) => {
    const plan = new Plan(engine, { training });
    const x = plan.input([64, 64], { tracked: true });
    const output = ops.sigmoid(plan, ops.tanh(plan, x));
    ops.loss(plan, "mse", output, plan.input([64, 64]));
    plan.seal();
    if (!training) expect(() => plan.gradientTensor(x)).toThrow("internal: no loss depends on this tensor");
    plan.close();
    return plan.use(x);
  };
  expect(size(false)).toBeNull();
  expect(size(true)).not.toBeNull();
});
