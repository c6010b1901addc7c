import type { StepTable, Tensor } from "@gatecast/engine";
import type { PartName, PartSteps, StepValues } from "../layers/part-trace.ts";

/** What the gates and states of a part of a layer said of some windows. */
export interface GateTrace {
  /** The layer's place among all layers of the network, from 0. */
  readonly layer: number;
  /** Null where the layer is this one thing. */
  readonly part: PartName | null;
  /** The compiled cell whose gates they are; null for what is made of operations. */
  readonly cell: string | null;
  /** Of what reads windows from both ends: whether this is the way back. */
  readonly reverse: boolean;
  /** For each of S steps the rows of the window that it covers, in the order of time; rows from the window's length on lie ahead. */
  readonly rows: StepTable;
  /** Every gate after its own squashing, `[S, B, units]`; a compiled cell's are H wide. */
  readonly gates: ReadonlyMap<string, Float64Array>;
  /** Every state after each step, `[S, B, units]`. */
  readonly states: ReadonlyMap<string, Float64Array>;
  /** What else has a name, such as the key that a head seeks, `[S, B, units]`. */
  readonly values: ReadonlyMap<string, Float64Array>;
}

/** Steps of a part of a layer of a network. */
export type LayerSteps = PartSteps & { readonly layer: number };

/** What was said at all steps, those of one part together in the order of time. */
export function gateTraces(told: readonly LayerSteps[], valuesOf: (tensor: Tensor) => Float64Array): GateTrace[] {
  const parts = new Map<string, LayerSteps[]>();
  for (const steps of told) {
    const { layer, part, reverse } = steps;
    const name = JSON.stringify([layer, part, reverse]);
    parts.set(name, [...(parts.get(name) ?? []), steps]);
  }
  return [...parts.values()].map((pieces) => {
    const { layer, part, cell, reverse } = pieces[0]!;
    const rows = pieces.flatMap((piece) => piece.rows).map((covered) => covered.filter((row) => row >= 0));
    // What walks back meets the last rows first.
    const order = rows.map((_, step) => step).sort((a, b) => Math.max(...rows[a]!) - Math.max(...rows[b]!));
    const read = pieces.map((piece) => piece.read(valuesOf));
    const joined = (kind: keyof StepValues) =>
      new Map(
        [...(read[0]![kind]?.keys() ?? [])].map((name) => [
          name,
          inOrder(
            read.map((own) => own[kind]!.get(name)!),
            order,
          ),
        ]),
      );
    return {
      ...{ layer, part, cell, reverse, rows: order.map((step) => rows[step]!) },
      ...{ gates: joined("gates"), states: joined("states"), values: joined("values") },
    };
  });
}

/** The values of so many steps, one piece behind the other, in another order of the steps. */
function inOrder(pieces: readonly Float64Array[], order: readonly number[]): Float64Array {
  const all = pieces.length === 1 ? pieces[0]! : Float64Array.from(pieces.flatMap((piece) => [...piece]));
  if (order.every((step, i) => step === i)) return all;
  const width = all.length / order.length;
  const sorted = new Float64Array(all.length);
  order.forEach((step, i) => {
    sorted.set(all.subarray(step * width, (step + 1) * width), i * width);
  });
  return sorted;
}
