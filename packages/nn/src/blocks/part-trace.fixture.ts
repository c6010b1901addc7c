import { elementary } from "@gatecast/engine";
import { largestError } from "../../../../test/support/largest-error.ts";
import type { Weights } from "../../../../test/support/member-case.ts";
import { depthwiseConvolutionReference } from "../../../engine/src/ops/depthwise-convolution.ts";
import { geluReference } from "../../../engine/src/ops/gelu.ts";
import { layerNormReference } from "../../../engine/src/ops/layer-norm.ts";
import { linearReference } from "../../../engine/src/ops/linear.ts";
import { sigmoidReference } from "../../../engine/src/ops/sigmoid.ts";
import type { PartKind } from "../layers/part-trace.ts";
import type { GateTrace } from "../network/gate-trace.ts";
import { additiveScores, blended, dense, dot, shares } from "./attention.fixture.ts";
import { type Adjacency, chebyshev, withLoops } from "./graph.ts";
import { patches } from "./patched-slstm.ts";

const { tanh } = elementary;

/** Edges of a graph whose nodes are the columns. */
export const EDGES: Adjacency = [
  [0, 1, 0.5],
  [1, 0, 0],
  [0.5, 0, 0],
];

/** What was traced of one window, and what the layer was given: its rows, and its weights without their prefix. */
export class Traced {
  readonly traces: readonly GateTrace[];
  readonly weights: Weights;
  readonly rows: readonly number[][];
  private readonly b: number;
  private readonly B: number;

  constructor(traces: readonly GateTrace[], weights: Weights, rows: readonly number[][], b: number, B: number) {
    this.traces = traces;
    this.weights = weights;
    this.rows = rows;
    this.b = b;
    this.B = B;
  }

  /** A gate, state or value of a part, a row for each step. */
  of(kind: PartKind | null, name: string, { number, reverse = false }: { number?: number; reverse?: boolean } = {}) {
    const trace = this.traces.find(
      ({ part, reverse: back }) =>
        (part?.kind ?? null) === kind && (number === undefined || part?.number === number) && back === reverse,
    )!;
    const values = (trace.gates.get(name) ?? trace.states.get(name) ?? trace.values.get(name))!;
    const width = values.length / trace.rows.length / this.B;
    return trace.rows.map((_, step) => [
      ...values.subarray((step * this.B + this.b) * width, (step * this.B + this.b + 1) * width),
    ]);
  }

  /** A row normalised. */
  norm(row: ArrayLike<number>, name: string, groups = 1): number[] {
    return [...layerNormReference(row, this.weights[`${name}.gain`]!, this.weights[`${name}.bias`]!, groups)];
  }
}

const added = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a, (value, i) => value + b[i]!);
const times = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a, (value, i) => value * b[i]!);

/** Encoder and decoder: what the decoder says, from what both were traced as. */
function decoded(own: Traced, step: (s: number[], k: number, keys: number[][]) => number[]): number[] {
  const directions = own.traces.filter(({ part }) => part?.kind === "encoder").map(({ reverse }) => reverse);
  const seen = directions.map((reverse) => own.of("encoder", "h", { reverse }));
  const keys = seen[0]!.map((_, t) => seen.flatMap((rows) => rows[t]!));
  return own.of("decoder", "h").flatMap((s, k) => step(s, k, keys));
}

function bahdanau(own: Traced): number[] {
  const { weights } = own;
  const said = own.of("decoder", "h");
  const last = own.of("encoder", "h").at(-1)!;
  const isBoth = own.traces.some(({ part, reverse }) => part?.kind === "encoder" && reverse);
  const end = isBoth ? [...last, ...own.of("encoder", "h", { reverse: true })[0]!] : last;
  const first = [...dense(end, weights, "encoder.h")].map(tanh);
  return decoded(own, (s, k, keys) => {
    const alpha = shares(additiveScores(k === 0 ? first : said[k - 1]!, keys, weights, "attention"));
    return [...dense([...s, ...blended(alpha, keys)], weights, "output")];
  });
}

/**
 * What each composed member hands on behind a window, worked out from what its parts were traced as: the forecast is made of the
 * gates and states that are shown, or this is not what the layer says.
 */
