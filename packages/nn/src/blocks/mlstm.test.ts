import { expect, test } from "vitest";
import { errorsOf, type MemberCase, type Reference, runMember } from "../../../../test/support/member-case.ts";
import { depthwiseConvolutionReference } from "../../../engine/src/ops/depthwise-convolution.ts";
import { layerNormReference } from "../../../engine/src/ops/layer-norm.ts";
import { linearReference } from "../../../engine/src/ops/linear.ts";
import { matrixMemoryReference } from "../../../engine/src/ops/matrix-memory.ts";
import { sigmoidReference } from "../../../engine/src/ops/sigmoid.ts";
import { mlstm } from "./mlstm.ts";

const silu = (x: Float64Array) => sigmoidReference(x).map((value, i) => value * x[i]!);

/** The block in float64, its memory as attention over the whole past. */
const reference =
  ({ T, B, output = "last" }: Pick<MemberCase, "T" | "B" | "output">): Reference =>
  (x, w) => {
    const dense = (input: ArrayLike<number>, name: string) =>
      linearReference(input, w[`${name}.weight`]!, w[`${name}.bias`]!);
    const embedded = dense(x, "embed");
    const level = layerNormReference(embedded, w["norm.gain"]!, w["norm.bias"]!);
    const wide = dense(level, "up");
    const seen = silu(depthwiseConvolutionReference(wide, B, w["memory.taps"]!, w["memory.tapsBias"]!));
    const gate = (name: string) => linearReference(seen, w[`memory.${name}`]!, w[`memory.${name}Bias`]!);
    const inputs = [dense(seen, "query"), dense(seen, "key"), dense(wide, "value"), gate("input"), gate("forget")];
    const answer = layerNormReference(matrixMemoryReference(inputs, T, B), w["heads.gain"]!, w["heads.bias"]!, 4);
    const side = silu(dense(level, "side"));
    const around = w["memory.around"]!;
    const whole = answer.map((value, i) => (value + around[i % around.length]! * seen[i]!) * side[i]!);
    const sequence = dense(whole, "down").map((value, i) => embedded[i]! + value);
    return output === "last" ? sequence.subarray((sequence.length * (T - 1)) / T) : sequence;
  };

const CASES: readonly MemberCase[] = [
  { member: mlstm, T: 7, B: 2, F: 3, units: 8, output: "sequence" },
  { member: mlstm, T: 6, B: 3, F: 1, units: 5, output: "last" },
  { member: mlstm, T: 1, B: 2, F: 2, units: 9, output: "last" },
];

for (const row of CASES) {
  test(`mLSTM of ${row.T} steps, ${row.F} columns and ${row.units} units is its reference, value and gradients (${row.output})`, async () => {
    const errors = errorsOf(await runMember(row), reference(row));
    for (const [what, error] of Object.entries(errors)) {
      // A factor on all that is written is all but lost in the norm behind it: of its slope the leading digits cancel.
      const cancels = what === "gradient of memory.inputBias";
      expect(error, what).toBeLessThan(cancels ? 2e-3 : 3e-5);
    }
  });
}
