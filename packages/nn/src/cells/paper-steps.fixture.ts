import { elementary } from "@gatecast/engine";
import { drawn, SIZES } from "./run-cell.fixture.ts";

// One step of every cell in float64, written out as its paper has it: rows of numbers, no symbols and nothing shared with the
// cells but the names of their weights. The two levels of HM-LSTM are written out in hierarchical-multiscale.test.ts.

const { H } = SIZES;
type Row = readonly number[];
/** What one row sees at one step: its input, what is given, the number of the step, the input and the states of before. */
interface Moment {
  readonly x: Row;
  readonly given: Row;
  readonly t: number;
  readonly xBefore: Row;
  readonly h: Row;
  readonly c: Row;
  readonly n: Row;
}
type States = Readonly<Partial<Record<"c" | "n", Row>>> & { readonly h: Row };

const units = (value: (j: number) => number): Row => Array.from({ length: H }, (_, j) => value(j));
const of = (run: (value: number) => number) => (row: Row) => row.map(run);
const [σ, tanh, exp] = [of(elementary.sigmoid), of(elementary.tanh), of(elementary.exp)];
const relu = of((value) => Math.max(0, value));
/** Rows added, rows multiplied, each unit by itself. */
const plus = (...rows: readonly Row[]): Row => units((j) => rows.reduce((sum, row) => sum + row[j]!, 0));
const times = (...rows: readonly Row[]): Row => units((j) => rows.reduce((product, row) => product * row[j]!, 1));
const over = (a: Row, b: Row): Row => units((j) => a[j]! / b[j]!);
const but = (row: Row): Row => row.map((value) => 1 - value);

/** A row through a matrix, and the parts of what a gate hears. */
const through = (row: Row, M: ArrayLike<number>): Row =>
  units((j) => row.reduce((sum, value, k) => sum + value * M[k * H + j]!, 0));
const W = (gate: string, x: Row): Row => through(x, drawn.W(gate));
const U = (gate: string, row: Row, source = "h"): Row => through(row, drawn.U(gate, source));
const b = (gate: string): Row => [...drawn.b(gate)];
const v = (vector: string): Row => [...drawn.v(vector)];
const full = (gate: string, x: Row, h: Row): Row => plus(W(gate, x), U(gate, h), b(gate));

/** What the LSTMs have in common, told what each gate hears. */
function lstmStep(heard: (gate: "i" | "f" | "g" | "o") => Row, c: Row): { readonly h: Row; readonly c: Row } {
  const next = plus(times(σ(heard("f")), c), times(σ(heard("i")), tanh(heard("g"))));
  return { c: next, h: times(σ(heard("o")), tanh(next)) };
}

/** A row less its mean, over its standard deviation. */
function level(row: Row): Row {
  const mean = row.reduce((sum, value) => sum + value, 0) / H;
  const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / H;
  return row.map((value) => (value - mean) / Math.sqrt(variance + 1e-5));
}

/** g of minLSTM and minGRU: positive everywhere. */
const positive = of((value) => (value >= 0 ? value + 0.5 : elementary.sigmoid(value)));

/** The LMU's A and B for θ = 24 as its paper has them, and what holding the input for one step makes of both: ∫ e^(As) ds. */
function heldDelay(): { readonly A: readonly Row[]; readonly B: Row } {
  const θ = 24;
  const A = units((i) => i).map((i) => units((j) => ((2 * i + 1) / θ) * (i < j ? -1 : (-1) ** (i - j + 1))));
  const B = units((i) => ((2 * i + 1) * (-1) ** i) / θ);
  const dot = (a: Row, b: Row) => a.reduce((sum, value, k) => sum + value * b[k]!, 0);
  // eᴬ = Σ Aᵏ/k! and ∫₀¹ eᴬˢ ds·B = Σ Aᵏ·B/(k+1)!, each term from the one before.
  let term = A.map((_, i) => units((j) => (i === j ? 1 : 0)));
  let held = B;
  let [power, integral] = [term, held];
  for (let k = 1; k < 40; k++) {
    term = term.map((row) =>
      units(
        (j) =>
          dot(
            row,
            A.map((one) => one[j]!),
          ) / k,
      ),
    );
    held = A.map((row) => dot(row, held) / (k + 1));
    power = power.map((row, i) => plus(row, term[i]!));
    integral = plus(integral, held);
  }
  return { A: power, B: integral };
}
const DELAY = heldDelay();

