import { code } from "../wasm/wasm-writer.ts";
import type { Cell } from "./define.ts";
import type { Node } from "./expression.ts";
import { CONSTANTS, type KernelFrame, type Place } from "./kernel-frame.ts";
import { carriedNames, type Layout } from "./layout.ts";
import { childrenOf } from "./node-parts.ts";

/** Where a leaf stands; null for what is computed, and for what is no vector of a row. */
export function placeOf(node: Node, cell: Cell, layout: Layout): Place | null {
  switch (node.kind) {
    case "gate":
      return ["slots", layout.slots.indexOf(node.name)];
    case "given":
      return ["given", cell.given.indexOf(node.name)];
    case "state":
    case "adjoint": {
      const carried = carriedNames(cell).indexOf(node.name);
      return [node.kind === "state" && !layout.passing.has(carried) ? "previous" : "running", carried];
    }
    case "vector":
      return ["vectors", cell.vectors.indexOf(node.name)];
    case "fixed":
      return ["constants", CONSTANTS.fixed + cell.fixed.findIndex(({ name }) => name === node.name)];
    default:
      return null;
  }
}

/** Code that pushes the value of what is no leaf for four units; `value` pushes what it is computed from. */
export function codeOf(node: Node, frame: KernelFrame, value: (node: Node) => number[]): number[] {
  switch (node.kind) {
    case "time":
      return frame.stepNumber();
    case "unary":
      return unaryCode(node, frame, value(node.a));
    case "binary": {
      // One instruction in the place of four, to the bit the same.
      if (node.op === "add" && node.b.kind === "unary" && node.b.op === "negate") {
        return [...value(node.a), ...value(node.b.a), ...code.subtract];
      }
      if (node.op === "add" && node.a.kind === "unary" && node.a.op === "negate") {
        return [...value(node.b), ...value(node.a.a), ...code.subtract];
      }
      const operands = childrenOf(node).flatMap(value);
      if (node.op === "greater") return [...operands, ...code.greater, ...frame.constant(1), ...code.and];
      // One instruction in the place of nine, which hands on what is no number in its first operand.
      if (node.op === "maximum" && node.b.kind === "constant") return [...operands, ...code.pseudoMaximum];
      return [...operands, ...code[node.op]];
    }
    default:
      throw new Error(`internal: cannot compute a ${node.kind}`);
  }
}

function unaryCode({ op }: Extract<Node, { kind: "unary" }>, frame: KernelFrame, value: number[]): number[] {
  switch (op) {
    case "negate":
      return [...value, ...code.negate];
    case "floor":
      return [...value, ...code.floor];
    case "squareRoot":
      return [...value, ...code.squareRoot];
    case "relu":
      return [...value, ...frame.constant(0), ...code.pseudoMaximum];
    case "positive":
      return [...value, ...frame.constant(0), ...code.greater, ...frame.constant(1), ...code.and];
    case "stop":
      return value;
    default:
      return [...value, ...frame.transcendental(op)];
  }
}
