import {
  type CompiledCell,
  type RecurrentOptions,
  type RecurrentWeights,
  type StepTable,
  type Tensor,
  traceSequence,
} from "@gatecast/engine";
import type { LayerContext } from "./layer.ts";

/** What parts of layers are: a cell that walks over rows or segments of them, or something beside one that has gates. */
export type PartKind =
  | "encoder"
  | "decoder"
  | "level"
  | "scale"
  | "segments"
  | "segments ahead"
  | "patches"
  | "node"
  | "controller"
  | "write head"
  | "read head"
  | "memory"
  | "state space"
  | "gated unit"
  | "block";

/** What a part of a layer is called. */
export interface PartName {
  readonly kind: PartKind;
  /** Which one of several: levels, nodes and blocks count from 1, a scale is its rows a step. */
  readonly number?: number;
}

/** What was said at each step, by name, `[T, B, units]` each: gates after their own squashing, states behind the step, and what else has a name. */
export interface StepValues {
  readonly gates: ReadonlyMap<string, Float64Array>;
  readonly states: ReadonlyMap<string, Float64Array>;
  readonly values?: ReadonlyMap<string, Float64Array>;
}

/** Some steps of a part of a layer in a plan, to be looked into behind `forward`. */
export interface PartSteps {
  /** Null for what is all that a layer consists of. */
  readonly part: PartName | null;
  /** The compiled cell whose gates they are; null for what is made of operations. */
  readonly cell: string | null;
  /** Whether this is the way back, of what reads windows from both ends. */
  readonly reverse: boolean;
  /** For each step the rows of the window that it covers; −1 is none, and rows from the window's length on lie ahead. */
  readonly rows: StepTable;
  /** Works out what was said from what tensors of the plan hold. */
  read(valuesOf: (tensor: Tensor) => Float64Array): StepValues;
}

/** Tells whoever follows what a cell does with a sequence x `[T, B, F]`: its gates come from its equations, in float64. */
export function traceCell(
  { trace }: LayerContext,
  cell: CompiledCell,
  x: Tensor,
  weights: RecurrentWeights,
  { initial, given = [], reverse = false, dilation = 1 }: RecurrentOptions,
): void {
  const [T, B, F] = x.shape as [number, number, number];
  const H = weights.bias.width;
  trace?.({
    ...{ part: null, cell: cell.cell.name, reverse, rows: Array.from({ length: T }, (_, t) => [t]) },
    read(valuesOf) {
      const { input, recurrent, bias, vectors } = weights;
      const own = {
        ...{ input: valuesOf(input), recurrent: valuesOf(recurrent), bias: valuesOf(bias) },
        ...(vectors === undefined ? {} : { vectors: valuesOf(vectors) }),
      };
      const start = initial === undefined ? {} : { initial: initial.map(valuesOf) };
      const walk = { ...start, given: given.map(valuesOf), reverse, dilation };
      return traceSequence(cell, own, valuesOf(x), { T, B, F, H }, walk);
    },
  });
}

/** A value with a name, and what becomes of its numbers before they are shown. */
export type Named = Tensor | { readonly of: Tensor; shown(values: Float64Array): Float64Array };

/** Tells whoever follows what operations say that have names, one step or all of them: `[B, units]` or `[T, B, units]` each. */
export function traceNamed(
  { trace }: LayerContext,
  steps: number,
  named: { readonly [Kind in keyof StepValues]?: Readonly<Record<string, Named>> },
): void {
  trace?.({
    ...{ part: null, cell: null, reverse: false, rows: Array.from({ length: steps }, (_, t) => [t]) },
    read(valuesOf) {
      const all = (some: Readonly<Record<string, Named>> = {}) =>
        new Map(
          Object.entries(some).map(([name, one]) => [name, "of" in one ? one.shown(valuesOf(one.of)) : valuesOf(one)]),
        );
      return { gates: all(named.gates), states: all(named.states), values: all(named.values) };
    },
  });
}

/**
 * The context of a part of a layer: what the part tells is told under its name. `rows` are those that each of its steps covers, of
 * what the layer itself reads; where absent, a step is a row.
 */
export function partOf(context: LayerContext, part: PartName, rows?: StepTable): LayerContext {
  const { trace } = context;
  if (trace === undefined) return context;
  const named = (steps: PartSteps): PartSteps => ({
    ...{ ...steps, part },
    rows: rows === undefined ? steps.rows : steps.rows.map((covered) => covered.flatMap((step) => rows[step] ?? [])),
  });
  return { ...context, trace: (steps) => trace(named(steps)) };
}

/**
 * The context of what is given some `rows` of a window of `steps` alone, and takes them for all there are; what it says of steps that
 * lie ahead is ahead of the window.
 */
export function alongRows(context: LayerContext, rows: readonly number[], steps: number): LayerContext {
  const { trace } = context;
  if (trace === undefined) return context;
  const rowOf = (step: number) => rows[step] ?? (step < 0 ? step : steps + step - rows.length);
  return { ...context, trace: (own) => trace({ ...own, rows: own.rows.map((covered) => covered.map(rowOf)) }) };
}

/** The context of what walks over `length` steps from the last to the first, and takes them for the first to the last. */
export function mirrored(context: LayerContext, length: number): LayerContext {
  const { trace } = context;
  if (trace === undefined) return context;
  const back = (row: number) => (row >= 0 && row < length ? length - 1 - row : row);
  return {
    ...context,
    trace: (steps) => trace({ ...steps, reverse: true, rows: steps.rows.map((covered) => covered.map(back)) }),
  };
}