/** One step of each cell, by the cell's name. */
export const PAPER_STEPS: Readonly<Record<string, (moment: Moment) => States>> = {
  rnn: ({ x, h }) => ({ h: tanh(full("a", x, h)) }),
  lstm: ({ x, h, c }) => lstmStep((gate) => full(gate, x, h), c),
  // Cho et al. 2014 in the form of cuDNN: U is asked first, and reset afterwards.
  gru({ x, h }) {
    const [r, z] = [σ(full("r", x, h)), σ(full("z", x, h))];
    const n = tanh(plus(W("n", x), b("n"), times(r, plus(U("m", h), b("m")))));
    return { h: plus(times(but(z), n), times(z, h)) };
  },
  "gru-reset-before"({ x, h }) {
    const [r, z] = [σ(full("r", x, h)), σ(full("z", x, h))];
    const n = tanh(plus(W("n", x), U("n", times(r, h), "reset"), b("n")));
    return { h: plus(times(but(z), n), times(z, h)) };
  },
  // Gers & Schmidhuber 2000: the output gate looks at the memory of now.
  peephole({ x, h, c }) {
    const i = σ(plus(full("i", x, h), times(v("p_i"), c)));
    const f = σ(plus(full("f", x, h), times(v("p_f"), c)));
    const next = plus(times(f, c), times(i, tanh(full("g", x, h))));
    return { c: next, h: times(σ(plus(full("o", x, h), times(v("p_o"), next))), tanh(next)) };
  },
  // Greff et al. 2015, CIFG: f = 1 − i.
  coupled({ x, h, c }) {
    const i = σ(full("i", x, h));
    const next = plus(times(but(i), c), times(i, tanh(full("g", x, h))));
    return { c: next, h: times(σ(full("o", x, h)), tanh(next)) };
  },
  "lstm-linear-output"({ x, h, c }) {
    const next = plus(times(σ(full("f", x, h)), c), times(σ(full("i", x, h)), tanh(full("g", x, h))));
    return { c: next, h: times(σ(full("o", x, h)), next) };
  },
  // Ba, Kiros & Hinton 2016, equations 20–22 of the supplement, gate by gate.
  "layer-norm"({ x, h, c }) {
    const gate = (name: string) =>
      plus(
        times(v(`γx${name}`), level(W(`x${name}`, x))),
        times(v(`γh${name}`), level(U(`h${name}`, h))),
        v(`β${name}`),
      );
    const next = plus(times(σ(gate("f")), c), times(σ(gate("i")), tanh(gate("g"))));
    return { c: next, h: times(σ(gate("o")), tanh(plus(times(v("γc"), level(next)), v("βc")))) };
  },
  // Yao et al. 2015: `given` is the memory of the layer below at this step, c that of this layer at the last one.
  "depth-gated"({ x, h, c, given: below }) {
    const i = σ(plus(full("i", x, h), times(v("p_i"), c)));
    const f = σ(plus(full("f", x, h), times(v("p_f"), c)));
    const d = σ(plus(b("d"), W("d", x), times(v("w_c"), c), times(v("w_l"), below)));
    const next = plus(times(d, below), times(f, c), times(i, tanh(full("g", x, h))));
    return { c: next, h: times(σ(plus(full("o", x, h), times(v("p_o"), next))), tanh(next)) };
  },
  // Kim et al. 2017 as Smyl 2020 has it: h = o ⊙ (tanh(c) + x).
  residual({ x, h, c, given }) {
    const next = plus(times(σ(full("f", x, h)), c), times(σ(full("i", x, h)), tanh(full("g", x, h))));
    return { c: next, h: times(σ(full("o", x, h)), plus(tanh(next), given)) };
  },
  // Melis et al. 2019: xⁱ = 2σ(Qⁱ hⁱ⁻¹) ⊙ xⁱ⁻² for odd i, hⁱ = 2σ(Rⁱ xⁱ⁻¹) ⊙ hⁱ⁻² for even i, five rounds, then an LSTM of both.
  mogrifier({ h, c, given }) {
    const twice = (row: Row) => σ(row).map((value) => 2 * value);
    const x1 = times(twice(U("q1", h)), given);
    const h2 = times(twice(U("r2", x1, "x1")), h);
    const x3 = times(twice(U("q3", h2, "h2")), x1);
    const h4 = times(twice(U("r4", x3, "x3")), h2);
    const x5 = times(twice(U("q5", h4, "h4")), x3);
    return lstmStep((gate) => plus(U(gate, x5, "x5"), U(gate, h4, "h4"), b(gate)), c);
  },
  // Ghosh et al. 2016: every gate of an LSTM hears the context through a matrix of its own.
  "context-aware": ({ x, h, c, given }) => lstmStep((gate) => plus(full(gate, x, h), U(gate, given, "context")), c),
  // Beck et al. 2024, equations 8–14 before they are stabilised: the input gate is an exponential, n its sum.
  slstm({ x, h, c, n }) {
    const [i, f] = [exp(full("i", x, h)), σ(full("f", x, h))];
    const next = plus(times(f, c), times(i, tanh(full("z", x, h))));
    const norm = plus(times(f, n), i);
    return { c: next, n: norm, h: times(σ(full("o", x, h)), over(next, norm)) };
  },
  // Feng et al. 2024: the two gates share one whole.
  "min-lstm"({ x, h }) {
    const [f, i, n] = ["f", "i", "n"].map((gate) => plus(W(gate, x), b(gate))) as [Row, Row, Row];
    const whole = plus(σ(f), σ(i));
    return { h: plus(times(over(σ(f), whole), h), times(over(σ(i), whole), positive(n))) };
  },
  "min-gru"({ x, h }) {
    const z = σ(plus(W("z", x), b("z")));
    return { h: plus(times(but(z), h), times(z, positive(plus(W("n", x), b("n"))))) };
  },
  // Bradbury et al. 2016: a convolution over two inputs, and fo-pooling.
  qrnn({ x, xBefore, c }) {
    const convolved = (gate: string) => plus(W(gate, x), W(`q${gate}`, xBefore), b(gate));
    const [z, f, o] = [tanh(convolved("z")), σ(convolved("f")), σ(convolved("o"))];
    const next = plus(times(f, c), times(but(f), z));
    return { c: next, h: times(o, next) };
  },
  // Lei et al. 2018, equations 1–4: both gates see the memory of before; α = √3 where the bias starts at 0.
  sru({ x, c, given }) {
    const f = σ(plus(W("f", x), times(v("v_f"), c), b("f")));
    const r = σ(plus(W("r", x), times(v("v_r"), c), b("r")));
    const next = plus(times(f, c), times(but(f), W("u", x)));
    return {
      c: next,
      h: plus(
        times(r, next),
        times(
          but(r),
          given.map((value) => value * Math.sqrt(3)),
        ),
      ),
    };
  },
  // Li et al. 2018: each unit hears itself alone, with a weight within ±1.
  "ind-rnn": ({ x, h }) => ({
    h: relu(
      plus(
        W("a", x),
        b("a"),
        times(
          v("u").map((value) => Math.max(-1, Math.min(1, value))),
          h,
        ),
      ),
    ),
  }),
  // Koutník et al. 2014: four modules of one unit with periods 1, 2, 4 and 8; none hears a faster one.
  clockwork({ x, h, t }) {
    const M = drawn.U("a");
    const heard = units((j) => h.reduce((sum, value, k) => sum + (k >= j ? value * M[k * H + j]! : 0), 0));
    const now = tanh(plus(W("a", x), heard, b("a")));
    return { h: units((j) => (t % 2 ** j === 0 ? now[j]! : h[j]!)) };
  },
  // Voelker et al. 2019: c stands for the memory m. u sums over as many units as there are, which its encoders take into account.
  lmu({ x, h, c: m }) {
    const heard = plus(W("e", x), times(v("e_h"), h), times(v("e_m"), m));
    const u = heard.reduce((sum, value) => sum + value, 0) / H;
    const next = units((i) => DELAY.A[i]!.reduce((sum, value, k) => sum + value * m[k]!, DELAY.B[i]! * u));
    return { c: next, h: tanh(plus(full("a", x, h), U("a", next, "memory"))) };
  },
};
