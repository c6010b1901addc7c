import { compileCell, recurrentShapes, referenceSequence } from "@gatecast/engine";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { largestError } from "../../../../test/support/largest-error.ts";
import { CELLS } from "./index.ts";

const [T, B, F, H] = [9, 2, 3, 5];

/** Gates of which only the mean over the units is heard: their papers have one sum, as their pages say. */
for (const [name, gates, more] of [
  ["lmu", ["e"], F * (H - 1)],
  ["hierarchical-multiscale", ["b1", "tb"], (F + 2 * H + 1) * (H - 1)],
] as const) {
  test(`${name}: the gates that all units share say the same with one sum for all, which has so many weights fewer`, () => {
    const compiled = compileCell(CELLS[name]!);
    const { inputGates, recurrentGates, slots } = compiled;
    const shapes = recurrentShapes(compiled, F, H);
    const drawn = (part: keyof typeof shapes) => {
      const size = shapes[part].reduce((product, length) => product * length, 1);
      return Float64Array.from(draws(size, part));
    };
    let spared = 0;
    /** The same with the mean over the units in the place of each, in the rows of those gates. */
    const averaged = (values: Float64Array, owners: readonly string[], isLearnt = (_: string) => true) => {
      const means = values.slice();
      for (let row = 0; row < values.length / H; row++) {
        const gate = owners[row % owners.length]!;
        if (!(gates as readonly string[]).includes(gate) || !isLearnt(gate)) continue;
        const units = values.subarray(row * H, (row + 1) * H);
        means.fill(
          units.reduce((sum, value) => sum + value / H, 0),
          row * H,
          (row + 1) * H,
        );
        spared += H - 1;
      }
      return means;
    };
    const hasBias = (gate: string) => compiled.cell.gates.some((one) => one.name === gate && one.bias);
    const own = {
      input: drawn("input"),
      recurrent: drawn("recurrent"),
      bias: drawn("bias"),
      vectors: drawn("vectors"),
    };
    const shared = {
      ...own,
      input: averaged(own.input, inputGates),
      recurrent: averaged(own.recurrent, recurrentGates),
      bias: averaged(own.bias, slots, hasBias),
    };
    const say = (weights: typeof own) =>
      referenceSequence(compiled, weights, draws(T * B * F, "x"), { T, B, F, H }).sequence;
    expect(largestError(say(shared), say(own))).toBeLessThan(1e-12);
    expect(spared).toBe(more);
    expect(Math.max(...say(own).map(Math.abs))).toBeGreaterThan(0.01);
  });
}
