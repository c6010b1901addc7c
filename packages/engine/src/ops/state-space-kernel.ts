import type { GradientUse, Plan } from "../autodiff/plan.ts";
import { exp } from "../elementary/index.ts";
import {
  call,
  elements,
  fraction,
  join,
  minus,
  number,
  power,
  product,
  type Said,
  sum,
  symbol,
  type Term,
  transposed,
} from "../notation/term.ts";
import { readTensor, type Tensor, writeTensor } from "../tensor/tensor.ts";

/** In each of H channels N complex states, and N more, their conjugates; `[N, H]` where nothing else is said. */
export interface LowRankWeights {
  /** log Δ, `[H]`: how much of a state's own time goes by in one step. */
  readonly logStep: Tensor;
  /** log(−Re Λ) and Im Λ of the diagonal. */
  readonly logDecay: Tensor;
  readonly frequency: Tensor;
  /** P, whose product with itself is taken away from the diagonal. */
  readonly lowRankReal: Tensor;
  readonly lowRankImaginary: Tensor;
  /** B */
  readonly inputReal: Tensor;
  readonly inputImaginary: Tensor;
  /** C */
  readonly outputReal: Tensor;
  readonly outputImaginary: Tensor;
  /** D, `[H]`: the way past all states. */
  readonly direct: Tensor;
}

type Part = keyof LowRankWeights;
const STATE_PARTS = [
  ...(["logDecay", "frequency", "lowRankReal", "lowRankImaginary"] as const),
  ...(["inputReal", "inputImaginary", "outputReal", "outputImaginary"] as const),
];
const PARTS: readonly Part[] = [...STATE_PARTS, "logStep", "direct"];

/**
 * What a state space of the S4 kind answers to a single 1, `[T, H]`: x′ = A x + B u and y = C x + D u with A = Λ − P Pᴴ for all 2N
 * states, Λ, P, B and C holding each number and its conjugate, taken to steps by the trapezoidal rule (Gu, Goel & Ré 2021), T steps
 * of a recurrence that costs N. A sequence's answer is its convolution with it.
 */
export function stateSpaceKernel(plan: Plan, weights: LowRankWeights, T: number): Tensor {
  const { kernels, engine } = plan;
  const [N, H] = weights.frequency.shape as [number, number];
  const all = PARTS.map((part) => weights[part]);
  const kernel = plan.derived([T, H], all);
  plan.says(kernel, () => equations(weights));
  const learns = plan.anyTracked(all);
  const { stride } = kernel;
  const values = plan.input([8 * N + 2, H]);
  const gradients = plan.input([learns ? 8 * N + 2 : 0, H]);
  // In float64; a scratch begins at a multiple of eight bytes.
  const work = plan.scratch(2 * (16 * N + 2 * N * Math.max(2, T)));
  const uses = all.map((weight) => plan.use(weight));
  const slope = plan.gradientOf(kernel);
  const read = (part: Part) => readTensor(engine.f32, weights[part]);
  plan.record({
    rows: 1,
    pack: {
      weights: all,
      prepare: () => writeTensor(engine.f32, values, valuesOf(read)),
      run: () => kernels.stateSpaceKernel(kernel.address, values.address, work.address, T, H, stride, N),
    },
    behind() {
      if (!learns || !slope.used) return;
      const out = gradients.address;
      engine.kernels.stateSpaceKernelGradient(out, slope.address, values.address, work.address, T, H, stride, N);
      const own = readTensor(engine.f32, gradients);
      const factors = readTensor(engine.f32, values);
      for (const [i, part] of PARTS.entries()) {
        const first = Math.min(i, 8) * N * H + (part === "direct" ? H : 0);
        const count = weights[part].rows * H;
        // What was an exponential is its own slope.
        const isExponential = part === "logDecay" || part === "logStep";
        const gradient = own.slice(first, first + count);
        if (isExponential) for (let k = 0; k < count; k++) gradient[k]! *= factors[first + k]!;
        addGradient(engine.f32, weights[part], uses[i]!, gradient);
      }
    },
  });
  return kernel;
}

/** The numbers that kernels take, row by row: Re and Im of Λ, P, B and C, half a step, and D. */
function valuesOf(read: (part: Part) => ArrayLike<number>): number[] {
  const parts = STATE_PARTS.flatMap((part) => {
    const values = Array.from(read(part));
    return part === "logDecay" ? values.map((value) => -exp(value)) : values;
  });
  return [...parts, ...Array.from(read("logStep"), (value) => exp(value) / 2), ...Array.from(read("direct"))];
}

function addGradient(memory: Float32Array, weight: Tensor, use: GradientUse | null, slope: Float32Array): void {
  if (use === null) return;
  const place = { ...weight, address: use.address };
  const before = use.accumulate === 1 ? readTensor(memory, place) : null;
  writeTensor(memory, place, before === null ? slope : slope.map((value, i) => value + before[i]!));
}

