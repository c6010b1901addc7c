import type { Cell } from "@gatecast/engine";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { largestError } from "../../../../test/support/largest-error.ts";
import { CELLS } from "./index.ts";
import { mutantsOf } from "./mutants.fixture.ts";
import { PAPER_STEPS } from "./paper-steps.fixture.ts";
import { differ, runCell, SIZES, same, x } from "./run-cell.fixture.ts";

const { T, B, F, H } = SIZES;
/** One for all that a cell may be given: a layer's input, a memory from below, a context. */
const given = draws(T * B * H, "given");

/** h after every step `[T, B, H]`, walked by hand from the step of a paper. */
function walk(name: string): Float64Array {
  const zeros = Array<number>(H).fill(0);
  const row = (values: ArrayLike<number>, width: number, t: number, b: number) =>
    Array.from({ length: width }, (_, i) => (t < 0 ? 0 : values[(t * B + b) * width + i]!));
  const sequence = new Float64Array(T * B * H);
  for (let b = 0; b < B; b++) {
    let states = { h: zeros as readonly number[], c: zeros as readonly number[], n: zeros as readonly number[] };
    for (let t = 0; t < T; t++) {
      const seen = { t, x: row(x, F, t, b), xBefore: row(x, F, t - 1, b), given: row(given, H, t, b) };
      states = { ...states, ...PAPER_STEPS[name]!({ ...seen, ...states }) };
      sequence.set(states.h, (t * B + b) * H);
    }
  }
  return sequence;
}
const run = (own: Cell) => runCell(own, {}, { given: own.given.map(() => given) });
/** The same of a mutant; nothing where a gate is asked before what it hears is there. */
function runOf(mutant: Cell): ArrayLike<number> {
  try {
    return run(mutant);
  } catch {
    return [];
  }
}

/** Held to its paper in a test of its own. */
const APART = ["hierarchical-multiscale"];
const HELD = Object.values(CELLS).filter(({ name }) => !APART.includes(name));

for (const own of HELD) {
  test(`${own.name} is the equations of its paper, written out by hand`, () => {
    expect(Object.keys(PAPER_STEPS)).toContain(own.name);
    same(run(own), walk(own.name));
  });
}

test("no two papers have the same step", () => {
  const names = Object.keys(PAPER_STEPS);
  names.forEach((name, i) => {
    for (const other of names.slice(0, i)) differ(walk(name), walk(other));
  });
});

/**
 * Faults that change no number of these runs: in an sLSTM the stabiliser cancels, and so does what is a factor of all that is
 * written; of an IndRNN's weights none is beyond 1. What they would change is in unit-identities.test.ts.
 */
const SILENT: Readonly<Record<string, readonly string[]>> = {
  slstm: ["z for i", "f for i", "o for i", "maximum: the second alone", "gate i without its bias"],
  "ind-rnn": ["maximum: the first alone", "maximum: the first alone"],
};

for (const own of HELD) {
  test(`whatever one part of ${own.name} is taken for another, its paper tells`, () => {
    const expected = walk(own.name);
    const mutants = mutantsOf(own);
    const unnoticed = mutants.filter(([, mutant]) => !(largestError(runOf(mutant), expected) > 1e-9));
    expect(mutants.length).toBeGreaterThan(4);
    expect(unnoticed.map(([fault]) => fault)).toEqual(SILENT[own.name] ?? []);
  });
}
