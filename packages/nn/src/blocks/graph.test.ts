import { compileCell, Engine, Parameters, referenceSequence, seed } from "@gatecast/engine";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { largestError } from "../../../../test/support/largest-error.ts";
import {
  errorsOf,
  type MemberCase,
  type MemberRun,
  type Reference,
  runMember,
  type Weights,
} from "../../../../test/support/member-case.ts";
import { bitsOf } from "../../../../test/support/ulp.ts";
import { gruResetBefore } from "../cells/gru-reset-before.ts";
import { lstm } from "../cells/lstm.ts";
import type { Member } from "../family/member.ts";
import { gcLstm } from "./gc-lstm.ts";
import { type Adjacency, chebyshev, nodesOf, withLoops } from "./graph.ts";
import { tGcn } from "./t-gcn.ts";

const EDGES = [
  [0.3, 1, 0, 0.5],
  [1, 0, 2, 0],
  [0, 2, 0, 0],
  [0.5, 0, 0, 9],
];
const NONE = EDGES.map((row) => row.map(() => 0));

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
type Matrix = readonly (readonly number[])[];
const product = (a: Matrix, b: Matrix): number[][] =>
  a.map((row) => b[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)));
const each = (a: Matrix, f: (value: number, i: number, j: number) => number) =>
  a.map((row, i) => row.map((x, j) => f(x, i, j)));
const rowsOf = (values: ArrayLike<number>, width: number): number[][] =>
  Array.from({ length: values.length / width }, (_, r) =>
    Array.from({ length: width }, (_, c) => values[r * width + c]!),
  );

/** x·W + h·U + b of every node. */
const gateOf = (w: Weights, name: string, x: Matrix, h: Matrix, units: number): number[][] => {
  const [input, state] = [rowsOf(w[`${name}.input.weight`]!, units), rowsOf(w[`${name}.state.weight`]!, units)];
  const heard = product(h, state);
  return each(product(x, input), (value, i, j) => value + heard[i]![j]! + w[`${name}.input.bias`]![j]!);
};

/** One step of a layer for all nodes: their inputs, states of before, and states of now, the first of which is handed on. */
type Step = (w: Weights, x: Matrix, states: readonly Matrix[], units: number) => readonly Matrix[];

/** Every window by itself, node by node: columns of the graph are nodes', those behind them every node's. */
const walk =
  (step: Step, states: number, N: number, { T, B, F, units = 3, output }: MemberCase): Reference =>
  (x, w) => {
    const out = new Float64Array(T * B * units);
    for (let b = 0; b < B; b++) {
      let now: readonly Matrix[] = Array.from({ length: states }, () =>
        Array.from({ length: N }, () => Array<number>(units).fill(0)),
      );
      for (let t = 0; t < T; t++) {
        const row = Array.from({ length: F }, (_, f) => x[(t * B + b) * F + f]!);
        const nodes = Array.from({ length: N }, (_, n) => [row[n]!, ...row.slice(N)]);
        now = step(w, nodes, now, units);
        out.set(now[0]![0]!, (t * B + b) * units);
      }
    }
    return output === "sequence" ? out : out.subarray((T - 1) * B * units);
  };

/** Zhao et al.'s equations, as they are written. */
const tGcnStep =
  (graph: Adjacency): Step =>
  (w, x, [h], units) => {
    const A = graph.map((row, i) => row.map((weight, j) => (i === j ? 1 : weight)));
    const degrees = A.map((row) => row.reduce((sum, weight) => sum + weight, 0));
    const near = each(A, (weight, i, j) => weight / Math.sqrt(degrees[i]! * degrees[j]!));
    const gate = (name: string, state: Matrix) => gateOf(w, name, product(near, x), product(near, state), units);
    const [z, r] = [each(gate("update", h!), sigmoid), each(gate("reset", h!), sigmoid)];
    const n = each(
      gate(
        "candidate",
        each(r, (value, i, j) => value * h![i]![j]!),
      ),
      Math.tanh,
    );
    return [each(z, (value, i, j) => value * h![i]![j]! + (1 - value) * n[i]![j]!)];
  };