export const REBUILT: Readonly<Record<string, (own: Traced) => ArrayLike<number>>> = {
  tcn: (own) => own.of("block", "h", { number: own.traces.length }).at(-1)!,
  s4: stateSpaces,
  s4d: stateSpaces,
  mlstm(own) {
    const { weights: w, rows } = own;
    const embedded = rows.map((row) => [...dense(row, w, "embed")]);
    const level = embedded.map((row) => own.norm(row, "norm"));
    const wide = level.map((row) => dense(row, w, "up"));
    const inner = wide[0]!.length;
    const silu = (x: Float64Array) => sigmoidReference(x).map((value, i) => value * x[i]!);
    const taps = depthwiseConvolutionReference(
      Float64Array.from(wide.flatMap((row) => [...row])),
      1,
      w["memory.taps"]!,
      w["memory.tapsBias"]!,
    );
    const seen = rows.map((_, t) => silu(taps.slice(t * inner, (t + 1) * inner)));
    const [q, k] = ["query", "key"].map((name) => seen.map((row) => dense(row, w, name)));
    const v = wide.map((row) => dense(row, w, "value"));
    const p = matrixMemory(own, q!, k!, v);
    const last = rows.length - 1;
    const around = added(own.norm(p, "heads", 4), times(w["memory.around"]!, seen[last]!));
    const side = silu(dense(level[last]!, w, "side"));
    return added(embedded[last]!, dense(times(around, side), w, "down"));
  },
  ntm(own) {
    const N = 16;
    const [h, w, read] = [own.of("controller", "h"), own.of("write head", "w"), own.of("read head", "w")];
    const [e, a] = [own.of("memory", "e"), own.of("memory", "a")];
    let M = Array.from({ length: N }, (_, slot) =>
      Array.from(own.weights["start.memory"]!).slice(12 * slot, 12 * slot + 12),
    );
    h.forEach((_, t) => {
      M = M.map((row, slot) =>
        row.map((value, i) => value * (1 - w[t]![slot]! * e[t]![i]!) + w[t]![slot]! * a[t]![i]!),
      );
      near(own.of("memory", "M")[t]!, M.flat());
      near(own.of("memory", "r")[t]!, blended(read[t]!, M));
    });
    for (const head of ["write", "read"] as const) turned(own, head);
    return dense([...h.at(-1)!, ...blended(read.at(-1)!, M)], own.weights, "output");
  },
  attention: bahdanau,
  "attention-gru": bahdanau,
  "attention-multiplicative": (own) =>
    decoded(own, (s, _, keys) => {
      const asked = linearReference(s, own.weights["attention.query"]!, new Float64Array(keys[0]!.length));
      const alpha = shares(keys.map((key) => dot(asked, key)));
      const a = [...dense([...blended(alpha, keys), ...s], own.weights, "attend")].map(tanh);
      return [...dense(a, own.weights, "output")];
    }),
  "da-rnn"(own) {
    const [keys, d, c] = [own.of("encoder", "h"), own.of("decoder", "h"), own.of("decoder", "c")];
    const before = [...d.at(-2)!, ...c.at(-2)!];
    const beta = shares(additiveScores(before, keys, own.weights, "temporal-attention"));
    return [...d.at(-1)!, ...blended(beta, keys)];
  },
  "bert-lstm"(own) {
    const back = own.of(null, "h", { reverse: true });
    const h = own.of(null, "h").map((row, t) => [...row, ...back[t]!]);
    const heads = h[0]!.length % 4 === 0 ? 4 : 2;
    const d = h[0]!.length / heads;
    const [q, k, v] = ["query", "key", "value"].map((name) =>
      h.map((row) => dense(row, own.weights, `attention.${name}`)),
    );
    const seen = Array.from({ length: heads }, (_, n) => {
      const part = (values: Float64Array) => values.subarray(n * d, (n + 1) * d);
      return blended(shares(k!.map((key) => dot(part(q!.at(-1)!), part(key)) / Math.sqrt(d))), v!.map(part));
    });
    return own.norm(added(h.at(-1)!, dense(seen.flat(), own.weights, "attention.output")), "norm");
  },
  "t-gcn"(own) {
    const { weights, rows } = own;
    const nodes = own.traces.map((_, node) => (name: string) => own.of("node", name, { number: node + 1 }));
    const [h, z, r, n] = ["h", "z", "r", "n"].map((name) => nodes.map((of) => of(name)));
    const hears = withLoops(EDGES);
    const units = h![0]![0]!.length;
    const heard = (values: readonly number[][]) => hears.map((edges) => blended(edges, values));
    rows.forEach((row, t) => {
      const before = h!.map((of) => of[t - 1] ?? Array<number>(units).fill(0));
      const kept = heard(before.map((state, node) => times(r![node]![t]!, state)));
      heard(row.map((value) => [value])).forEach((x, node) => {
        const recurrent = linearReference(kept[node]!, weights["candidate.state.weight"]!, new Float64Array(units));
        near(n![node]![t]!, added(dense(x, weights, "candidate.input"), recurrent).map(tanh));
        const keep = z![node]![t]!;
        const fresh = n![node]![t]!.map((value, u) => (1 - keep[u]!) * value);
        near(h![node]![t]!, added(times(keep, before[node]!), fresh));
      });
    });
    return h![0]!.at(-1)!;
  },
  "gc-lstm"(own) {
    const nodes = own.traces.map((_, node) => (name: string) => own.of("node", name, { number: node + 1 }));
    const [h, c, i, f, g, o] = ["h", "c", "i", "f", "g", "o"].map((name) => nodes.map((of) => of(name)));
    const orders = chebyshev(EDGES, 3);
    const nothing = new Float64Array(c![0]![0]!.length);
    own.rows.forEach((_, t) => {
      const memories = c!.map((of) => of[t - 1] ?? [...nothing]);
      c!.forEach((of, node) => {
        // A node's memory, and what Chebyshev's polynomials of its neighbours' say.
        const around = [memories[node]!, ...orders.map((order) => blended(order[node]!, memories))];
        const kept = linearReference(
          around.flatMap((values) => [...values]),
          own.weights["memory.weight"]!,
          nothing,
        );
        near(of[t]!, added(times(f![node]![t]!, kept), times(i![node]![t]!, g![node]![t]!)));
        near(h![node]![t]!, times(o![node]![t]!, of[t]!.map(tanh)));
      });
    });
    return h![0]!.at(-1)!;
  },
  hierarchical: (own) => own.of("level", "h", { number: own.traces.length }).at(-1)!,
  segrnn: (own) => own.of("segments ahead", "h").flatMap((s) => [...dense(s, own.weights, "output")]),
  multiscale: (own) => own.traces.flatMap(({ part }) => own.of("scale", "h", { number: part!.number! }).at(-1)!),
  "patched-slstm"(own) {
    const { weights, rows } = own;
    const nothing = rows[0]!.map(() => 0);
    const h = own.of("patches", "h");
    return patches(rows.length).flatMap((steps, i) => {
      const row = steps.flatMap((t) => (t < 0 ? nothing : rows[t]!));
      const a = added(dense(row, weights, "embed"), own.norm(h[i]!, "behind"));
      const u = own.norm(a, "norm");
      return added(a, dense(times(geluReference(dense(u, weights, "gate")), dense(u, weights, "up")), weights, "down"));
    });
  },
};

