import { compileCell } from "@gatecast/engine";
import { CELLS } from "../cells/index.ts";
import { type GateOrder, type OurWeights, toOurOrder } from "./gate-order.ts";
import { WeightsError } from "./weights-error.ts";

/** An array with its values at hand. */
export interface ForeignArray {
  readonly name: string;
  readonly shape: readonly number[];
  values(): ArrayLike<number>;
}

/** One direction of a recurrent layer in our order, and its sizes. */
export interface ReadDirection {
  readonly features: number;
  readonly units: number;
  readonly weights: OurWeights;
}

/** The arrays of one direction as files name them; a bias that is absent is zero. */
export interface DirectionArrays {
  readonly input: ForeignArray;
  readonly recurrent: ForeignArray;
  readonly inputBias?: ForeignArray | undefined;
  readonly recurrentBias?: ForeignArray | undefined;
}

/** Gates by the sizes of the recurrent matrix, `[G · H, H]` or `[H, G · H]`; undefined where it is none. */
export function gateCount({ shape }: ForeignArray, { gatesIn }: GateOrder): number | undefined {
  const [rows = 0, columns = 0] = gatesIn === "rows" ? shape : [...shape].reverse();
  return shape.length === 2 && columns > 0 && rows % columns === 0 ? rows / columns : undefined;
}

/** Reorders one direction. Throws a WeightsError that names the array whose shape does not fit. */
export function readDirection(
  order: GateOrder,
  cellName: string,
  layer: string,
  arrays: DirectionArrays,
): ReadDirection {
  const { input, recurrent, inputBias, recurrentBias } = arrays;
  const across = order.gatesIn === "rows" ? 1 : 0;
  const units = recurrent.shape[across] ?? 0;
  const features = input.shape[across] ?? 0;
  const rows = order.cells[cellName]!.length * units;
  const matrix = (size: number) => (across === 1 ? [rows, size] : [size, rows]);
  requireShape(layer, input, matrix(features));
  requireShape(layer, recurrent, matrix(units));
  const bias = (array: ForeignArray | undefined): ArrayLike<number> => {
    if (array === undefined) return new Float64Array(rows);
    requireShape(layer, array, [rows]);
    return array.values();
  };
  const theirs = {
    input: input.values(),
    recurrent: recurrent.values(),
    inputBias: bias(inputBias),
    recurrentBias: bias(recurrentBias),
  };
  return { features, units, weights: toOurOrder(order, compileCell(CELLS[cellName]!), features, units, theirs) };
}

/** Throws where an array has another shape than it must have. */
export function requireShape(layer: string, { name, shape }: ForeignArray, needed: readonly number[]): void {
  if (shape.length === needed.length && needed.every((size, axis) => size > 0 && shape[axis] === size)) return;
  throw new WeightsError(`layer "${layer}": array "${name}" of shape [${shape.join(", ")}]`, {
    found: `[${shape.join(", ")}]`,
    needed: `[${needed.join(", ")}]`,
  });
}
