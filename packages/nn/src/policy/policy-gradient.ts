import { elementary } from "@gatecast/engine";
import type { Judged } from "./advantages.ts";
import type { Experience } from "./world.ts";

/** How much the parts of the loss count beside the policy's. */
export interface LossWeights {
  /** Of the squared error of values. */
  readonly value: number;
  /** Of entropy, which keeps a policy from being sure too soon. */
  readonly entropy: number;
}

/** A loss and its gradients, laid out as what it was made from. */
export interface PolicyLoss {
  readonly loss: number;
  readonly toLogits: Float32Array;
  readonly toValues: Float32Array;
}

/** π = softmax of A logits from `first` on. */
export function probabilities(logits: ArrayLike<number>, first: number, A: number): Float64Array {
  let most = Number.NEGATIVE_INFINITY;
  for (let a = 0; a < A; a++) most = Math.max(most, logits[first + a]!);
  const policy = new Float64Array(A);
  let sum = 0;
  for (let a = 0; a < A; a++) {
    policy[a] = elementary.exp(logits[first + a]! - most);
    sum += policy[a]!;
  }
  for (const [a, raised] of policy.entries()) policy[a] = raised / sum;
  return policy;
}

/**
 * The mean over the steps taken of −log π(a) · advantage + value · ½ (V − return)² − entropy · H(π), for logits `[T, B, A]` and
 * values V `[T, B]`: the gradient of the expected reward, from episodes played by this policy (Williams 1992; for recurrent
 * policies Wierstra, Foerster, Peters & Schmidhuber 2007). Advantages and returns are given numbers.
 */
export function policyLoss(
  logits: ArrayLike<number>,
  values: ArrayLike<number>,
  { actions, taken }: Pick<Experience, "actions" | "taken">,
  { advantages, returns }: Judged,
  weights: LossWeights,
): PolicyLoss {
  const A = logits.length / values.length;
  const toLogits = new Float32Array(logits.length);
  const toValues = new Float32Array(values.length);
  const steps = taken.reduce((sum, value) => sum + value, 0);
  const logs = new Float64Array(A);
  let loss = 0;
  for (let at = 0; at < values.length; at++) {
    if (taken[at] === 0) continue;
    const policy = probabilities(logits, at * A, A);
    let entropy = 0;
    for (let a = 0; a < A; a++) {
      logs[a] = policy[a]! > 0 ? elementary.log(policy[a]!) : -745;
      entropy -= policy[a]! * logs[a]!;
    }
    const [chosen, advantage] = [actions[at]!, advantages[at]!];
    const off = values[at]! - returns[at]!;
    loss += -logs[chosen]! * advantage + weights.value * 0.5 * off * off - weights.entropy * entropy;
    toValues[at] = (weights.value * off) / steps;
    for (let a = 0; a < A; a++) {
      const sure = policy[a]! * (logs[a]! + entropy);
      const push = (policy[a]! - (a === chosen ? 1 : 0)) * advantage;
      toLogits[at * A + a] = (push + weights.entropy * sure) / steps;
    }
  }
  return { loss: loss / steps, toLogits, toValues };
}
