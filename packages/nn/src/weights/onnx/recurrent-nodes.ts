import { type Cell, type CompiledCell, compileCell } from "@gatecast/engine";
import { coupled, gru, gruResetBefore, lstm, peephole, rnn } from "../../cells/index.ts";
import { type Clock, cellScan, type GivenValue } from "./cell-scan.ts";
import type { OnnxGraph, Value } from "./onnx-graph.ts";

/** A layer's weights of one direction, row-major, in the shapes of `recurrentShapes`. */
export interface LayerWeights {
  readonly input: ArrayLike<number>;
  readonly recurrent: ArrayLike<number>;
  readonly bias: ArrayLike<number>;
  readonly vectors: ArrayLike<number>;
  /** In the order of the cell's. */
  readonly given: readonly GivenValue[];
}

/** A gate of ONNX by ours: for the input half and for the recurrent half; with the sign turned where it says so. */
interface Gate {
  readonly input: string;
  readonly recurrent: string;
  readonly sign?: -1;
}

/** How ONNX's own operators name what our cells compute. */
interface Operator {
  readonly op: "LSTM" | "GRU" | "RNN";
  /** In ONNX's order. */
  readonly gates: readonly Gate[];
  readonly peepholes?: readonly string[];
  readonly attributes?: Readonly<Record<string, number>>;
}

const gate = (name: string): Gate => ({ input: name, recurrent: name });

/**
 * Gate orders of https://onnx.ai/onnx/operators/onnx__LSTM.html (i, o, f, c) and onnx__GRU.html (z, r, h). Where gates are coupled,
 * input_forget says so; as 1 − σ(z) = σ(−z), the forget gate has the input gate's weights with the sign turned, so that a runtime which
 * passes over the attribute computes the same.
 */
const OPERATORS: ReadonlyMap<Cell, Operator> = new Map<Cell, Operator>([
  [lstm, { op: "LSTM", gates: ["i", "o", "f", "g"].map(gate) }],
  [peephole, { op: "LSTM", gates: ["i", "o", "f", "g"].map(gate), peepholes: ["p_i", "p_o", "p_f"] }],
  [
    coupled,
    {
      op: "LSTM",
      gates: [gate("i"), gate("o"), { ...gate("i"), sign: -1 }, gate("g")],
      attributes: { input_forget: 1 },
    },
  ],
  [
    gru,
    {
      op: "GRU",
      gates: [gate("z"), gate("r"), { input: "n", recurrent: "m" }],
      attributes: { linear_before_reset: 1 },
    },
  ],
  [gruResetBefore, { op: "GRU", gates: ["z", "r", "n"].map(gate) }],
  [rnn, { op: "RNN", gates: [gate("a")] }],
]);

/** What a recurrent layer is asked for. */
export interface RecurrentNodes {
  readonly cell: Cell;
  readonly features: number;
  readonly units: number;
  readonly output: "last" | "sequence";
  /** One or two directions. */
  readonly weights: readonly LayerWeights[];
  /** What the steps of each direction are counted by; 0, 1, 2 … where absent. */
  readonly clocks?: readonly Clock[];
}

const EVERY: Clock = { first: 0, each: 1 };

/**
 * Adds a recurrent layer to a graph: x `[T, B, F]` float, and its output `[B, D · H]` or `[T, B, D · H]`. ONNX's own operators are taken
 * where there is one for the cell; any other compiled cell is written out as its equations, in a loop over the steps.
 */
export function recurrentNodes(graph: OnnxGraph, x: Value, options: RecurrentNodes): Value {
  const { cell, features, units, output, weights, clocks = [] } = options;
  const operator = OPERATORS.get(cell);
  if (operator === undefined) {
    const sides = weights.map((own, direction) => {
      const side = { weights: own, given: own.given, reverse: direction === 1, clock: clocks[direction] ?? EVERY };
      return cellScan(graph, x, { cell, features, units, output, ...side });
    });
    return graph.concatenate(sides, output === "last" ? 1 : 2);
  }
  const compiled = compileCell(cell);
  const D = weights.length;
  const G = operator.gates.length;
  const join = (label: string, part: (own: LayerWeights) => number[], shape: readonly number[]) =>
    graph.constant(label, Float32Array.from(weights.flatMap(part)), [D, ...shape]);
  const [W, R, B] = [
    join("W", (own) => matrix(compiled, operator, own.input, "input", features, units), [G * units, features]),
    join("R", (own) => matrix(compiled, operator, own.recurrent, "recurrent", units, units), [G * units, units]),
    join("B", (own) => biases(compiled, operator, own.bias, units), [2 * G * units]),
  ];
  const { peepholes } = operator;
  const P =
    peepholes === undefined
      ? []
      : [...["", "", ""], join("P", (own) => peepholes.flatMap((name) => vector(cell, own, name, units)), [3 * units])];
  const [sequence = "", last = ""] = graph.nodeOf(operator.op, 2, [x, W, R, B, ...P], {
    hidden_size: units,
    direction: D === 2 ? "bidirectional" : "forward",
    ...operator.attributes,
  });
  if (output === "last") {
    // [D, B, H]
    return D === 1
      ? graph.node("Squeeze", [last, graph.integers(0)])
      : graph.reshape(graph.node("Transpose", [last], { perm: [1, 0, 2] }), [0, D * units]);
  }
  // [T, D, B, H]
  return D === 1
    ? graph.node("Squeeze", [sequence, graph.integers(1)])
    : graph.reshape(graph.node("Transpose", [sequence], { perm: [0, 2, 1, 3] }), [0, 0, D * units]);
}

/** Our matrix `[rows, blocks, H]` as ONNX has it, `[gates · H, rows]`. */
function matrix(
  compiled: CompiledCell,
  { gates }: Operator,
  ours: ArrayLike<number>,
  half: "input" | "recurrent",
  rows: number,
  units: number,
): number[] {
  const blocks = half === "input" ? compiled.inputGates : compiled.recurrentGates;
  return gates.flatMap((gate) => {
    const block = blocks.indexOf(gate[half]);
    return Array.from({ length: units * rows }, (_, i) => {
      const [h, k] = [Math.floor(i / rows), i % rows];
      return (gate.sign ?? 1) * ours[(k * blocks.length + block) * units + h]!;
    });
  });
}

/** ONNX's two biases `[2 · gates · H]`: ours is the first, or the second where it belongs to a recurrent half of its own. */
function biases(compiled: CompiledCell, { gates }: Operator, ours: ArrayLike<number>, units: number): number[] {
  const block = (name: string, sign: number) =>
    Array.from({ length: units }, (_, h) => sign * ours[compiled.slots.indexOf(name) * units + h]!);
  const first = gates.flatMap(({ input, sign }) => block(input, sign ?? 1));
  const second = gates.flatMap(({ input, recurrent, sign }) =>
    recurrent === input ? Array<number>(units).fill(0) : block(recurrent, sign ?? 1),
  );
  return [...first, ...second];
}

function vector(cell: Cell, { vectors }: LayerWeights, name: string, units: number): number[] {
  const at = cell.vectors.indexOf(name) * units;
  return Array.from({ length: units }, (_, h) => vectors[at + h]!);
}
