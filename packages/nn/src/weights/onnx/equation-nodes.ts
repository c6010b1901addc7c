import { type Cell, NORM_EPSILON } from "@gatecast/engine";
import { NotExpressible } from "../not-expressible.ts";
import type { OnnxGraph, Value } from "./onnx-graph.ts";

/** What an equation is made of, as a cell has it. */
type Node = Cell["next"][number]["value"]["node"];

/** Our operations by ONNX's names, where there is one of the same meaning. */
const OPERATORS: Readonly<Record<string, string>> = {
  ...{ negate: "Neg", sigmoid: "Sigmoid", tanh: "Tanh", exp: "Exp", squareRoot: "Sqrt", relu: "Relu", floor: "Floor" },
  ...{ add: "Add", subtract: "Sub", multiply: "Mul", divide: "Div", maximum: "Max" },
};

/**
 * Writes equations of a cell into a graph, values `[B, H]` float. `leaf` finds the value of a symbol by kind and name, as the float64
 * reference names them: `gate i`, `state c`, `time`. Equal symbols are one value.
 * @throws NotExpressible that names the operation.
 */
export class EquationNodes {
  private readonly graph: OnnxGraph;
  private readonly cell: Cell;
  private readonly leaf: (symbol: string) => Value;
  private readonly known = new Map<Node | string, Value>();

  constructor(graph: OnnxGraph, cell: Cell, leaf: (symbol: string) => Value) {
    this.graph = graph;
    this.cell = cell;
    this.leaf = leaf;
  }

  value(node: Node): Value {
    const key = "name" in node ? `${node.kind} ${node.name}` : node.kind === "time" ? "time" : node;
    const before = this.known.get(key);
    if (before !== undefined) return before;
    const value = typeof key === "string" ? this.leaf(key) : this.compute(node);
    this.known.set(key, value);
    return value;
  }

  private compute(node: Node): Value {
    const { graph } = this;
    switch (node.kind) {
      case "constant":
        return this.number(node.value);
      case "mean":
        return this.mean(this.value(node.a));
      case "normalized": {
        const value = this.value(node.a);
        const distance = graph.node("Sub", [value, this.mean(value)]);
        const variance = this.mean(graph.node("Mul", [distance, distance]));
        const spread = graph.node("Sqrt", [graph.node("Add", [variance, this.number(NORM_EPSILON)])]);
        return graph.node("Div", [distance, spread]);
      }
      case "unary":
        return this.unary(node.op, this.value(node.a));
      case "binary": {
        const [a, b] = [this.value(node.a), this.value(node.b)];
        return node.op === "greater" ? this.isGreater(a, b) : graph.node(this.operator(node.op), [a, b]);
      }
      default:
        throw new NotExpressible(`part "${node.kind}" of the cell "${this.cell.name}"`, "ONNX");
    }
  }

  private unary(op: string, a: Value): Value {
    const { graph } = this;
    if (op === "stop") return a;
    if (op === "positive") return this.isGreater(a, this.number(0));
    // −log(1 + e⁻ˣ)
    if (op === "logSigmoid") return graph.node("Neg", [graph.node("Softplus", [graph.node("Neg", [a])])]);
    return graph.node(this.operator(op), [a]);
  }

  private operator(op: string): string {
    const operator = OPERATORS[op];
    if (operator === undefined) throw new NotExpressible(`operation "${op}" of the cell "${this.cell.name}"`, "ONNX");
    return operator;
  }

  private isGreater(a: Value, b: Value): Value {
    return this.graph.cast(this.graph.node("Greater", [a, b]), "float");
  }

  private mean(value: Value): Value {
    return this.graph.node("ReduceMean", [value], { axes: [1] });
  }

  private number(value: number): Value {
    return this.graph.constant("number", Float32Array.of(value), []);
  }
}
