import type { Cell } from "./define.ts";
import { differentiate } from "./differentiate.ts";
import { emitCell } from "./emit.ts";
import type { Node, UnaryOp } from "./expression.ts";
import { Graph, inOrder } from "./graph.ts";
import { firstGiven, type Layout, layGates, layPrepared, laySaved } from "./layout.ts";
import { followsFromWeights, isRowConstant } from "./made-of.ts";
import type { StageEquations } from "./stage.ts";

/** A cell ready to run: its layout and its equations stage by stage. */
export interface CompiledCell extends Layout {
  readonly name: string;
  readonly cell: Cell;
  readonly stages: readonly StageEquations[];
}

const compiled = new WeakMap<Cell, CompiledCell>();

/** Differentiates a cell's equations and lays them out. Compiling a cell twice gives the same object. */
export function compileCell(cell: Cell): CompiledCell {
  const known = compiled.get(cell);
  if (known !== undefined) return known;
  const graph = new Graph();
  const gates = layGates(cell);
  const stages = stageOutputs(cell).map((outputs) => {
    const interned = outputs.map(({ name, carried, value }) => ({ name, carried, value: graph.intern(value) }));
    return { outputs: interned, ...stageGradients(graph, cell, gates.slots, interned) };
  });
  const saved = laySaved(gates.slots, savedNodes(stages), stages.length === 1 && !hasMeans(stages));
  const prepared = layPrepared(stages.flatMap((stage) => [...wayThere(stage), ...wayBack(stage)]));
  const layout: Layout = { ...gates, ...saved, prepared, passing: passingStates(cell, stages, saved.saved) };
  const result = { name: cell.name, cell, stages, ...layout };
  compiled.set(cell, result);
  return result;
}

const codes = new WeakMap<CompiledCell, Map<number, Uint8Array<ArrayBuffer>>>();

/**
 * The WebAssembly module of a cell's stages, both directions, for layers of so many units: where blocks of a row lie stands in
 * its instructions. The same object each time.
 */
export function cellCode(cell: CompiledCell, units: number): Uint8Array<ArrayBuffer> {
  const known = codes.get(cell) ?? new Map<number, Uint8Array<ArrayBuffer>>();
  codes.set(cell, known);
  const bytes = known.get(units) ?? emitCell(cell.cell, cell, cell.stages, units);
  known.set(units, bytes);
  return bytes;
}

/** Whether a step depends on its number, and not on the states before it alone. */
export const countsSteps = ({ stages }: CompiledCell): boolean =>
  inOrder(stages.flatMap(wayThere)).some(({ kind }) => kind === "time");

function stageOutputs(cell: Cell) {
  const S = cell.states.length;
  return [
    ...cell.between.map(({ name, value }, d) => [{ name, carried: S + d, value: value.node }]),
    cell.next.map(({ name, value }, s) => ({ name, carried: s, value: value.node })),
  ];
}

function stageGradients(
  graph: Graph,
  cell: Cell,
  slots: readonly string[],
  outputs: readonly { name: string; carried: number; value: Node }[],
): Pick<StageEquations, "gradients" | "stateGradients"> {
  const seeds = outputs.map(({ name, value }) => [value, graph.intern({ kind: "adjoint", name })] as const);
  const adjoints = differentiate(graph, seeds);
  const of = (kind: "gate" | "state" | "vector" | "given", name: string) => adjoints.get(graph.intern({ kind, name }));
  const present = <K extends object>(rows: readonly (K & { value: Node | undefined })[]) =>
    rows.filter((row): row is K & { value: Node } => row.value !== undefined);
  return {
    gradients: present([
      ...slots.map((name, slot) => ({ slot, value: of("gate", name) })),
      ...cell.vectors.map((name, v) => ({ slot: slots.length + v, value: of("vector", name) })),
    ]),
    stateGradients: present([
      ...cell.states.map((name, carried) => ({ carried, value: of("state", name) })),
      ...cell.given.map((name, g) => ({ carried: firstGiven(cell) + g, value: of("given", name) })),
    ]),
  };
}

/**
 * Results worth keeping: what costs an exponential or a walk over the row, and pre-activations that a derivative uses as
 * they are.
 */
export function isSaved(node: Node): boolean {
  if (node.kind === "unary") return COSTLY.includes(node.op);
  return node.kind === "gate" || node.kind === "mean";
}
const COSTLY: readonly UnaryOp[] = ["sigmoid", "tanh", "exp", "logSigmoid", "squareRoot"];

/** States that neither the way back nor a product asks for. The first one is the layer's output. */
function passingStates(
  { states, gates }: Cell,
  stages: readonly StageEquations[],
  saved: ReadonlyMap<Node, number>,
): ReadonlySet<number> {
  const back = inOrder(stages.flatMap(wayBack), (node) => saved.has(node));
  const read = back.flatMap((node) => (node.kind === "state" ? node.name : []));
  const asked = new Set([states[0], ...read, ...gates.flatMap(({ recurrent }) => recurrent)]);
  return new Set(states.flatMap((name, s) => (asked.has(name) ? [] : [s])));
}

/** What the way there computes and the way back asks for. Of what is one number for a row, all that may be had. */
function savedNodes(stages: readonly StageEquations[]): Node[] {
  const there = new Set(inOrder(stages.flatMap(wayThere)));
  const isOfRow = (node: Node) => isRowConstant(node) && node.kind !== "constant" && node.kind !== "time";
  const kept = (node: Node) => there.has(node) && !followsFromWeights(node) && (isSaved(node) || isOfRow(node));
  return inOrder(stages.flatMap(wayBack), kept).filter(kept);
}

/** What the kernels of a stage compute on the way there, and on the way back. */
const wayThere = ({ outputs }: StageEquations): Node[] => outputs.map(({ value }) => value);
const wayBack = ({ gradients, stateGradients }: StageEquations): Node[] =>
  [...gradients, ...stateGradients].map(({ value }) => value);

const hasMeans = (stages: readonly StageEquations[]): boolean =>
  inOrder(stages.flatMap(wayThere)).some(({ kind }) => kind === "mean");