/** `stateSpaceKernel` in float64: all 2N states, a dense matrix, and a linear system solved for every step. */
export function stateSpaceKernelReference(read: (part: Part) => ArrayLike<number>, T: number): Float64Array {
  const [N, H] = [read("frequency").length / read("direct").length, read("direct").length];
  const kernel = new Float64Array(T * H);
  for (let h = 0; h < H; h++) {
    const complex = (real: Part, imaginary: Part) =>
      Array.from({ length: 2 * N }, (_, i): Complex => {
        const at = (i % N) * H + h;
        const re = real === "logDecay" ? -exp(read(real)[at]!) : read(real)[at]!;
        return [re, (i < N ? 1 : -1) * read(imaginary)[at]!];
      });
    const [L, P] = [complex("logDecay", "frequency"), complex("lowRankReal", "lowRankImaginary")];
    const [B, C] = [complex("inputReal", "inputImaginary"), complex("outputReal", "outputImaginary")];
    const half = exp(read("logStep")[h]!) / 2;
    const A = L.map((own, i) =>
      P.map((p, j) => {
        const [re, im] = times(P[i]!, [p[0], -p[1]]);
        return [(i === j ? own[0] : 0) - re, (i === j ? own[1] : 0) - im] as Complex;
      }),
    );
    const system = (sign: 1 | -1) =>
      A.map((row, i) => row.map(([re, im], j): Complex => [(i === j ? 1 : 0) + sign * half * re, sign * half * im]));
    let x = solve(
      system(-1),
      B.map(([re, im]): Complex => [2 * half * re, 2 * half * im]),
    );
    for (let l = 0; l < T; l++) {
      kernel[l * H + h] = C.reduce((sum, c, i) => sum + times(c, x[i]!)[0], l === 0 ? read("direct")[h]! : 0);
      x = solve(
        system(-1),
        system(1).map((row) => row.reduce<Complex>((sum, a, j) => plus(sum, times(a, x[j]!)), [0, 0])),
      );
    }
  }
  return kernel;
}

type Complex = readonly [re: number, im: number];
const plus = ([a, b]: Complex, [c, d]: Complex): Complex => [a + c, b + d];
const times = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];
const over = (x: Complex, [c, d]: Complex): Complex => {
  const [re, im] = times(x, [c, -d]);
  return [re / (c * c + d * d), im / (c * c + d * d)];
};

/** Gauss's elimination with the largest pivot of a column. */
function solve(matrix: readonly (readonly Complex[])[], right: readonly Complex[]): Complex[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  const size = ([re, im]: Complex) => re * re + im * im;
  for (let k = 0; k < rows.length; k++) {
    const best = rows.reduce((at, row, i) => (i > k && size(row[k]!) > size(rows[at]![k]!) ? i : at), k);
    [rows[k], rows[best]] = [rows[best]!, rows[k]!];
    for (let i = 0; i < rows.length; i++) {
      if (i === k) continue;
      const factor = over(rows[i]![k]!, rows[k]![k]!);
      rows[i] = rows[i]!.map((value, j) => plus(value, times([-factor[0], -factor[1]], rows[k]![j]!)));
    }
  }
  return rows.map((row, i) => over(row.at(-1)!, row[i]!));
}

/** What it computes in one channel, in signs: of all 2N states, for P couples every one with its conjugate. */
function equations(weights: LowRankWeights): Said {
  const { logStep, logDecay, frequency, lowRankReal, lowRankImaginary, direct } = weights;
  const { inputReal, inputImaginary, outputReal, outputImaginary } = weights;
  const [step, Λ, P, A, B, C] = ["Δ", "Λ", "P", "A", "B", "C"].map(symbol) as [Term, Term, Term, Term, Term, Term];
  /** Numbers, and their conjugates behind them. */
  const both = (real: Term, imaginary: Term) => {
    const turning = product(symbol("i"), imaginary);
    return join(sum(real, turning), sum(real, minus(turning)));
  };
  const half = product(fraction(step, number(2)), A);
  const inverse = power(sum(symbol("I"), minus(half)), minus(number(1)));
  const [stepA, stepB] = ["Ā", "B̄"].map(symbol) as [Term, Term];
  return {
    kind: "lines",
    lines: [
      { left: step, right: call("exp", logStep) },
      { left: Λ, right: call("diag", both(minus(call("exp", logDecay)), frequency)) },
      { left: P, right: both(lowRankReal, lowRankImaginary) },
      { left: A, right: sum(Λ, minus(product(P, transposed(call("conj", P))))) },
      { left: B, right: both(inputReal, inputImaginary) },
      { left: C, right: both(outputReal, outputImaginary) },
      { left: stepA, right: product(inverse, sum(symbol("I"), half)) },
      { left: stepB, right: product(inverse, step, B) },
    ],
    index: "l",
    of: [sum(call("Re", product(C, power(stepA, symbol("l")), stepB)), elements(direct, call("[l = 0]")))],
  };
}
