import { type Cell, ops, type Tensor } from "@gatecast/engine";
import type { MemberOptions } from "../family/member.ts";
import { denseLayer } from "../layers/dense-layer.ts";
import type { LayerContext } from "../layers/layer.ts";
import { partOf } from "../layers/part-trace.ts";
import { type Part, together } from "../layers/parts.ts";
import { type MaskOptions, recurrentPart } from "../layers/recurrent-part.ts";

/** What is known of a window: a row for each of its steps, and of the whole of it. */
export interface Encoded {
  /** h `[T, B, width]` */
  readonly sequence: Tensor;
  /** What a cell that goes on from here starts with: its states, `[B, H]` each. */
  readonly states: readonly Tensor[];
}

export interface Encoder extends Part {
  readonly width: number;
  encode(context: LayerContext, x: Tensor): Encoded;
}

/** A cell over the window, from both ends with two directions, in chains with a dilation; a second cell of its kind starts from tanh(h_T · W + b). */
export function encoder(
  prefix: string,
  cell: Cell,
  features: number,
  options: Pick<MemberOptions, "units" | "directions" | "dilation"> & MaskOptions,
): Encoder {
  const { units, directions, dilation = 1 } = options;
  const names = directions === 2 ? ["forward", "backward"] : ["forward"];
  const walks = names.map((name) => recurrentPart(`${prefix}.${name}`, cell, features, units, options));
  const width = units * directions;
  const starts = cell.states.map((state) => denseLayer(`${prefix}.${state}`, width, 2, { units, activation: "tanh" }));
  return {
    ...together({
      ...Object.fromEntries(walks.map((walk, i) => [names[i]!, walk])),
      ...Object.fromEntries(starts.map((start, i) => [`start ${cell.states[i]!}`, start])),
    }),
    width,
    encode(context, x) {
      const { plan } = context;
      const own = partOf(context, { kind: "encoder" });
      const seen = walks.map((walk, i) => walk.walk(own, x, { reverse: i === 1, dilation }));
      const join = (parts: readonly Tensor[]) => (parts.length === 1 ? parts[0]! : ops.concatenate(plan, parts));
      const last = join(seen.map(({ final }) => final[0]!));
      return {
        sequence: join(seen.map(({ sequence }) => sequence)),
        states: starts.map((start) => start.apply(context, last)),
      };
    },
  };
}
