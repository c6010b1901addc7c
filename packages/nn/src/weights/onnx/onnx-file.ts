import { Message } from "./protobuf.ts";

/** Types of elements that our graphs use, by their numbers in `TensorProto.DataType`. */
export const ELEMENT_TYPES = { float: 1, int64: 7, bool: 9, double: 11 } as const;
export type ElementType = keyof typeof ELEMENT_TYPES;

/** Sizes of a tensor; a name stands for one that is known when the graph runs. */
export type OnnxShape = readonly (number | string)[];

/** Constant values, in the order of their shape. */
export type OnnxValues = Float32Array | Float64Array | BigInt64Array;

/** What an operator can be told beside its inputs: text, whole numbers, or a graph that it runs. */
export type OnnxAttribute = string | number | readonly string[] | readonly number[] | OnnxGraphData;

export interface OnnxNode {
  readonly op: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, OnnxAttribute>>;
}

export interface OnnxPort {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: OnnxShape;
  /** What it holds, for people. */
  readonly about: string;
}

export interface OnnxConstant {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: OnnxValues;
}

/** A graph as plain data. */
export interface OnnxGraphData {
  readonly name: string;
  readonly inputs: readonly OnnxPort[];
  readonly outputs: readonly OnnxPort[];
  readonly constants: readonly OnnxConstant[];
  /** Each behind those whose outputs it takes. */
  readonly nodes: readonly OnnxNode[];
}

/** Version of the file format, and of the operators: old enough that every runtime in use reads it. */
const IR_VERSION = 8;
const OPSET = 17;

/** The bytes of an `.onnx` file (https://onnx.ai/onnx/repo-docs/IR.html): a graph, and facts about it as text. */
export function writeOnnx(
  graph: OnnxGraphData,
  about: string,
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const model = new Message()
    .integer(1, IR_VERSION)
    .text(2, "gatecast")
    .text(6, about)
    .message(7, graphMessage(graph))
    .message(8, new Message().text(1, "").integer(2, OPSET));
  for (const [key, value] of Object.entries(metadata)) model.message(14, new Message().text(1, key).text(2, value));
  return model.encode();
}

function graphMessage({ name, inputs, outputs, constants, nodes }: OnnxGraphData): Message {
  const message = new Message();
  for (const node of nodes) message.message(1, nodeMessage(node));
  message.text(2, name);
  for (const constant of constants) message.message(5, tensorMessage(constant));
  for (const port of inputs) message.message(11, portMessage(port));
  for (const port of outputs) message.message(12, portMessage(port));
  return message;
}

function nodeMessage({ op, name, inputs, outputs, attributes }: OnnxNode): Message {
  const message = new Message();
  for (const input of inputs) message.text(1, input);
  for (const output of outputs) message.text(2, output);
  message.text(3, name).text(4, op);
  for (const [key, value] of Object.entries(attributes)) message.message(5, attributeMessage(key, value));
  return message;
}

function attributeMessage(name: string, value: OnnxAttribute): Message {
  const message = new Message().text(1, name);
  if (typeof value === "string") return message.text(4, value).integer(20, 3);
  if (typeof value === "number") return message.integer(3, value).integer(20, 2);
  if ("nodes" in value) return message.message(6, graphMessage(value)).integer(20, 5);
  for (const item of value) {
    if (typeof item === "string") message.text(9, item);
    else message.integer(8, item);
  }
  return message.integer(20, typeof value[0] === "string" ? 8 : 7);
}

function tensorMessage({ name, shape, values }: OnnxConstant): Message {
  const message = new Message();
  for (const size of shape) message.integer(1, size);
  return message.integer(2, ELEMENT_TYPES[elementOf(values)]).text(8, name).bytes(9, littleEndian(values));
}

function elementOf(values: OnnxValues): ElementType {
  if (values instanceof BigInt64Array) return "int64";
  return values instanceof Float64Array ? "double" : "float";
}

function littleEndian(values: OnnxValues): Uint8Array {
  const bytes = new Uint8Array(values.byteLength);
  const view = new DataView(bytes.buffer);
  values.forEach((value: number | bigint, i: number) => {
    const at = i * values.BYTES_PER_ELEMENT;
    if (typeof value === "bigint") view.setBigInt64(at, value, true);
    else if (values instanceof Float64Array) view.setFloat64(at, value, true);
    else view.setFloat32(at, value, true);
  });
  return bytes;
}

function portMessage({ name, type, shape, about }: OnnxPort): Message {
  const sizes = new Message();
  for (const size of shape) {
    sizes.message(1, typeof size === "number" ? new Message().integer(1, size) : new Message().text(2, size));
  }
  const tensor = new Message().integer(1, ELEMENT_TYPES[type]).message(2, sizes);
  return new Message().text(1, name).message(2, new Message().message(1, tensor)).text(3, about);
}