function stateSpaces(own: Traced): number[] {
  const y = own.of("state space", "y").at(-1)!;
  const value = dense(geluReference(Float64Array.from(y)), own.weights, "value");
  return added(dense(own.rows.at(-1)!, own.weights, "embed"), times(value, own.of("gated unit", "g").at(-1)!));
}

/** The last answer of a matrix memory that its traced gates write, step by step as the paper has it. */
function matrixMemory(own: Traced, q: Float64Array[], k: Float64Array[], v: Float64Array[]): number[] {
  const [f, i, p] = ["f", "i", "p"].map((name) => own.of("memory", name));
  const heads = f![0]!.length;
  const d = q[0]!.length / heads;
  for (let head = 0; head < heads; head++) {
    const part = (row: Float64Array) => [...row.subarray(head * d, (head + 1) * d)];
    let C = Array.from({ length: d }, () => Array<number>(d).fill(0));
    let n = Array<number>(d).fill(0);
    q.forEach((_, t) => {
      const key = part(k[t]!).map((value) => value / Math.sqrt(d));
      C = C.map((row, a) => row.map((value, b) => f![t]![head]! * value + i![t]![head]! * key[a]! * part(v[t]!)[b]!));
      n = n.map((value, a) => f![t]![head]! * value + i![t]![head]! * key[a]!);
      const asked = part(q[t]!);
      const bound = Math.max(Math.abs(dot(n, asked)), 1);
      near(
        p![t]!.slice(head * d, (head + 1) * d),
        blended(asked, C).map((value) => value / bound),
      );
    });
  }
  return p!.at(-1)!;
}

/** A head of a Turing machine goes from where it was to where its traced key, gate, shift and power send it. */
function turned(own: Traced, name: "write" | "read"): void {
  const [g, w, s, p, k, beta] = ["g", "w", "s", "p", "k", "β"].map((value) => own.of(`${name} head`, value));
  const M = own.of("memory", "M");
  const row = name === "write" ? 0 : 1;
  let before = shares(Array.from(own.weights["start.heads"]!).slice(16 * row, 16 * row + 16));
  w!.forEach((weight, t) => {
    // The one that writes looks at what the step before left.
    const flat = name === "read" ? M[t]! : t > 0 ? M[t - 1]! : Array.from(own.weights["start.memory"]!);
    const slots = Array.from({ length: 16 }, (_, slot) => flat.slice(12 * slot, 12 * slot + 12));
    const key = k![t]!;
    const alike = slots.map((slot) => dot(key, slot) / Math.sqrt((dot(key, key) + 1e-6) * (dot(slot, slot) + 1e-6)));
    const found = shares(alike.map((value) => beta![t]![0]! * value));
    const u = found.map((value, i) => g![t]![0]! * value + (1 - g![t]![0]!) * before[i]!);
    const [left, stay, right] = s![t]! as unknown as [number, number, number];
    const moved = u.map((_, i) => left * u[(i + 1) % 16]! + stay * u[i]! + right * u[(i + 15) % 16]!);
    const raised = moved.map((value) => value ** (1 + p![t]![0]!));
    const sum = raised.reduce((all, value) => all + value, 0);
    near(
      weight,
      raised.map((value) => value / sum),
    );
    before = weight;
  });
}

/** What is read in float32 may differ from float64 by as much as the members themselves do. @throws Error where it is further away. */
function near(values: ArrayLike<number>, expected: ArrayLike<number>): void {
  const error = largestError(values, expected);
  if (!(error < 3e-5)) throw new Error(`${error} away from what it should be`);
}
