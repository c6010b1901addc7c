import type { CompiledCell } from "@gatecast/engine";

/** A gate of another framework by ours, for its input half and for its recurrent half. */
interface GatePair {
  readonly input: string;
  readonly recurrent: string;
}

const same = (...gates: readonly string[]): GatePair[] => gates.map((gate) => ({ input: gate, recurrent: gate }));

/** How a framework lays out the matrices of a recurrent layer. */
export interface GateOrder {
  /** For people. */
  readonly framework: string;
  /** Whether gates lie below each other, `[gates · H, F]`, or side by side, `[F, gates · H]`. */
  readonly gatesIn: "rows" | "columns";
  /** Gates in the framework's order, by our cells' names. */
  readonly cells: Readonly<Record<string, readonly GatePair[]>>;
}

/** `nn.LSTM`, `nn.GRU`, `nn.RNN` of https://docs.pytorch.org/docs/stable/nn.html */
export const TORCH: GateOrder = {
  framework: "PyTorch",
  gatesIn: "rows",
  cells: {
    lstm: same("i", "f", "g", "o"),
    gru: [...same("r", "z"), { input: "n", recurrent: "m" }],
    rnn: same("a"),
  },
};

/** `LSTM`, `GRU` and `SimpleRNN` of https://keras.io/api/layers/recurrent_layers/; a GRU with reset_after is our `gru`. */
export const KERAS: GateOrder = {
  framework: "Keras",
  gatesIn: "columns",
  cells: {
    lstm: same("i", "f", "g", "o"),
    gru: [...same("z", "r"), { input: "n", recurrent: "m" }],
    "gru-reset-before": same("z", "r", "n"),
    rnn: same("a"),
  },
};

/** The four arrays of one direction of a layer, row-major. */
export interface ForeignArrays {
  /** `[gates · H, F]` or `[F, gates · H]` */
  readonly input: ArrayLike<number>;
  /** `[gates · H, H]` or `[H, gates · H]` */
  readonly recurrent: ArrayLike<number>;
  /** `[gates · H]` each. */
  readonly inputBias: ArrayLike<number>;
  readonly recurrentBias: ArrayLike<number>;
}

/** The same in our shapes (`recurrentShapes`), both biases kept. */
export interface OurWeights {
  readonly input: Float64Array;
  readonly recurrent: Float64Array;
  readonly bias: Float64Array;
  /** Of gates that have an input and a recurrent part. */
  readonly recurrentBias: Float64Array;
}

/** Calls `visit(array, theirs, name, ours)` for every pair of places of the same weight. */
function pairs(
  order: GateOrder,
  cell: CompiledCell,
  F: number,
  H: number,
  visit: (array: keyof ForeignArrays, theirs: number, name: keyof OurWeights, ours: number) => void,
): void {
  const gates = order.cells[cell.name];
  if (gates === undefined) {
    const known = Object.keys(order.cells).join(", ");
    throw new RangeError(`${order.framework} has no cell "${cell.name}"; it has ${known}`);
  }
  const both = gatesWithBoth(cell);
  const rows = gates.length * H;
  const place = (row: number, column: number, columns: number) =>
    order.gatesIn === "rows" ? row * columns + column : column * rows + row;
  gates.forEach(({ input, recurrent }, g) => {
    for (let h = 0; h < H; h++) {
      const row = g * H + h;
      const inputBlock = cell.inputGates.indexOf(input);
      for (let f = 0; f < F; f++) {
        visit("input", place(row, f, F), "input", (f * cell.inputGates.length + inputBlock) * H + h);
      }
      const recurrentBlock = cell.recurrentGates.indexOf(recurrent);
      for (let k = 0; k < H; k++) {
        visit("recurrent", place(row, k, H), "recurrent", (k * cell.recurrentGates.length + recurrentBlock) * H + h);
      }
      visit("inputBias", row, "bias", cell.slots.indexOf(input) * H + h);
      if (both.includes(recurrent)) visit("recurrentBias", row, "recurrentBias", both.indexOf(recurrent) * H + h);
      else visit("recurrentBias", row, "bias", cell.slots.indexOf(recurrent) * H + h);
    }
  });
}

/** Gates with an input and a recurrent part. */
export const gatesWithBoth = (cell: CompiledCell): string[] =>
  cell.inputGates.filter((gate) => cell.recurrentGates.includes(gate));

/** Reorders a layer into our gate order. Throws a RangeError for a cell that the framework does not have. */
export function toOurOrder(
  order: GateOrder,
  cell: CompiledCell,
  F: number,
  H: number,
  theirs: ForeignArrays,
): OurWeights {
  const ours: OurWeights = {
    input: new Float64Array(F * cell.inputGates.length * H),
    recurrent: new Float64Array(H * cell.recurrentGates.length * H),
    bias: new Float64Array(cell.slots.length * H),
    recurrentBias: new Float64Array(gatesWithBoth(cell).length * H),
  };
  pairs(order, cell, F, H, (array, from, name, at) => {
    ours[name][at] = theirs[array][from]!;
  });
  return ours;
}

/** The way back: our arrays (weights or their gradients) in the framework's order. Throws as `toOurOrder` does. */
export function toTheirOrder(
  order: GateOrder,
  cell: CompiledCell,
  F: number,
  H: number,
  ours: Readonly<Record<keyof OurWeights, ArrayLike<number>>>,
): Record<keyof ForeignArrays, Float64Array> {
  const rows = (order.cells[cell.name]?.length ?? 0) * H;
  const theirs = {
    input: new Float64Array(rows * F),
    recurrent: new Float64Array(rows * H),
    inputBias: new Float64Array(rows),
    recurrentBias: new Float64Array(rows),
  };
  pairs(order, cell, F, H, (array, to, name, at) => {
    theirs[array][to] = ours[name][at]!;
  });
  return theirs;
}

/** Both biases of a layer as the one that our networks have, `[slots, H]`. */
export function mergedBias(cell: CompiledCell, H: number, { bias, recurrentBias }: OurWeights): Float64Array {
  const merged = bias.slice();
  gatesWithBoth(cell).forEach((gate, b) => {
    const slot = cell.slots.indexOf(gate) * H;
    for (let h = 0; h < H; h++) merged[slot + h] = merged[slot + h]! + recurrentBias[b * H + h]!;
  });
  return merged;
}
