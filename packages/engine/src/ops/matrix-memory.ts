import type { Plan } from "../autodiff/plan.ts";
import { eachStretch } from "../autodiff/step.ts";
import { exp, log1p } from "../elementary/index.ts";
import {
  at,
  call,
  elements,
  fraction,
  number,
  product,
  root,
  type Said,
  sum,
  symbol,
  type Term,
  transposed,
} from "../notation/term.ts";
import { rowStride, type Tensor } from "../tensor/tensor.ts";

/** What is asked, `[T, B, H]` each, and the gates before their functions, `[T, B, heads]` each. */
export interface MatrixMemoryInputs {
  readonly query: Tensor;
  readonly key: Tensor;
  readonly value: Tensor;
  /** log i: the input gate is exponential. */
  readonly input: Tensor;
  /** f is the sigmoid of it. */
  readonly forget: Tensor;
}

/**
 * The memory of mLSTM (Beck, Pöppel et al. 2024): every head, H / heads = d wide, keeps C ← f · C + i · k vᵀ / √d and
 * n ← f · n + i · k / √d and answers Cᵀ q / max(|n · q|, 1), `[T, B, H]`. All of it is held down by the largest logarithm of a
 * gate so far, which cancels out. d must be a multiple of 4.
 */
export function matrixMemory(plan: Plan, inputs: MatrixMemoryInputs): Tensor {
  const { kernels } = plan;
  const { query, key, value, input, forget } = inputs;
  const [T, B, H] = query.shape as [number, number, number];
  const heads = input.width;
  const d = H / heads;
  if (d % 4 !== 0) throw new RangeError(`matrixMemory: ${H} columns are no ${heads} heads of whole fours`);
  const gates = rowStride(heads);
  const scale = 1 / Math.sqrt(d);
  const all = [query, key, value, input, forget];
  const h = plan.output(query.shape, all);
  plan.says(h, () => equations(inputs));
  const learns = plan.anyTracked(all);
  const gate = plan.scratch(3 * T * B * gates);
  const logForget = plan.scratch(forget.floats);
  const states = plan.scratch((learns ? T : 1) * B * (d + 1) * H);
  const running = plan.scratch(learns ? B * (d + 1) * d : 0);
  const gradients = plan.scratch(learns ? 3 * query.floats : 0);
  const slopes = plan.scratch(learns ? 2 * T * B * gates : 0);
  const uses = all.map((tensor) => plan.use(tensor));
  const dh = plan.gradientOf(h);
  const stateBytes = 4 * (d + 1) * H;
  plan.record({
    rows: B,
    forward(from, to) {
      const count = to - from;
      eachStretch(forget, from, to, (row, rows) => {
        const at = 4 * row * gates;
        kernels.logSigmoid(logForget.address + at, forget.address + at, rows * gates);
      });
      const first = 4 * from * gates;
      const own = gate.address + 3 * first;
      kernels.memoryGates(own, input.address + first, logForget.address + first, B, T, count, gates);
      eachStretch(forget, from, to, (row, rows) => {
        const at = gate.address + 12 * row * gates;
        kernels.exp(at, at, 3 * rows * gates);
      });
      const at = 4 * from * H;
      kernels.matrixMemory(
        h.address + at,
        query.address + at,
        key.address + at,
        value.address + at,
        own,
        states.address + from * stateBytes,
        B,
        T,
        count,
        H,
        gates,
        d,
        scale,
        learns ? 1 : 0,
      );
    },
    backward(from, to) {
      if (!learns || !dh.used) return;
      const [at, first] = [4 * from * H, 4 * from * gates];
      kernels.matrixMemoryGradient(
        gradients.address + at,
        slopes.address + 2 * first,
        dh.address + at,
        query.address + at,
        key.address + at,
        value.address + at,
        gate.address + 3 * first,
        states.address + from * stateBytes,
        h.address + at,
        running.address + 4 * from * (d + 1) * d,
        B,
        T,
        to - from,
        H,
        gates,
        d,
        scale,
      );
      for (const i of [4, 3, 2, 1, 0]) {
        const use = uses[i] ?? null;
        if (use === null) continue;
        eachStretch(all[i]!, from, to, (row, rows) => {
          const place = 4 * row * all[i]!.stride;
          const target = use.address + place;
          if (i < 3) {
            const source = gradients.address + 4 * i * query.floats + place;
            kernels.copyRows(target, H, source, H, rows, H, use.accumulate);
            return;
          }
          // What the sigmoid of the forget gate is may lie where its logarithm was: that is done with.
          const sigma = logForget.address + place;
          if (i === 4) kernels.sigmoid(sigma, forget.address + place, rows * gates);
          const [slope, value] = [slopes.address + 2 * place, gate.address + 3 * place];
          kernels.memoryGatesGradient(target, slope, value, sigma, rows, gates, i === 4 ? 1 : 0, use.accumulate);
        });
      }
    },
  });
  return h;
}

/** What it computes, in signs. */
function equations({ query, key, value, input, forget }: MatrixMemoryInputs): Said {
  const [f, i, C, n] = ["f", "i", "C", "n"].map(symbol) as [Term, Term, Term, Term];
  const now = (term: Term) => at(term, "t");
  const before = (term: Term) => at(term, "t−1");
  const small = fraction(now(key), root(symbol("d")));
  return {
    kind: "lines",
    lines: [
      { left: now(f), right: call("sigmoid", now(forget)) },
      { left: now(i), right: call("exp", now(input)) },
      {
        left: now(C),
        right: sum(elements(now(f), before(C)), product(now(i), small, transposed(now(value)))),
      },
      { left: now(n), right: sum(elements(now(f), before(n)), product(now(i), small)) },
    ],
    index: "t",
    of: [
      fraction(
        product(transposed(now(C)), now(query)),
        call("max", call("abs", product(now(n), now(query))), number(1)),
      ),
    ],
  };
}

/** `matrixMemory` in float64 as attention: h_t is a mean of the values so far, each with a weight of its own. */
export function matrixMemoryReference(
  [query, key, value, input, forget]: readonly ArrayLike<number>[],
  T: number,
  B: number,
): Float64Array {
  const H = query!.length / (T * B);
  const heads = input!.length / (T * B);
  const d = H / heads;
  const h = new Float64Array(query!.length);
  for (let row = 0; row < B * heads; row++) {
    const [b, head] = [Math.floor(row / heads), row % heads];
    const at = (t: number) => (t * B + b) * H + head * d;
    const gate = (t: number) => (t * B + b) * heads + head;
    // Weights of earlier steps, as logarithms.
    const logs: number[] = [];
    for (let t = 0; t < T; t++) {
      const f = forget![gate(t)]!;
      const logForget = Math.min(f, 0) - log1p(exp(-Math.abs(f)));
      for (let s = 0; s < t; s++) logs[s]! += logForget;
      logs.push(input![gate(t)]!);
      const m = Math.max(...logs);
      let whole = 0;
      for (let s = 0; s <= t; s++) {
        let alike = 0;
        for (let j = 0; j < d; j++) alike += query![at(t) + j]! * key![at(s) + j]!;
        const weight = (alike / Math.sqrt(d)) * exp(logs[s]! - m);
        whole += weight;
        for (let j = 0; j < d; j++) h[at(t) + j]! += weight * value![at(s) + j]!;
      }
      const bound = Math.max(Math.abs(whole), exp(-m));
      for (let j = 0; j < d; j++) h[at(t) + j]! /= bound;
    }
  }
  return h;
}
