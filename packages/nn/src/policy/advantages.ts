import type { Experience } from "./world.ts";

/** How far rewards to come count. */
export interface Horizon {
  /** Of a reward one step later, beside one now. */
  readonly discount: number;
  /** 1: what followed an action is taken as it came; 0: by the value of the next step alone. */
  readonly trace: number;
}

/** What was earned from each step on, `[T, B]`, and how much more that is than was thought; 0 behind the end. */
export interface Judged {
  readonly returns: Float64Array;
  readonly advantages: Float64Array;
}

/**
 * Generalised advantages (Schulman, Moritz, Levine, Jordan & Abbeel 2016) of every action, from the values `[T, B]` that were
 * expected before it; with a trace of 1 they are what followed less what was expected (REINFORCE with a baseline, Williams 1992).
 */
export function judge(
  { T, B, rewards, taken }: Experience,
  values: ArrayLike<number>,
  { discount, trace }: Horizon,
): Judged {
  const returns = new Float64Array(T * B);
  const advantages = new Float64Array(T * B);
  for (let b = 0; b < B; b++) {
    let next = 0;
    let following = 0;
    for (let t = T - 1; t >= 0; t--) {
      const at = t * B + b;
      if (taken[at] === 0) continue;
      following = rewards[at]! + discount * next - values[at]! + discount * trace * following;
      next = values[at]!;
      advantages[at] = following;
      returns[at] = following + next;
    }
  }
  return { returns, advantages };
}

/** The same advantages with mean 0 and standard deviation 1 over the steps that were taken; as they are where all are alike. */
export function standardized(advantages: Float64Array, taken: Uint8Array): Float64Array {
  const steps = taken.reduce((sum, value) => sum + value, 0);
  let mean = 0;
  for (const [i, value] of advantages.entries()) mean += taken[i]! * value;
  mean /= steps;
  let square = 0;
  for (const [i, value] of advantages.entries()) square += taken[i]! * (value - mean) * (value - mean);
  const deviation = Math.sqrt(square / steps);
  if (!(deviation > 1e-8)) return advantages;
  return advantages.map((value, i) => (taken[i] === 0 ? 0 : (value - mean) / deviation));
}
