import type { CompiledCell } from "@gatecast/engine";
import { type OurWeights, TORCH, toOurOrder, toTheirOrder } from "./gate-order.ts";

/** The four arrays of one layer and direction of PyTorch's `nn.LSTM`, `nn.GRU` or `nn.RNN`, row-major. */
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

/** Reorders a PyTorch layer into our gate order. Throws a RangeError for a cell that PyTorch does not have. */
export function fromTorch(cell: CompiledCell, F: number, H: number, theirs: TorchWeights): OurWeights {
  const { inputHidden, hiddenHidden, inputBias, hiddenBias } = theirs;
  const arrays = { input: inputHidden, recurrent: hiddenHidden, inputBias, recurrentBias: hiddenBias };
  return toOurOrder(TORCH, cell, F, H, arrays);
}

/** The way back: our arrays (weights or their gradients) in PyTorch's order. */
export function toTorch(
  cell: CompiledCell,
  F: number,
  H: number,
  ours: Readonly<Record<keyof OurWeights, ArrayLike<number>>>,
): Record<keyof TorchWeights, Float64Array> {
  const { input, recurrent, inputBias, recurrentBias } = toTheirOrder(TORCH, cell, F, H, ours);
  return { inputHidden: input, hiddenHidden: recurrent, inputBias, hiddenBias: recurrentBias };
}
