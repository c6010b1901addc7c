import { type Cell, compileCell } from "@gatecast/engine";
import { EquationNodes } from "./equation-nodes.ts";
import { OnnxGraph, type Value } from "./onnx-graph.ts";
import type { LayerWeights } from "./recurrent-nodes.ts";

export interface CellScan {
  readonly cell: Cell;
  readonly features: number;
  readonly units: number;
  readonly weights: LayerWeights;
  readonly given: readonly GivenValue[];
  readonly reverse: boolean;
  readonly output: "last" | "sequence";
  /** The number of the first step that is walked, and how far it is to the next. */
  readonly clock: Clock;
}

/** A value that a cell is given besides its gates. */
export interface GivenValue {
  readonly name: string;
  /** One `[T, B, H]` for every step of x `[T, B, F]`, or one `[B, H]` for all. */
  readonly of: (x: Value) => Value;
  readonly isSequence: boolean;
}

export interface Clock {
  readonly first: number;
  readonly each: number;
}

/**
 * One direction of a recurrent layer as ONNX's `Scan`, whose body is the cell's equations, node by node. x `[T, B, F]` float; the output
 * is `[B, H]` or `[T, B, H]`.
 */
export function cellScan(graph: OnnxGraph, x: Value, options: CellScan): Value {
  const { cell, units, reverse, output, clock } = options;
  const rows = graph.slice(graph.node("Shape", [x]), 0, 1, 2);
  const shape = graph.concatenate([rows, graph.integers(units)], 0);
  const starts = cell.states.map((name) => {
    const start = graph.constant("start", Float32Array.of(cell.starts.states[name] ?? 0), []);
    return graph.node("Expand", [start, shape]);
  });
  const given = options.given.map(({ of, ...value }) => ({ ...value, value: of(x) }));
  const perStep = [x, ...given.filter(({ isSequence }) => isSequence).map(({ value }) => value)];
  const direction = reverse ? 1 : 0;
  const count = graph.constant("first", Float32Array.of(clock.first), []);
  const results = graph.nodeOf("Scan", cell.states.length + 2, [...starts, count, ...perStep], {
    body: stepGraph(graph, options, given).data(),
    num_scan_inputs: perStep.length,
    scan_input_directions: perStep.map(() => direction),
    scan_output_directions: [direction],
  });
  return output === "last" ? results[0]! : results.at(-1)!;
}

/** One step: states, the step's number and a row of inputs to the next states and number, and the first state once more. */
function stepGraph(
  graph: OnnxGraph,
  { cell, features, units, weights, clock }: CellScan,
  values: readonly { readonly name: string; readonly value: Value; readonly isSequence: boolean }[],
): OnnxGraph {
  const { slots, inputGates, recurrentGates, recurrentSources } = compileCell(cell);
  const body = new OnnxGraph(`${cell.name} step`, graph);
  const state = ["batch", units];
  const states = new Map(cell.states.map((name) => [name, body.input(name, "float", state)]));
  const time = body.input("time", "float", []);
  const row = body.input("x", "float", ["batch", features]);
  // What is the same at all steps is seen from within.
  const given = new Map(
    values.map(({ name, value, isSequence }) => [name, isSequence ? body.input(name, "float", state) : value]),
  );
  /** What goes through recurrent weights: states and given values, then values of `between` as they come. */
  const carried = new Map([...states, ...given]);

  /** Block `at` of weights `[rows, blocks, H]`. */
  const block = (values: ArrayLike<number>, blocks: number, at: number, rows: number) =>
    Float32Array.from({ length: rows * units }, (_, i) => {
      const [k, h] = [Math.floor(i / units), i % units];
      return values[(k * blocks + at) * units + h]!;
    });
  const product = (label: string, value: Value, matrix: Float32Array) =>
    body.node("MatMul", [value, body.constant(label, matrix, [matrix.length / units, units])]);

  const gate = (name: string): Value => {
    const { input, bias, connection } = cell.gates.find((candidate) => candidate.name === name)!;
    const parts: Value[] = [];
    if (bias) parts.push(body.constant(`bias ${name}`, block(weights.bias, 1, slots.indexOf(name), 1), [units]));
    if (input) {
      const matrix = block(weights.input, inputGates.length, inputGates.indexOf(name), features);
      parts.push(product(`input ${name}`, row, matrix));
    }
    recurrentGates.forEach((owner, at) => {
      if (owner !== name) return;
      const learnt = block(weights.recurrent, recurrentGates.length, at, units);
      const matrix = learnt.map((weight, i) => connection?.(Math.floor(i / units), i % units, units) ?? weight);
      parts.push(product(`recurrent ${name}`, carried.get(recurrentSources[at]!)!, matrix));
    });
    return parts.reduce((sum, part) => body.node("Add", [sum, part]));
  };
  const leaf = (symbol: string): Value => {
    if (symbol === "time") return time;
    const [kind, name] = symbol.split(/ (.*)/s) as [string, string];
    if (kind === "gate") return gate(name);
    if (kind === "state") return states.get(name)!;
    if (kind === "given") return given.get(name)!;
    const values =
      kind === "vector"
        ? block(weights.vectors, 1, cell.vectors.indexOf(name), 1)
        : Float32Array.from({ length: units }, (_, h) => cell.fixed.find((own) => own.name === name)!.value(h, units));
    return body.constant(symbol, values, [units]);
  };
  const equations = new EquationNodes(body, cell, leaf);
  for (const { name, value } of cell.between) carried.set(name, equations.value(value.node));
  // A mean over the units is one number a row, and a constant one for all.
  const shape = body.node("Shape", [states.get(cell.states[0]!)!]);
  const next = cell.next.map(({ value }) => body.node("Expand", [equations.value(value.node), shape]));
  next.forEach((value, s) => {
    body.output(`next ${cell.states[s]!}`, value, "float", state);
  });
  body.output(
    "next time",
    body.node("Add", [time, body.constant("each", Float32Array.of(clock.each), [])]),
    "float",
    [],
  );
  body.output("output", next[0]!, "float", state);
  return body;
}
