import { type CompiledCell, type Parameters, traceSequence } from "@gatecast/engine";
import type { DirectionTrace, LayerTrace, TracedInput } from "./layer.ts";

/** What a recurrent layer is, for whoever walks through it in float64. */
export interface TracedLayer {
  readonly cell: CompiledCell;
  /** F and H. */
  readonly features: number;
  readonly units: number;
  /** Where each direction's weights are: one name, or that of the way there and that of the way back. */
  readonly names: readonly string[];
  /** Given values that are a linear map of the input, or of what is known of the whole window. */
  readonly mapped: readonly string[];
  readonly isContext: (given: string) => boolean;
  /** Steps back to the states that a step goes on from. */
  readonly dilation: number;
  /** Whether the layer shows its memory to the one above. */
  readonly showsMemory: boolean;
}

/** What the gates and states of a recurrent layer say of some windows, direction by direction. */
export function traceRecurrent(layer: TracedLayer, parameters: Parameters, input: TracedInput): LayerTrace {
  const { cell, features, units, names, showsMemory } = layer;
  const sizes = { T: input.T, B: input.B, F: features, H: units };
  const directions = names.map((name, direction): DirectionTrace => {
    const read = (part: string) => parameters.read(`${name}.${part}`);
    const vectors = cell.cell.vectors.length > 0 ? { vectors: read("vectors") } : {};
    const weights = { input: read("input"), recurrent: read("recurrent"), bias: read("bias"), ...vectors };
    const given = cell.cell.given.map((value) => {
      if (layer.mapped.includes(value)) {
        const from = layer.isContext(value) ? input.extras! : input.x;
        return mapOf(from, read(`given.${value}.weight`), read(`given.${value}.bias`));
      }
      return value === "input" ? input.x : input.memory!;
    });
    const reverse = direction === 1;
    return {
      reverse,
      units,
      ...traceSequence(cell, weights, input.x, sizes, { reverse, given, dilation: layer.dilation }),
    };
  });
  const of = (trace: DirectionTrace, state: string): Float64Array => trace.states.get(state)!;
  const output = sideBySide(
    directions.map((trace) => of(trace, cell.cell.states[0]!)),
    units,
  );
  return { directions, output, memory: showsMemory ? of(directions[0]!, cell.cell.states.at(-1)!) : null };
}

/** x · W + b for rows of as many values as W has rows. */
export function mapOf(x: ArrayLike<number>, weight: ArrayLike<number>, bias: ArrayLike<number>): Float64Array {
  const [H, F] = [bias.length, weight.length / bias.length];
  return Float64Array.from({ length: (x.length / F) * H }, (_, i) => {
    const [row, h] = [Math.floor(i / H), i % H];
    let sum = bias[h]!;
    for (let f = 0; f < F; f++) sum += x[row * F + f]! * weight[f * H + h]!;
    return sum;
  });
}

/** Rows of `width` values each, joined row by row. */
function sideBySide(parts: readonly Float64Array[], width: number): Float64Array {
  if (parts.length === 1) return parts[0]!;
  const joined = new Float64Array(parts.length * parts[0]!.length);
  parts.forEach((part, p) => {
    for (let row = 0; row * width < part.length; row++) {
      joined.set(part.subarray(row * width, (row + 1) * width), (row * parts.length + p) * width);
    }
  });
  return joined;
}
