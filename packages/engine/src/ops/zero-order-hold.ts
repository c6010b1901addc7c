import { cos, exp, sin } from "../elementary/index.ts";

/** The numbers of N poles in each of H channels, row-major `[N, H]`; `logStep` and `direct` are `[H]`. */
export interface DiagonalValues {
  readonly logStep: ArrayLike<number>;
  readonly logDecay: ArrayLike<number>;
  readonly frequency: ArrayLike<number>;
  readonly real: ArrayLike<number>;
  readonly imaginary: ArrayLike<number>;
  readonly direct: ArrayLike<number>;
}

/** A pole a, what it is over a step during which the input is held, and how that depends on it; real and imaginary parts. */
interface Held {
  readonly delta: number;
  readonly a: Complex;
  /** e^(Δa) */
  readonly decay: Complex;
  /** (e^(Δa) − 1) / a */
  readonly gain: Complex;
  /** Slope of the gain after a. */
  readonly slope: Complex;
}

type Complex = readonly [re: number, im: number];

const times = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];
const over = ([a, b]: Complex, [c, d]: Complex): Complex => {
  const square = c * c + d * d;
  return [(a * c + b * d) / square, (b * c - a * d) / square];
};

function hold(v: DiagonalValues, i: number): Held {
  const delta = exp(v.logStep[i % v.logStep.length]!);
  const a: Complex = [-exp(v.logDecay[i]!), v.frequency[i]!];
  const size = exp(delta * a[0]);
  const decay: Complex = [size * cos(delta * a[1]), size * sin(delta * a[1])];
  const gain = over([decay[0] - 1, decay[1]], a);
  const slope = over([delta * decay[0] - gain[0], delta * decay[1] - gain[1]], a);
  return { delta, a, decay, gain, slope };
}

/** Rows for the kernels: real parts of ā = e^(Δa), imaginary parts, the same of w = 2 · C · (ā − 1) / a, then D. */
export function discretize(v: DiagonalValues): Float64Array {
  const NH = v.frequency.length;
  const rows = new Float64Array(4 * NH + v.direct.length);
  for (let i = 0; i < NH; i++) {
    const { decay, gain } = hold(v, i);
    const w = times([2 * v.real[i]!, 2 * v.imaginary[i]!], gain);
    [rows[i], rows[NH + i], rows[2 * NH + i], rows[3 * NH + i]] = [...decay, ...w];
  }
  rows.set(Float64Array.from(v.direct), 4 * NH);
  return rows;
}

/** Gradients of all values from those of what `discretize` has made of them. */
export function discretizeGradient(
  v: DiagonalValues,
  g: ArrayLike<number>,
): Record<keyof DiagonalValues, Float64Array> {
  const [H, NH] = [v.direct.length, v.frequency.length];
  const out = {
    logStep: new Float64Array(H),
    logDecay: new Float64Array(NH),
    frequency: new Float64Array(NH),
    real: new Float64Array(NH),
    imaginary: new Float64Array(NH),
    direct: Float64Array.from({ length: H }, (_, h) => g[4 * NH + h]!),
  };
  for (let i = 0; i < NH; i++) {
    const { delta, a, decay, gain, slope } = hold(v, i);
    const c: Complex = [2 * v.real[i]!, 2 * v.imaginary[i]!];
    // A gradient is dL/d Re + i · dL/d Im: it goes back through a product by the conjugate of the other factor, as here of −i.
    const decayGradient: Complex = [g[i]!, -g[NH + i]!];
    const w: Complex = [g[2 * NH + i]!, -g[3 * NH + i]!];
    const output = times(gain, w);
    const pole = times(decay, decayGradient);
    const held = times(times(c, slope), w);
    out.real[i] = 2 * output[0];
    out.imaginary[i] = -2 * output[1];
    out.logDecay[i] = a[0] * (delta * pole[0] + held[0]);
    out.frequency[i] = -(delta * pole[1] + held[1]);
    out.logStep[i % H]! += delta * (times(a, pole)[0] + times(times(c, decay), w)[0]);
  }
  return out;
}