/** Chen et al.'s, of states and memories alike, with the polynomials T₀ = 1, T₁ = L̃ and T₂ = 2 L̃² − 1 side by side. */
const gcLstmStep =
  (graph: Adjacency): Step =>
  (w, x, [h, c], units) => {
    const A = each(graph, (weight, i, j) => (i === j ? 0 : weight));
    const degrees = A.map((row) => row.reduce((sum, weight) => sum + weight, 0));
    const L = each(A, (weight, i, j) => (weight === 0 ? 0 : -weight / Math.sqrt(degrees[i]! * degrees[j]!)));
    const second = each(product(L, L), (value, i, j) => 2 * value - (i === j ? 1 : 0));
    const around = (said: Matrix) => {
      const [one, two] = [product(L, said), product(second, said)];
      return said.map((row, i) => [...row, ...one[i]!, ...two[i]!]);
    };
    const gate = (name: string) => gateOf(w, name, x, around(h!), units);
    const memory = product(around(c!), rowsOf(w["memory.weight"]!, units));
    const [i, f, g, o] = [gate("input"), gate("forget"), gate("candidate"), gate("output")];
    const next = each(i, (value, n, u) => sigmoid(f[n]![u]!) * memory[n]![u]! + sigmoid(value) * Math.tanh(g[n]![u]!));
    return [each(o, (value, n, u) => sigmoid(value) * Math.tanh(next[n]![u]!)), next];
  };

const SIZES = [
  { T: 4, B: 3, F: 4, units: 3, output: "sequence" },
  { T: 5, B: 2, F: 6, units: 4, output: "last" },
  { T: 1, B: 2, F: 4, units: 5, output: "last" },
] as const;

for (const row of SIZES) {
  const name = `${row.T} steps, four nodes and ${row.F - 4} columns besides (${row.output})`;
  test(`T-GCN of ${name} is its equations, value and gradients`, async () => {
    const asked = { ...row, member: tGcn, graph: EDGES };
    const errors = errorsOf(await runMember(asked), walk(tGcnStep(EDGES), 1, 4, asked));
    for (const [what, error] of Object.entries(errors)) expect(error, what).toBeLessThan(5e-6);
  });

  test(`GC-LSTM of ${name} is its equations, value and gradients`, async () => {
    const asked = { ...row, member: gcLstm, graph: EDGES };
    const errors = errorsOf(await runMember(asked), walk(gcLstmStep(EDGES), 2, 4, asked));
    for (const [what, error] of Object.entries(errors)) expect(error, what).toBeLessThan(5e-6);
  });
}

const [T, B, N, H] = [6, 3, 4, 5];
const apart = { T, B, F: N, units: H, graph: NONE, output: "sequence" } as const;
/** The first column alone. */
const firstOf = (x: ArrayLike<number>) => Float32Array.from({ length: T * B }, (_, i) => x[i * N]!);
const beside = (run: MemberRun, gates: readonly string[], part: string, width: number) =>
  Float64Array.from({ length: width * gates.length * H }, (_, i) => {
    const [r, g, u] = [Math.floor(i / (gates.length * H)), Math.floor(i / H) % gates.length, i % H];
    return run.weights[`${gates[g]}.${part}`]![r * H + u]!;
  });

test("T-GCN without edges is the GRU of every node by itself", async () => {
  const run = await runMember({ ...apart, member: tGcn });
  const cell = compileCell(gruResetBefore);
  const names: Readonly<Record<string, string>> = { r: "reset", z: "update", n: "candidate" };
  const inOrder = (gates: readonly string[]) => gates.map((gate) => names[gate]!);
  const weights = {
    input: beside(run, inOrder(cell.inputGates), "input.weight", 1),
    recurrent: beside(run, inOrder(cell.recurrentGates), "state.weight", H),
    bias: beside(run, inOrder(cell.slots), "input.bias", 1),
  };
  const { sequence } = referenceSequence(cell, weights, firstOf(run.x), { T, B, F: 1, H });
  expect(largestError(run.value, sequence)).toBeLessThan(1e-6);
});

test("GC-LSTM without edges, with a memory that is kept as it is, is the LSTM of every node by itself", async () => {
  // Of a map the difference of two weights counts: T₀ = 1, T₁ = 0 and T₂ = −1 where L̃ = 0.
  const shares = [0.25, 0.5, -0.75];
  const memory = Float32Array.from({ length: 3 * H * H }, (_, i) => {
    const [order, from, to] = [Math.floor(i / (H * H)), Math.floor(i / H) % H, i % H];
    return from === to ? shares[order]! : 0;
  });
  const run = await runMember({ ...apart, member: gcLstm, weights: { "memory.weight": memory } });
  const cell = compileCell(lstm);
  const names: Readonly<Record<string, string>> = { i: "input", f: "forget", g: "candidate", o: "output" };
  const inOrder = (gates: readonly string[]) => gates.map((gate) => names[gate]!);
  const states = beside(run, inOrder(cell.recurrentGates), "state.weight", 3 * H);
  const block = states.length / 3;
  const weights = {
    input: beside(run, inOrder(cell.inputGates), "input.weight", 1),
    recurrent: states.subarray(0, block).map((value, i) => value - states[2 * block + i]!),
    bias: beside(run, inOrder(cell.slots), "input.bias", 1),
  };
  const { sequence } = referenceSequence(cell, weights, firstOf(run.x), { T, B, F: 1, H });
  expect(largestError(run.value, sequence)).toBeLessThan(1e-6);
});

