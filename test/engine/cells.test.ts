import { compileCell } from "@gatecast/engine";
import { CELLS } from "@gatecast/nn";
import { describe, expect, test } from "vitest";
import { measureGradient } from "../support/central-differences.ts";
import { frozenArrays, frozenStops } from "../support/frozen-stops.ts";
import { largestError } from "../support/largest-error.ts";
import {
  arraysOf,
  type RecurrentCase,
  reference,
  referenceLoss,
  runRecurrent,
  type Sizes,
} from "../support/recurrent-case.ts";
import { TEST_CELLS } from "../support/test-cells.ts";
import { bitsOf } from "../support/ulp.ts";

const sizes = (B: number, T: number, F: number, H: number): Sizes => ({ B, T, F, H });
const plain = { reverse: false, initial: false, secondBias: false, used: "both" } as const;

const CASES: readonly RecurrentCase[] = [
  { ...plain, sizes: sizes(1, 1, 1, 1) },
  { ...plain, sizes: sizes(1, 1, 2, 3), initial: true },
  { ...plain, sizes: sizes(3, 4, 2, 3), initial: true },
  { ...plain, sizes: sizes(3, 4, 2, 3), reverse: true },
  { ...plain, sizes: sizes(5, 3, 1, 5), reverse: true, initial: true, secondBias: true },
  { ...plain, sizes: sizes(4, 3, 5, 4), used: "final" },
  { ...plain, sizes: sizes(2, 3, 3, 5), used: "sequence", secondBias: true },
  { ...plain, sizes: sizes(2, 2, 3, 17), initial: true },
  // Loops over eight units at a time: none left over, four, and four of which some are padding.
  { ...plain, sizes: sizes(1, 2, 3, 8) },
  { ...plain, sizes: sizes(1, 2, 4, 12) },
  { ...plain, sizes: sizes(2, 2, 3, 14) },
  { ...plain, sizes: sizes(5, 7, 2, 6), dilation: 3, still: true },
  { ...plain, sizes: sizes(2, 5, 2, 3), dilation: 2, reverse: true },
  { ...plain, sizes: sizes(1, 2, 2, 3), dilation: 4 },
];

const label = ({ sizes: { B, T, F, H }, reverse, initial, secondBias, used, dilation = 1 }: RecurrentCase) =>
  `${dilation > 1 ? `dilation ${dilation}, ` : ""}B${B} T${T} F${F} H${H}, loss on ${used}${reverse ? ", reverse" : ""}${initial ? ", initial states" : ""}${secondBias ? ", two biases" : ""}`;

for (const cell of [...Object.values(CELLS), ...Object.values(TEST_CELLS)]) {
  const compiled = compileCell(cell);
  const frozen = frozenStops(cell);
  const withoutStops = compileCell(frozen.cell);
  describe(cell.name, () => {
    for (const row of CASES) {
      test(`${label(row)}: outputs and every gradient are the equations', padding zero`, async () => {
        const arrays = arraysOf(compiled, row);
        const run = await runRecurrent(cell, row, arrays);
        expect(run.padding.every((value) => value === 0)).toBe(true);
        reference(compiled, row, arrays).forEach((output, o) => {
          expect(largestError(run.outputs[o]!, output), `output ${o}`).toBeLessThan(2e-6);
        });
        const all = frozenArrays(cell, frozen, row, arrays);
        for (const [name, values] of Object.entries(arrays)) {
          if (values.length === 0) continue;
          const { at, slope } = measureGradient(
            (point) => referenceLoss(withoutStops, row, { ...all, [name]: point }),
            values,
          );
          expect(
            largestError(
              at.map((i) => run.gradients[name]![i]!),
              slope,
            ),
            `gradient of ${name}`,
          ).toBeLessThan(1e-5);
        }
      });
    }

    test.each([CASES[4]!, CASES.at(-2)!])("replaying gives the same bits: $sizes, dilation $dilation", async (row) => {
      const arrays = arraysOf(compiled, row);
      const [once, thrice] = [
        await runRecurrent(cell, row, arrays),
        await runRecurrent(cell, { ...row, replays: 3 }, arrays),
      ];
      for (const [name, gradient] of Object.entries(once.gradients)) {
        expect(bitsOf(thrice.gradients[name]!), name).toEqual(bitsOf(gradient));
      }
      once.outputs.forEach((output, o) => {
        expect(bitsOf(thrice.outputs[o]!)).toEqual(bitsOf(output));
      });
    });

    test("a window's states have the same bits in any batch, and NaN stays in its own window", async () => {
      const row = { ...plain, sizes: sizes(5, 3, 2, 5) };
      const { T, F, H } = row.sizes;
      const arrays = arraysOf(compiled, row);
      const x = arrays.x!;
      const window = (b: number, B: number, width: number, from: ArrayLike<number>) =>
        Float32Array.from(
          { length: T * width },
          (_, i) => from[(Math.floor(i / width) * B + b) * width + (i % width)]!,
        );
      const given = Object.fromEntries(
        cell.given.map((_, g) => [`given ${g}`, window(4, 5, H, arrays[`given ${g}`]!)]),
      );
      const whole = await runRecurrent(cell, row, arrays);
      const alone = await runRecurrent(
        cell,
        { ...row, sizes: sizes(1, T, F, H) },
        { ...arrays, x: window(4, 5, F, x), ...given },
      );
      expect(bitsOf(alone.outputs[0]!)).toEqual(bitsOf(window(4, 5, H, whole.outputs[0]!)));
      const spoil = (values: ArrayLike<number>, width: number) => {
        const spoilt = Float32Array.from(values);
        return spoilt.fill(Number.NaN, 2 * width, 3 * width);
      };
      const outside = Object.keys(given).map((name) => [name, spoil(arrays[name]!, H)]);
      const spoilt = { ...arrays, x: spoil(x, F), ...Object.fromEntries(outside) };
      const other = await runRecurrent(cell, row, spoilt);
      expect(window(2, 5, H, other.outputs[0]!).every(Number.isNaN)).toBe(true);
      for (const b of [0, 1, 3, 4]) {
        expect(bitsOf(window(b, 5, H, other.outputs[0]!)), `window ${b}`).toEqual(
          bitsOf(window(b, 5, H, whole.outputs[0]!)),
        );
      }
    });
  });
}
