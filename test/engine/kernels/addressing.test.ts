import { afterAll, afterEach, expect, test } from "vitest";
import { moveWeightsReference } from "../../../packages/engine/src/ops/move-weights.ts";
import { similarityReference } from "../../../packages/engine/src/ops/similarity.ts";
import { writeSlotsReference } from "../../../packages/engine/src/ops/write-slots.ts";
import { measureGradient } from "../../support/central-differences.ts";
import { draws } from "../../support/draws.ts";
import { KernelMemory, type Rows } from "../../support/kernel-memory.ts";
import { largestError } from "../../support/largest-error.ts";

const memory = await KernelMemory.open();
const { kernels } = memory;
afterEach(() => memory.clear());
afterAll(() => memory.close());

const SIZES = [
  { B: 1, N: 1, W: 3 },
  { B: 2, N: 5, W: 4 },
  { B: 3, N: 8, W: 9 },
];
type Sizes = (typeof SIZES)[number];

/** An input of a kernel: how many rows of how many values, and what they are. */
interface Input {
  readonly rows: number;
  readonly width: number;
  readonly values: Float32Array;
}
const input = (name: string, rows: number, width: number): Input => ({
  rows,
  width,
  values: draws(rows * width, name),
});

interface Case {
  readonly inputs: readonly Input[];
  readonly output: { readonly rows: number; readonly width: number };
  readonly reference: (values: readonly ArrayLike<number>[]) => Float64Array;
  readonly forward: (y: number, at: readonly number[], slot: number) => void;
  readonly backward: (to: readonly number[], dy: number, at: readonly number[], slot: number) => void;
}

const CASES: Readonly<Record<string, (sizes: Sizes) => Case>> = {
  similarity: ({ B, N, W }) => ({
    inputs: [input("key", B, W), input("memory", N * B, W), input("strength", B, 1)],
    output: { rows: B, width: N },
    reference: ([key, slots, strength]) => similarityReference(key!, slots!, strength!),
    forward: (y, [key, slots, strength], slot) => kernels.similarity(y, key!, slots!, strength!, slot, B, N, W),
    backward: ([a, b, c], dy, [key, slots, strength], slot) =>
      kernels.similarityGradient(a!, b!, c!, dy, key!, slots!, strength!, slot, B, N, W),
  }),
  moveWeights: ({ B, N }) => ({
    inputs: [input("found", B, N), input("before", B, N), input("gate", B, 1), input("shift", B, 3)],
    output: { rows: B, width: N },
    reference: ([found, before, gate, shift]) => moveWeightsReference(found!, before!, gate!, shift!),
    forward: (y, [found, before, gate, shift]) => kernels.moveWeights(y, found!, before!, gate!, shift!, B, N),
    backward: ([a, b, c, d], dy, [found, before, gate, shift]) =>
      kernels.moveWeightsGradient(a!, b!, c!, d!, dy, found!, before!, gate!, shift!, B, N),
  }),
  writeSlots: ({ B, N, W }) => ({
    inputs: [input("memory", N * B, W), input("weight", B, N), input("erase", B, W), input("value", B, W)],
    output: { rows: N * B, width: W },
    reference: ([slots, weight, erase, value]) => writeSlotsReference(slots!, weight!, erase!, value!),
    forward: (y, [slots, weight, erase, value], slot) =>
      kernels.writeSlots(y, slots!, weight!, erase!, value!, slot, B, N, W),
    backward: ([a, b, c, d], dy, [slots, weight, erase, value], slot) =>
      kernels.writeSlotsGradient(a!, b!, c!, d!, dy, slots!, weight!, erase!, value!, slot, B, N, W),
  }),
};

for (const [name, make] of Object.entries(CASES)) {
  test(`${name} is its reference, adds its slopes to what is there, and leaves padding zero`, () => {
    for (const sizes of SIZES) {
      const { inputs, output, reference, forward, backward } = make(sizes);
      const slot = sizes.B * memory.rows(1, sizes.W, 0).stride;
      const values = inputs.map((one) => one.values);
      const at = inputs.map(({ rows, width, values: own }) => memory.rows(rows, width, own).address);
      const y = memory.rows(output.rows, output.width, Number.NaN);
      forward(y.address, at, slot);
      expect(largestError(y.values(), reference(values)), JSON.stringify(sizes)).toBeLessThan(1e-6);

      const probe = draws(output.rows * output.width, "probe");
      const dy = memory.rows(output.rows, output.width, probe).address;
      const to: Rows[] = inputs.map(({ rows, width }) => memory.rows(rows, width, 2));
      backward(
        to.map(({ address }) => address),
        dy,
        at,
        slot,
      );
      for (const [i, slopes] of to.entries()) {
        const measured = measureGradient(
          (point) =>
            reference(values.map((own, j) => (j === i ? point : own))).reduce((sum, v, k) => sum + v * probe[k]!, 0),
          values[i]!,
          40,
        );
        const got = slopes.values();
        const error = largestError(
          measured.at.map((k) => got[k]!),
          measured.slope.map((value) => 2 + value),
        );
        expect(error, `${JSON.stringify(sizes)}, input ${i}`).toBeLessThan(2e-6);
      }
      for (const { padding } of [y, ...to]) expect(padding().every((value) => value === 0)).toBe(true);
      memory.clear();
    }
  });
}

test("powerLogarithms is exact to float32 from the smallest share that counts to large numbers", () => {
  const x = Float32Array.from({ length: 4000 }, (_, i) => 10 ** (-30 + (36 * i) / 4000));
  const [y, logs] = [memory.rows(2, 2000, 0), memory.rows(2, 2000, 0)];
  const power = memory.rows(2, 1, [0.5, 2]);
  kernels.powerLogarithms(y.address, logs.address, memory.rows(2, 2000, x).address, power.address, 2, 2000);
  const exact = Float64Array.from(x, (value) => Math.log(value));
  expect(Math.max(...logs.values().map((value, i) => Math.abs(value - exact[i]!)))).toBeLessThan(2 ** -17);
  const near = Float32Array.from({ length: 2000 }, (_, i) => 0.9 + i / 10_000);
  kernels.powerLogarithms(y.address, logs.address, memory.rows(1, 2000, near).address, power.address, 1, 2000);
  const close = logs
    .values()
    .subarray(0, 2000)
    .map((value, i) => Math.abs(value - Math.log(near[i]!)));
  expect(Math.max(...close)).toBeLessThan(2e-8);
  expect(
    largestError(
      y.values().subarray(0, 2000),
      near.map((value) => 1.5 * Math.log(value)),
    ),
  ).toBeLessThan(1e-6);
  // Less than that, and nothing, count as the smallest share.
  kernels.powerLogarithms(y.address, logs.address, memory.rows(1, 4, [0, 1e-38, 1, 2]).address, power.address, 1, 4);
  expect([...logs.read().subarray(0, 4)].map((value) => value.toFixed(4))).toEqual(
    [Math.log(1e-30), Math.log(1e-30), 0, Math.LN2].map((value) => value.toFixed(4)),
  );
});
