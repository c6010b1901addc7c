import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { largestError } from "../../../../test/support/largest-error.ts";
import { Plan } from "../autodiff/plan.ts";
import { Engine } from "../memory/engine.ts";
import { readTensor, writeTensor } from "../tensor/tensor.ts";
import { matrixMemory, matrixMemoryReference } from "./matrix-memory.ts";

const [T, B, heads, d] = [23, 2, 2, 4];
const H = heads * d;
const NAMES = ["query", "key", "value", "input", "forget"] as const;

/** Inputs whose gates' arguments are so many times as large as drawn. */
const inputsOf = (size: number) =>
  NAMES.map((name, i) => draws(T * B * (i < 3 ? H : heads), name).map((value) => (i < 3 ? value : size * value)));

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Memory of one head and how far its exponentials are held down. */
interface Memory {
  readonly C: Float64Array;
  readonly n: Float64Array;
  readonly m: number;
}

/** Calls `visit` with the rows of one head of one row of the batch, and lays what it answers where the head lies. */
function perHead(inputs: readonly ArrayLike<number>[], visit: (rows: HeadRows) => Float64Array[]): Float64Array {
  const [query, key, value, input, forget] = inputs;
  const h = new Float64Array(T * B * H);
  for (let b = 0; b < B; b++) {
    for (let head = 0; head < heads; head++) {
      const at = (t: number) => (t * B + b) * H + head * d;
      const row = (x: ArrayLike<number>) => (t: number) => Array.from({ length: d }, (_, j) => x[at(t) + j]!);
      const gate = (x: ArrayLike<number>) => (t: number) => x[(t * B + b) * heads + head]!;
      const rows = { q: row(query!), k: row(key!), v: row(value!), i: gate(input!), f: gate(forget!) };
      visit(rows).forEach((answer, t) => {
        h.set(answer, at(t));
      });
    }
  }
  return h;
}

interface HeadRows {
  readonly q: (t: number) => number[];
  readonly k: (t: number) => number[];
  readonly v: (t: number) => number[];
  readonly i: (t: number) => number;
  readonly f: (t: number) => number;
}

/** C and n after one more step, with gates as numbers. */
function remember({ C, n }: Memory, rows: HeadRows, t: number, i: number, f: number): Pick<Memory, "C" | "n"> {
  const [k, v] = [rows.k(t).map((value) => value / Math.sqrt(d)), rows.v(t)];
  return {
    C: C.map((old, at) => f * old + i * k[Math.floor(at / d)]! * v[at % d]!),
    n: n.map((old, j) => f * old + i * k[j]!),
  };
}

function answer({ C, n, m }: Memory, q: readonly number[]): Float64Array {
  const whole = q.reduce((sum, value, j) => sum + value * n[j]!, 0);
  const bound = Math.max(Math.abs(whole), Math.exp(-m));
  return Float64Array.from(
    { length: d },
    (_, c) => q.reduce((sum, value, j) => sum + value * C[j * d + c]!, 0) / bound,
  );
}

const EMPTY: Memory = { C: new Float64Array(d * d), n: new Float64Array(d), m: Number.NEGATIVE_INFINITY };

/** Step by step, as the paper writes it; with `held` the exponentials are held down. */
const recurrent = (held: boolean) => (rows: HeadRows) => {
  let memory: Memory = { ...EMPTY, m: held ? EMPTY.m : 0 };
  return Array.from({ length: T }, (_, t) => {
    const kept = Math.log(sigmoid(rows.f(t))) + memory.m;
    const m = held ? Math.max(kept, rows.i(t)) : 0;
    const gates = held ? [Math.exp(rows.i(t) - m), Math.exp(kept - m)] : [Math.exp(rows.i(t)), sigmoid(rows.f(t))];
    memory = { ...remember(memory, rows, t, gates[0]!, gates[1]!), m };
    return answer(memory, rows.q(t));
  });
};

/** A few steps at a time: what came before as one memory, what is in the chunk as attention. */
const chunkwise = (size: number) => (rows: HeadRows) => {
  let memory: Memory = { ...EMPTY, m: 0 };
  const answers: Float64Array[] = [];
  for (let from = 0; from < T; from += size) {
    const to = Math.min(from + size, T);
    for (let t = from; t < to; t++) {
      let decay = 1;
      const C = new Float64Array(d * d);
      const n = new Float64Array(d);
      for (let s = t; s >= from; s--) {
        const weight = decay * Math.exp(rows.i(s));
        const one = remember(EMPTY, rows, s, weight, 0);
        one.C.forEach((value, at) => {
          C[at]! += value;
        });
        one.n.forEach((value, at) => {
          n[at]! += value;
        });
        decay *= sigmoid(rows.f(s));
      }
      const whole = {
        C: C.map((value, at) => value + decay * memory.C[at]!),
        n: n.map((value, at) => value + decay * memory.n[at]!),
        m: 0,
      };
      answers.push(answer(whole, rows.q(t)));
      if (t === to - 1) memory = whole;
    }
  }
  return answers;
};

test("attention, the recurrence and chunks of any length are the same", () => {
  const inputs = inputsOf(2);
  const parallel = matrixMemoryReference(inputs, T, B);
  expect(largestError(perHead(inputs, recurrent(true)), parallel)).toBeLessThan(1e-12);
  for (const size of [1, 4, 23]) expect(largestError(perHead(inputs, chunkwise(size)), parallel)).toBeLessThan(1e-12);
});

test("held down or not, the answers are the same", () => {
  const inputs = inputsOf(5);
  expect(largestError(perHead(inputs, recurrent(false)), perHead(inputs, recurrent(true)))).toBeLessThan(1e-12);
});

test("gates whose exponentials no float32 holds change nothing of that", async () => {
  const inputs = inputsOf(200);
  const engine = await Engine.create();
  const plan = new Plan(engine, { training: false });
  const [query, key, value, input, forget] = inputs.map((values) => plan.input([T, B, values.length / (T * B)]));
  const h = matrixMemory(plan, { query: query!, key: key!, value: value!, input: input!, forget: forget! });
  plan.seal();
  for (const [i, tensor] of [query, key, value, input, forget].entries()) {
    writeTensor(engine.f32, tensor!, inputs[i]!);
  }
  plan.forward();
  expect(largestError(readTensor(engine.f32, h), matrixMemoryReference(inputs, T, B))).toBeLessThan(2e-5);
  engine.close();
});

test("columns that are no heads of whole fours are refused", async () => {
  const engine = await Engine.create();
  const plan = new Plan(engine, { training: false });
  const [wide, gate] = [plan.input([2, 1, 12]), plan.input([2, 1, 2])];
  expect(() => matrixMemory(plan, { query: wide, key: wide, value: wide, input: gate, forget: gate })).toThrow(
    RangeError,
  );
  engine.close();
});