test("before it learns, GC-LSTM keeps the memory of every node as it is", async () => {
  const engine = await Engine.create();
  const layer = gcLstm.layer("layer", N, {
    ...{ units: H, output: "last", directions: 1, outputs: 1, steps: T, extras: 0, memory: null, seed: seed(3) },
    graph: EDGES,
  });
  const parameters = new Parameters(engine, layer.shapes);
  layer.initialize(parameters, seed(5));
  const weight = rowsOf(parameters.read("layer.memory.weight"), H);
  engine.close();
  expect(weight).toEqual(Array.from({ length: 3 * H }, (_, i) => Array.from({ length: H }, (_, j) => +(i === j))));
});

test("GC-LSTM hears edges both ways, whichever way they go, and T-GCN the way they go", async () => {
  const [heard, hears] = [EDGES, EDGES].map((graph, way) =>
    each(graph, (weight, i, j) => (i < j === (way === 1) ? weight : 0)),
  );
  const value = async (member: Member, graph: Adjacency) =>
    bitsOf((await runMember({ ...apart, member, graph })).value);
  expect(await value(gcLstm, heard!)).toEqual(await value(gcLstm, hears!));
  expect(await value(tGcn, heard!)).not.toEqual(await value(tGcn, hears!));
  // The target is the first node, which hears nobody where every edge leads away from it.
  expect(await value(tGcn, heard!)).toEqual(await value(tGcn, NONE));
});

test("what a column says reaches the target along edges, one a step and convolution, and not without", async () => {
  // 0 – 1 – 2, and 3 by itself.
  const line = [
    [0, 1, 0, 0],
    [1, 0, 1, 0],
    [0, 1, 0, 0],
    [0, 0, 0, 0],
  ];
  const x = draws(T * B * N, "x");
  const change = (node: number) => x.map((value, i) => (i % N === node && i < B * N ? value + 1 : value));
  const value = async (graph: Adjacency, input: Float32Array) =>
    bitsOf((await runMember({ ...apart, member: tGcn, graph, x: input })).value);
  const step = (values: Uint32Array, t: number) => values.subarray(t * B * H, (t + 1) * B * H);
  const [before, near, far, none] = await Promise.all(
    [x, change(1), change(2), change(3)].map((input) => value(line, input)),
  );
  expect(step(near!, 0)).not.toEqual(step(before!, 0));
  expect(step(far!, 0)).toEqual(step(before!, 0));
  expect(step(far!, 1)).not.toEqual(step(before!, 1));
  expect(none).toEqual(before);
  expect(await value(NONE, change(1))).toEqual(await value(NONE, x));
});

test("with one weight everywhere every node hears the mean, whatever the file says of itself", () => {
  expect(
    withLoops([
      [5, 1],
      [1, 7],
    ])
      .flat()
      .map((value) => value.toFixed(12)),
  ).toEqual(Array(4).fill("0.500000000000"));
  expect(withLoops([[0]])).toEqual([[1]]);
});

test("Chebyshev's polynomials obey their recurrence at the eigenvalues, and edges of two weights count by their mean", () => {
  // A ring of four: L̃ has the eigenvectors (1, 1, 1, 1) and (1, −1, 1, −1) at −1 and 1.
  const ring = [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => ((i - j + 4) % 2 === 1 ? 1 : 0)));
  const [one, two] = chebyshev(ring, 3);
  for (const [vector, eigenvalue] of [
    [[1, 1, 1, 1], -1],
    [[1, -1, 1, -1], 1],
  ] as const) {
    const times = (matrix: Matrix) => matrix.map((row) => row.reduce((sum, value, j) => sum + value * vector[j]!, 0));
    const along = (factor: number) => vector.map((value) => factor * value);
    expect(largestError(times(one!), along(eigenvalue))).toBeLessThan(1e-12);
    expect(largestError(times(two!), along(2 * eigenvalue ** 2 - 1))).toBeLessThan(1e-12);
  }
  expect(
    chebyshev(
      [
        [0, 2],
        [0, 0],
      ],
      2,
    ),
  ).toEqual(
    chebyshev(
      [
        [0, 1],
        [1, 0],
      ],
      2,
    ),
  );
});

test("a graph that is no square, has a weight below 0 or more nodes than there are columns is refused", () => {
  for (const graph of [
    [],
    [[0, 1]],
    [
      [0, -1],
      [1, 0],
    ],
    [
      [0, Number.NaN],
      [1, 0],
    ],
    NONE,
  ]) {
    expect(() => nodesOf(graph, 3)).toThrow(RangeError);
  }
  expect(nodesOf(undefined, 3)).toEqual({ N: 1, I: 3 });
  expect(nodesOf(NONE, 6)).toEqual({ N: 4, I: 3 });
});
