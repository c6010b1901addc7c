import { expect, test } from "vitest";
import { largestError } from "../../../../test/support/largest-error.ts";
import { runMember } from "../../../../test/support/member-case.ts";
import { bertLstm } from "./bert-lstm.ts";
import { daRnn } from "./da-rnn.ts";
import { patchedSlstm } from "./patched-slstm.ts";
import { segrnn } from "./segrnn.ts";

const [T, B, F] = [7, 2, 3];
const reversed = (x: Float32Array) =>
  Float32Array.from(Array.from({ length: T }, (_, t) => [...x.subarray((T - 1 - t) * B * F, (T - t) * B * F)]).flat());

for (const member of [daRnn, segrnn, patchedSlstm]) {
  test(`${member.name} from both ends is itself, and beside it another that is given the last row first`, async () => {
    const sizes = { member, T, B, F, units: 4, outputs: 3 };
    const run = await runMember({ ...sizes, directions: 2 });
    const width = run.value.length / (2 * B);
    /** The half of every row that one way says. */
    const half = (values: Float32Array, way: number) =>
      Float32Array.from(
        Array.from({ length: B }, (_, b) => [
          ...values.subarray((2 * b + way) * width, (2 * b + way + 1) * width),
        ]).flat(),
      );
    const ways = await Promise.all(
      ["forward", "backward"].map((name, way) => {
        const own = Object.entries(run.weights).filter(([weight]) => weight.startsWith(`${name}.`));
        const weights = Object.fromEntries(own.map(([weight, values]) => [weight.slice(name.length + 1), values]));
        expect(own.length).toBe(Object.keys(run.weights).length / 2);
        const x = way === 0 ? run.x : reversed(run.x);
        return runMember({ ...sizes, weights, x, probe: half(run.probe, way) });
      }),
    );
    const [there, back] = ways.map(({ gradients }) => gradients.x!);
    const slopes = there!.map((slope, i) => slope + reversed(back!)[i]!);
    expect(largestError(run.gradients.x!, slopes)).toBeLessThan(1e-6);
    for (const [way, name] of ["forward", "backward"].entries()) {
      expect(half(run.value, way)).toEqual(ways[way]!.value);
      for (const [weight, gradient] of Object.entries(ways[way]!.gradients)) {
        if (weight !== "x")
          expect(largestError(run.gradients[`${name}.${weight}`]!, gradient), weight).toBeLessThan(1e-6);
      }
    }
  });
}

test("who reads from both ends anyway is the same whatever is asked for", async () => {
  const [one, two] = await Promise.all(
    ([1, 2] as const).map((directions) => runMember({ member: bertLstm, T: 3, B: 1, F: 2, directions })),
  );
  expect(two).toEqual(one);
});
