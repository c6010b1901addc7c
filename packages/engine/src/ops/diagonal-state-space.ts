import type { GradientUse, Plan } from "../autodiff/plan.ts";
import { columnsOf, rowsOf } from "../autodiff/step.ts";
import {
  at,
  call,
  elements,
  fraction,
  minus,
  number,
  product,
  type Said,
  sum,
  symbol,
  type Term,
  total,
} from "../notation/term.ts";
import { readTensor, type Tensor, writeTensor } from "../tensor/tensor.ts";
import { type DiagonalValues, discretize, discretizeGradient } from "./zero-order-hold.ts";

/** Each of H channels has N complex states with poles a = −e^decay + i · frequency; they stand for N more, their conjugates. */
export interface DiagonalWeights {
  /** log Δ, `[H]`: how much of a state's own time goes by in one step. */
  readonly logStep: Tensor;
  /** log(−Re a), `[N, H]`. */
  readonly logDecay: Tensor;
  /** Im a, `[N, H]`. */
  readonly frequency: Tensor;
  /** Re C, `[N, H]`. */
  readonly real: Tensor;
  /** Im C, `[N, H]`. */
  readonly imaginary: Tensor;
  /** D, `[H]`: the way past all states. */
  readonly direct: Tensor;
}

const NAMES = ["logStep", "logDecay", "frequency", "real", "imaginary", "direct"] as const;

/**
 * The diagonal state space of S4D (Gu, Gupta, Goel & Ré 2022): in every channel s′ = a · s + x and y = 2 · Re(C · s) + D · x
 * with x held between two steps; x and y are `[T, B, H]`. A step costs the same however long the sequence is, and no state
 * is kept for the way back.
 */
export function diagonalStateSpace(plan: Plan, x: Tensor, weights: DiagonalWeights): Tensor {
  const { kernels, engine } = plan;
  const [T, B, H] = x.shape as [number, number, number];
  const [N] = weights.frequency.shape as [number];
  const { stride } = x;
  const all = NAMES.map((name) => weights[name]);
  const y = plan.output(x.shape, [x, ...all]);
  plan.says(y, () => equations(x, weights));
  const learns = plan.anyTracked(all);
  const coefficients = plan.input([4 * N + 1, H]);
  const gradients = plan.input([learns ? 4 * N + 1 : 0, H]);
  const use = plan.use(x);
  const uses = all.map((weight) => plan.use(weight));
  const dy = plan.gradientOf(y);
  const step = B * stride;
  const values = () =>
    Object.fromEntries(NAMES.map((name) => [name, readTensor(engine.f32, weights[name])])) as unknown as DiagonalValues;
  plan.record({
    rows: rowsOf(y),
    pack: {
      weights: all,
      prepare: () => writeTensor(engine.f32, coefficients, discretize(values())),
    },
    forward(from, to) {
      const [target, source] = [y.address + 4 * from * stride, x.address + 4 * from * stride];
      kernels.diagonalScan(target, source, coefficients.address, step, T, to - from, stride, N, 0);
    },
    backward(from, to) {
      if (use === null || !dy.used) return;
      const last = 4 * ((T - 1) * B + from) * stride;
      const [target, source] = [use.address + last, dy.address + last];
      kernels.diagonalScan(target, source, coefficients.address, -step, T, to - from, stride, N, use.accumulate);
    },
    weightGradients(part, parts) {
      const { first, count } = columnsOf(stride, part, parts);
      if (!learns || !dy.used || count === 0) return;
      const at = 4 * first;
      const [out, own] = [gradients.address + at, coefficients.address + at];
      kernels.diagonalScanGradient(out, x.address + at, dy.address + at, own, step, T, B, stride, N, count);
    },
    behind() {
      if (!learns || !dy.used) return;
      const slopes = discretizeGradient(values(), readTensor(engine.f32, gradients));
      for (const [i, name] of NAMES.entries()) addGradient(engine.f32, weights[name], uses[i]!, slopes[name]);
    },
  });
  return y;
}

function addGradient(memory: Float32Array, weight: Tensor, use: GradientUse | null, slope: Float64Array): void {
  if (use === null) return;
  const place = { ...weight, address: use.address };
  const before = use.accumulate === 1 ? readTensor(memory, place) : null;
  writeTensor(memory, place, before === null ? slope : slope.map((value, i) => value + before[i]!));
}

/**
 * `diagonalStateSpace` in float64, by another way: a sum over the past of x times the kernel K_l = 2 · Re Σ C · (ā − 1) / a · āˡ,
 * to which D is added at l = 0.
 */
export function diagonalStateSpaceReference(x: ArrayLike<number>, B: number, v: DiagonalValues): Float64Array {
  const H = v.direct.length;
  const NH = v.frequency.length;
  const T = x.length / (B * H);
  const c = discretize(v);
  const kernel = new Float64Array(T * H);
  for (let i = 0; i < NH; i++) {
    let [re, im] = [c[2 * NH + i]!, c[3 * NH + i]!];
    for (let l = 0; l < T; l++) {
      kernel[l * H + (i % H)]! += re;
      [re, im] = [re * c[i]! - im * c[NH + i]!, re * c[NH + i]! + im * c[i]!];
    }
  }
  for (let h = 0; h < H; h++) kernel[h]! += v.direct[h]!;
  return Float64Array.from({ length: x.length }, (_, at) => {
    let sum = 0;
    for (let l = 0; l * B * H <= at; l++) sum += kernel[l * H + (at % H)]! * x[at - l * B * H]!;
    return sum;
  });
}

/** What it computes, in signs. */
function equations(x: Tensor, { logStep, logDecay, frequency, real, imaginary, direct }: DiagonalWeights): Said {
  const [step, pole, s, C] = ["Δ", "a", "s", "C"].map(symbol) as [Term, Term, Term, Term];
  const gone = call("exp", product(step, pole));
  return {
    kind: "lines",
    lines: [
      { left: step, right: call("exp", logStep) },
      { left: pole, right: sum(minus(call("exp", logDecay)), product(symbol("i"), frequency)) },
      { left: C, right: sum(real, product(symbol("i"), imaginary)) },
      {
        left: at(s, "t"),
        right: sum(elements(gone, at(s, "t−1")), elements(fraction(sum(gone, minus(number(1))), pole), at(x, "t"))),
      },
    ],
    index: "t",
    of: [
      sum(product(number(2), call("Re", total("n", product(at(C, "n"), at(s, "n,t"))))), elements(direct, at(x, "t"))),
    ],
  };
}
