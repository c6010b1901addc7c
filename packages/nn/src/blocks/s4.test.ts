import { Engine, Parameters, seed } from "@gatecast/engine";
import { expect, test } from "vitest";
import { largestError } from "../../../../test/support/largest-error.ts";
import {
  errorsOf,
  type MemberCase,
  type Reference,
  runMember,
  type Weights,
} from "../../../../test/support/member-case.ts";
import { depthwiseConvolutionReference } from "../../../engine/src/ops/depthwise-convolution.ts";
import { geluReference } from "../../../engine/src/ops/gelu.ts";
import { layerNormReference } from "../../../engine/src/ops/layer-norm.ts";
import { linearReference } from "../../../engine/src/ops/linear.ts";
import { sigmoidReference } from "../../../engine/src/ops/sigmoid.ts";
import { stateSpaceKernelReference } from "../../../engine/src/ops/state-space-kernel.ts";
import { type Complex, legendreStates } from "../initializers/hippo.ts";
import { lowRankSpace, s4 } from "./s4.ts";

const times = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];
const over = ([a, b]: Complex, [c, d]: Complex): Complex => {
  const square = c * c + d * d;
  return [(a * c + b * d) / square, (b * c - a * d) / square];
};
const minus = ([a, b]: Complex, [c, d]: Complex): Complex => [a - c, b - d];

/**
 * The kernel as the paper computes it: its generating function at points of a circle, each four Cauchy sums over the diagonal
 * with the low rank taken in by Woodbury's identity, and Fourier's sum over them. Within a radius r < 1 what lies L values
 * further on counts r^L times.
 */
function kernelByCauchy(w: Weights, T: number): Float64Array {
  const at = (name: string) => w[`space.${name}`]!;
  const H = at("direct").length;
  const half = at("frequency").length / H;
  const [L, r] = [49, 0.6];
  const kernel = new Float64Array(T * H);
  for (let h = 0; h < H; h++) {
    const whole = (real: (at: number) => number, imaginary: string) =>
      Array.from({ length: 2 * half }, (_, i): Complex => {
        const place = (i % half) * H + h;
        return [real(place), (i < half ? 1 : -1) * at(imaginary)[place]!];
      });
    const lambda = whole((place) => -Math.exp(at("logDecay")[place]!), "frequency");
    const [P, B, C] = ["lowRank", "input", "output"].map((name) =>
      whole((place) => at(`${name}Real`)[place]!, `${name}Imaginary`),
    ) as [Complex[], Complex[], Complex[]];
    const conjugates = P.map(([re, im]): Complex => [re, -im]);
    const delta = Math.exp(at("logStep")[h]!);
    // A point and its conjugate give conjugates: one of the two will do.
    for (let j = 0; 2 * j < L; j++) {
      const angle = (2 * Math.PI * j) / L;
      const z: Complex = [r * Math.cos(angle), r * Math.sin(angle)];
      const above: Complex = [1 + z[0], z[1]];
      const g = times([2 / delta, 0], over([1 - z[0], -z[1]], above));
      const cauchy = (x: readonly Complex[], y: readonly Complex[]) =>
        x.reduce<Complex>(
          ([re, im], own, n) => {
            const [more, turned] = over(times(own, y[n]!), minus(g, lambda[n]!));
            return [re + more, im + turned];
          },
          [0, 0],
        );
      const [one, turned] = cauchy(conjugates, P);
      const low = over(times(cauchy(C, P), cauchy(conjugates, B)), [1 + one, turned]);
      const value = times(over([2, 0], above), minus(cauchy(C, B), low));
      for (let l = 0; l < T; l++) {
        const [re] = times(value, [Math.cos(angle * l), -Math.sin(angle * l)]);
        kernel[l * H + h]! += ((j === 0 ? 1 : 2) * re) / (L * r ** l);
      }
    }
    kernel[h]! += at("direct")[h]!;
  }
  return kernel;
}

/** The block in float64. */
const reference =
  ({ T, B, output = "last" }: Pick<MemberCase, "T" | "B" | "output">): Reference =>
  (x, w) => {
    const linear = (input: ArrayLike<number>, name: string) =>
      linearReference(input, w[`${name}.weight`]!, w[`${name}.bias`]!);
    const embedded = linear(x, "embed");
    const level = layerNormReference(embedded, w["norm.gain"]!, w["norm.bias"]!);
    const H = w["norm.gain"]!.length;
    const seen = geluReference(depthwiseConvolutionReference(level, B, kernelByCauchy(w, T), new Float64Array(H)));
    const [value, gate] = [linear(seen, "value"), sigmoidReference(linear(seen, "gate"))];
    const sequence = embedded.map((old, i) => old + value[i]! * gate[i]!);
    return output === "last" ? sequence.subarray((sequence.length * (T - 1)) / T) : sequence;
  };

const CASES: readonly MemberCase[] = [
  { member: s4, T: 5, B: 2, F: 3, units: 3, output: "sequence" },
  { member: s4, T: 1, B: 3, F: 1, units: 4, output: "last" },
];

for (const row of CASES) {
  test(`S4 of ${row.T} steps, ${row.F} columns and ${row.units} channels is its reference, value and gradients (${row.output})`, async () => {
    const errors = errorsOf(await runMember(row), reference(row));
    for (const [what, error] of Object.entries(errors)) expect(error, what).toBeLessThan(3e-5);
  });
}

test("Cauchy sums give what the recurrence gives, from drawn weights and from the start", async () => {
  const H = 2;
  const drawn = (await runMember({ member: s4, T: 3, B: 1, F: 1, units: H })).weights;
  const engine = await Engine.create();
  const space = lowRankSpace("space", H);
  const parameters = new Parameters(engine, space.shapes);
  space.initialize(parameters, seed(2));
  const started = Object.fromEntries(parameters.all.map(({ name }) => [name, parameters.read(name)]));
  engine.close();
  for (const weights of [drawn, started]) {
    const dense = stateSpaceKernelReference((part) => weights[`space.${part}`]!, 9);
    expect(largestError(kernelByCauchy(weights, 9), dense)).toBeLessThan(1e-7);
  }
});

test("every channel starts as HiPPO-LegS", async () => {
  const engine = await Engine.create();
  const space = lowRankSpace("a", 3);
  const parameters = new Parameters(engine, space.shapes);
  space.initialize(parameters, seed(2));
  const { frequency, lowRank, input } = legendreStates(32);
  const states = (name: string, n: number) => parameters.read(`a.${name}`).subarray(3 * n, 3 * n + 3);
  for (let n = 0; n < 16; n++) {
    expect(states("frequency", n)).toEqual(new Float32Array(3).fill(frequency[n]!));
    expect(states("lowRankReal", n)).toEqual(new Float32Array(3).fill(lowRank[n]![0]));
    expect(states("inputImaginary", n)).toEqual(new Float32Array(3).fill(input[n]![1]));
  }
  engine.close();
});
