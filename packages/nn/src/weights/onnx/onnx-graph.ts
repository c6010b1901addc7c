import {
  ELEMENT_TYPES,
  type ElementType,
  type OnnxAttribute,
  type OnnxConstant,
  type OnnxGraphData,
  type OnnxNode,
  type OnnxPort,
  type OnnxShape,
  type OnnxValues,
} from "./onnx-file.ts";

/** The name of a value in a graph. */
export type Value = string;

type Attributes = Readonly<Record<string, OnnxAttribute>>;

/** A graph of ONNX operators under construction. Values are known by their names, which this makes up and never repeats. */
export class OnnxGraph {
  private readonly name: string;
  private readonly inputs: OnnxPort[] = [];
  private readonly outputs: OnnxPort[] = [];
  private readonly constants: OnnxConstant[] = [];
  private readonly nodes: OnnxNode[] = [];
  private readonly names: Set<string>;
  private readonly isInner: boolean;

  /** `within`: the graph that runs this one, whose values this one can read and whose names it must not take. */
  constructor(name: string, within?: OnnxGraph) {
    this.name = name;
    this.names = within?.names ?? new Set();
    this.isInner = within !== undefined;
  }

  /** What the graph is given, under just this name unless another graph runs it. */
  input(name: string, type: ElementType, shape: OnnxShape, about = ""): Value {
    const own = this.port(name);
    this.inputs.push({ name: own, type, shape, about });
    return own;
  }

  /** What the graph answers: a value of it under a name of its own. */
  output(name: string, value: Value, type: ElementType, shape: OnnxShape, about = ""): void {
    const own = this.port(name);
    this.nodes.push({ op: "Identity", name: own, inputs: [value], outputs: [own], attributes: {} });
    this.outputs.push({ name: own, type, shape, about });
  }

  constant(label: string, values: OnnxValues, shape: readonly number[]): Value {
    const name = this.fresh(label);
    this.constants.push({ name, shape, values });
    return name;
  }

  /** One number in float64, of no shape: it goes with a tensor of any. */
  number(value: number): Value {
    return this.constant("number", Float64Array.of(value), []);
  }

  /** Whole numbers that tell an operator where or how much. */
  integers(...values: readonly number[]): Value {
    return this.constant("integers", BigInt64Array.from(values.map(BigInt)), [values.length]);
  }

  /** The first output of an operator. An input that is left out is an empty name. */
  node(op: string, inputs: readonly Value[], attributes: Attributes = {}): Value {
    return this.nodeOf(op, 1, inputs, attributes)[0]!;
  }

  /** The same with several outputs. */
  nodeOf(op: string, count: number, inputs: readonly Value[], attributes: Attributes = {}): Value[] {
    const name = this.fresh(op);
    const outputs = Array.from({ length: count }, (_, i) => (i === 0 ? name : this.fresh(`${op}_output`)));
    this.nodes.push({ op, name, inputs, outputs, attributes });
    return outputs;
  }

  /** The part `[from, to)` of an axis. */
  slice(value: Value, axis: number, from: number, to: number): Value {
    return this.node("Slice", [value, this.integers(from), this.integers(to), this.integers(axis)]);
  }

  concatenate(values: readonly Value[], axis: number): Value {
    return values.length === 1 ? values[0]! : this.node("Concat", values, { axis });
  }

  /** In a shape `-1` stands for one size that follows from the others. */
  reshape(value: Value, shape: readonly number[]): Value {
    return this.node("Reshape", [value, this.integers(...shape)]);
  }

  cast(value: Value, to: ElementType): Value {
    return this.node("Cast", [value], { to: ELEMENT_TYPES[to] });
  }

  data(): OnnxGraphData {
    const { name, inputs, outputs, constants, nodes } = this;
    return { name, inputs, outputs, constants, nodes };
  }

  private port(name: string): string {
    if (this.isInner) return this.fresh(name);
    if (this.names.has(name)) throw new RangeError(`internal: "${name}" names two values of the graph "${this.name}"`);
    this.names.add(name);
    return name;
  }

  /** A name that nothing has yet: inner values end in a number, so that those of inputs and outputs stay free. */
  private fresh(label: string): string {
    let count = 1;
    while (this.names.has(`${label}_${count}`)) count++;
    const name = `${label}_${count}`;
    this.names.add(name);
    return name;
  }
}
