import type { CompiledCell } from "@gatecast/engine";

/** PyTorch's gate order, and our gate for the input and for the recurrent half of each. One row a cell. */
const TORCH_GATES: Readonly<Record<string, readonly { readonly input: string; readonly recurrent: string }[]>> = {
  lstm: ["i", "f", "g", "o"].map((gate) => ({ input: gate, recurrent: gate })),
  gru: [
    { input: "r", recurrent: "r" },
    { input: "z", recurrent: "z" },
    { input: "n", recurrent: "m" },
  ],
};

/** The four arrays of one layer and direction of PyTorch's `nn.LSTM` or `nn.GRU`, row-major. */
export interface TorchWeights {
  /** `weight_ih` `[gates · H, F]` */
  readonly inputHidden: ArrayLike<number>;
  /** `weight_hh` `[gates · H, H]` */
  readonly hiddenHidden: ArrayLike<number>;
  /** `bias_ih` `[gates · H]` */
  readonly inputBias: ArrayLike<number>;
  /** `bias_hh` `[gates · H]` */
  readonly hiddenBias: ArrayLike<number>;
}

/** The same layer in our shapes (`recurrentShapes`), both biases kept. */
export interface OurWeights {
  readonly input: Float64Array;
  readonly recurrent: Float64Array;
  readonly bias: Float64Array;
  readonly recurrentBias: Float64Array;
}

/** Calls `visit(theirs, ours)` for every pair of places of the same weight, array by array. */
function pairs(
  cell: CompiledCell,
  F: number,
  H: number,
  visit: (array: keyof TorchWeights, theirs: number, ours: keyof OurWeights, at: number) => void,
): void {
  const gates = TORCH_GATES[cell.name];
  if (gates === undefined)
    throw new RangeError(`PyTorch has no cell "${cell.name}"; it has ${Object.keys(TORCH_GATES).join(", ")}`);
  const both = cell.inputGates.filter((gate) => cell.recurrentGates.includes(gate));
  gates.forEach(({ input, recurrent }, g) => {
    for (let h = 0; h < H; h++) {
      const row = g * H + h;
      const inputBlock = cell.inputGates.indexOf(input);
      for (let f = 0; f < F; f++) {
        visit("inputHidden", row * F + f, "input", (f * cell.inputGates.length + inputBlock) * H + h);
      }
      const recurrentBlock = cell.recurrentGates.indexOf(recurrent);
      for (let k = 0; k < H; k++) {
        visit("hiddenHidden", row * H + k, "recurrent", (k * cell.recurrentGates.length + recurrentBlock) * H + h);
      }
      visit("inputBias", row, "bias", cell.slots.indexOf(input) * H + h);
      if (both.includes(recurrent)) visit("hiddenBias", row, "recurrentBias", both.indexOf(recurrent) * H + h);
      else visit("hiddenBias", row, "bias", cell.slots.indexOf(recurrent) * H + h);
    }
  });
}

/** Reorders a PyTorch layer into our gate order. Throws a RangeError for a cell that PyTorch does not have. */
export function fromTorch(cell: CompiledCell, F: number, H: number, theirs: TorchWeights): OurWeights {
  const both = cell.inputGates.filter((gate) => cell.recurrentGates.includes(gate)).length;
  const ours: OurWeights = {
    input: new Float64Array(F * cell.inputGates.length * H),
    recurrent: new Float64Array(H * cell.recurrentGates.length * H),
    bias: new Float64Array(cell.slots.length * H),
    recurrentBias: new Float64Array(both * H),
  };
  pairs(cell, F, H, (array, from, name, at) => {
    ours[name][at] = theirs[array][from]!;
  });
  return ours;
}

/** The way back: our arrays (weights or their gradients) in PyTorch's order. */
export function toTorch(
  cell: CompiledCell,
  F: number,
  H: number,
  ours: Readonly<Record<keyof OurWeights, ArrayLike<number>>>,
): Record<keyof TorchWeights, Float64Array> {
  const gates = TORCH_GATES[cell.name]?.length ?? 0;
  const theirs = {
    inputHidden: new Float64Array(gates * H * F),
    hiddenHidden: new Float64Array(gates * H * H),
    inputBias: new Float64Array(gates * H),
    hiddenBias: new Float64Array(gates * H),
  };
  pairs(cell, F, H, (array, to, name, at) => {
    theirs[array][to] = ours[name][at]!;
  });
  return theirs;
}
