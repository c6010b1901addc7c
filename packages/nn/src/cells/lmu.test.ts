import { compileCell, elementary, referenceSequence, traceSequence } from "@gatecast/engine";
import { expect, test } from "vitest";
import { delaySystem } from "./legendre.ts";
import { lmuOver } from "./lmu.ts";

/** Shifted Legendre polynomial P_n(2r − 1) for 0 ≤ r ≤ 1, by its recurrence. */
function legendre(n: number, r: number): number {
  const z = 2 * r - 1;
  let [before, now] = [1, z];
  if (n === 0) return 1;
  for (let k = 1; k < n; k++) [before, now] = [now, ((2 * k + 1) * z * now - k * before) / (k + 1)];
  return now;
}

/** Error of the memory's answer to "what was u, `delay` steps ago?", for a sine of period 60 and θ = 100. */
function delayError(order: number): number {
  const theta = 100;
  const { A, B } = delaySystem(order, theta);
  const u = (t: number) => elementary.sin((2 * Math.PI * t) / 60);
  let m = new Float64Array(order);
  let [sum, count] = [0, 0];
  for (let t = 0; t < 1000; t++) {
    const before = m;
    m = Float64Array.from({ length: order }, (_, i) => {
      let value = B[i]! * u(t);
      for (let k = 0; k < order; k++) value += A[i]![k]! * before[k]!;
      return value;
    });
    if (t < 400) continue;
    for (let delay = 0; delay <= theta; delay += 5) {
      const decoded = m.reduce((total, value, n) => total + value * legendre(n, delay / theta), 0);
      sum += (decoded - u(t - delay)) ** 2;
      count++;
    }
  }
  return Math.sqrt(sum / count);
}

test("the memory is a delay line: Legendre polynomials read any delay out of it, the better the higher its order", () => {
  expect(delayError(8)).toBeLessThan(0.06);
  expect(delayError(16)).toBeLessThan(0.045);
  // Too few polynomials for this period.
  expect(delayError(2)).toBeGreaterThan(0.2);
});

test("made discrete, the memory is the exact answer to an input that is held", () => {
  // Order 1: dm/dt = (−m + u)/θ, so that m goes to u by e^(−1/θ) a step.
  const { A, B } = delaySystem(1, 7);
  expect(A[0]![0]).toBeCloseTo(elementary.exp(-1 / 7), 14);
  expect(B[0]).toBeCloseTo(1 - elementary.exp(-1 / 7), 14);
});

test("the cell's memory is that system, driven by input, state and memory", () => {
  const [T, B, F, H] = [5, 1, 1, 3];
  const compiled = compileCell(lmuOver(10));
  const zeros = (count: number) => new Float64Array(count);
  // u_t = x_t: the encoder of the input says x, the others nothing.
  const input = [...[1, 1, 1], ...zeros(H)];
  const weights = {
    input: compiled.inputGates[0] === "e" ? input : [...zeros(H), ...[1, 1, 1]],
    recurrent: zeros(H * compiled.recurrentGates.length * H),
    bias: zeros(compiled.slots.length * H),
    vectors: zeros(2 * H),
  };
  const x = [1, -0.5, 2, 0, 0.25];
  const { states } = traceSequence(compiled, weights, x, { T, B, F, H });
  const system = delaySystem(3, 10);
  let m = new Float64Array(H);
  const expected = x.flatMap((u) => {
    const before = m;
    m = Float64Array.from({ length: H }, (_, i) => {
      return system.B[i]! * u + system.A[i]!.reduce((sum, value, k) => sum + value * before[k]!, 0);
    });
    return [...m];
  });
  states.get("m")!.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 12);
  });
});

test("more units than steps keep what a finer memory would lose: the rest stays at zero, and nothing grows", () => {
  const [T, B, F, H] = [300, 1, 1, 40];
  const compiled = compileCell(lmuOver(8));
  const weights = {
    input: new Float64Array(F * compiled.inputGates.length * H).fill(0.5),
    recurrent: new Float64Array(H * compiled.recurrentGates.length * H),
    bias: new Float64Array(compiled.slots.length * H),
    vectors: new Float64Array(2 * H),
  };
  const x = Float64Array.from({ length: T }, (_, t) => (t % 3) - 1);
  const { states } = traceSequence(compiled, weights, x, { T, B, F, H });
  const memory = states.get("m")!;
  expect(Math.max(...memory.map(Math.abs))).toBeLessThan(10);
  expect(memory.every((value, i) => i % H < 8 || value === 0)).toBe(true);
  expect(referenceSequence(compiled, weights, x, { T, B, F, H }).sequence.every(Number.isFinite)).toBe(true);
});
