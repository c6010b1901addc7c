import type { Tensor } from "../tensor/tensor.ts";
import type { Said } from "./term.ts";

/** What an operation said: its outputs, and what they are. */
export interface Note {
  readonly outputs: readonly Tensor[];
  readonly said: Said;
  /** Which round of which loop it was said in; null outside of any. */
  readonly round: Round | null;
}

/** One round of a loop. */
export interface Round {
  readonly loop: Loop;
  readonly number: number;
}

export interface Loop {
  /** The index that counts its rounds. */
  readonly letter: string;
  readonly rounds: number;
}

/**
 * What the operations of a plan compute, taken down while they are recorded: equations are written from it. Loops over time are
 * told apart from other repetitions, so that one round stands for all.
 */
export class Notes {
  readonly all: Note[] = [];
  readonly names = new Map<Tensor, string>();
  readonly weights = new Map<Tensor, string>();
  /** What follows from weights alone. */
  readonly derived = new Set<Tensor>();
  private round: Round | null = null;

  say(outputs: readonly Tensor[], said: Said): void {
    this.all.push({ outputs, said, round: this.round });
  }

  /** Calls `run` for every round of a loop, which lies in no other. */
  repeat<Value>(letter: string, rounds: number, run: (number: number) => Value): Value[] {
    const loop: Loop = { letter, rounds };
    const values = Array.from({ length: rounds }, (_, number) => {
      this.round = { loop, number };
      return run(number);
    });
    this.round = null;
    return values;
  }
}
