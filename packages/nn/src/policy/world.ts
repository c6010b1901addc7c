import type { Seed } from "@gatecast/engine";

/** What an agent acts in: episodes of up to `steps` steps, each told apart by its seed. */
export interface World {
  /** Numbers that are seen before each action. */
  readonly observations: number;
  /** Actions to choose from, 0 to `actions` − 1. */
  readonly actions: number;
  readonly steps: number;
  /** The same seed is the same episode, as far as the same actions are taken. */
  start(seed: Seed): Episode;
}

/** One episode, from its start until it is over. */
export interface Episode {
  /** What is seen now. */
  observe(): readonly number[];
  /** Takes an action; tells what it brought, and whether that was the last. */
  act(action: number): { readonly reward: number; readonly isOver: boolean };
}

/** What was seen, done and earned in B episodes side by side, step by step: `[T, B, …]`, row-major. */
export interface Experience {
  readonly T: number;
  readonly B: number;
  readonly observations: Float32Array;
  readonly actions: Int32Array;
  readonly rewards: Float64Array;
  /** 1 for steps that were taken, 0 behind the end of an episode. */
  readonly taken: Uint8Array;
}

/** What each episode earned in all, B values. */
export function totals({ T, B, rewards }: Experience): Float64Array {
  const sums = new Float64Array(B);
  for (let i = 0; i < T * B; i++) sums[i % B]! += rewards[i]!;
  return sums;
}
