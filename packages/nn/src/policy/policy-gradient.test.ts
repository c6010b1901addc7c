import { expect, test } from "vitest";
import { measureGradient } from "../../../../test/support/central-differences.ts";
import { draws } from "../../../../test/support/draws.ts";
import { largestError } from "../../../../test/support/largest-error.ts";
import { policyLoss, probabilities } from "./policy-gradient.ts";

const [STEPS, A] = [6, 3];
const experience = { actions: Int32Array.of(0, 2, 1, 1, 2, 0), taken: Uint8Array.of(1, 1, 1, 0, 1, 1) };
const judged = {
  advantages: Float64Array.from(draws(STEPS, "advantages")),
  returns: Float64Array.from(draws(STEPS, "returns")),
};
const [logits, values] = [draws(STEPS * A, "logits"), draws(STEPS, "values")];
const WEIGHTS = { value: 0.7, entropy: 0.3 };

test("the gradients are the slopes of the loss, which is its formula", () => {
  const lossOf = (z: ArrayLike<number>, v: ArrayLike<number>) => policyLoss(z, v, experience, judged, WEIGHTS).loss;
  let sum = 0;
  for (const t of [0, 1, 2, 4, 5]) {
    const raised = [0, 1, 2].map((a) => Math.exp(logits[t * A + a]!));
    const policy = raised.map((value) => value / raised.reduce((all, one) => all + one, 0));
    const entropy = -policy.reduce((all, p) => all + p * Math.log(p), 0);
    sum += -Math.log(policy[experience.actions[t]!]!) * judged.advantages[t]!;
    sum += 0.35 * (values[t]! - judged.returns[t]!) ** 2 - 0.3 * entropy;
  }
  const { loss, toLogits, toValues } = policyLoss(logits, values, experience, judged, WEIGHTS);
  expect(loss).toBeCloseTo(sum / 5, 12);
  const own = measureGradient((z) => lossOf(z, values), logits, 100);
  expect(largestError(toLogits, own.slope)).toBeLessThan(1e-6);
  const others = measureGradient((v) => lossOf(logits, v), values, 100);
  expect(largestError(toValues, others.slope)).toBeLessThan(1e-6);
});

test("a step that was not taken has no slope, and no action is so unlikely that its logarithm is lost", () => {
  const { loss, toLogits, toValues } = policyLoss(
    [0, 9999, -9999],
    [1],
    { actions: Int32Array.of(2), taken: Uint8Array.of(1) },
    {
      advantages: Float64Array.of(1),
      returns: Float64Array.of(1),
    },
    WEIGHTS,
  );
  expect([loss, ...toLogits, ...toValues].every(Number.isFinite)).toBe(true);
  const { toLogits: all } = policyLoss(logits, values, experience, judged, WEIGHTS);
  expect(all.subarray(3 * A, 4 * A)).toEqual(new Float32Array(A));
});

test("probabilities are a softmax that does not overflow", () => {
  expect([...probabilities([5, 1000, 1000], 1, 2)]).toEqual([0.5, 0.5]);
});
