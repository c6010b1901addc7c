import { ops, type StepTable } from "@gatecast/engine";
import { lstm } from "../cells/lstm.ts";
import type { Member, MemberOptions } from "../family/member.ts";
import { partOf } from "../layers/part-trace.ts";
import { together } from "../layers/parts.ts";
import { recurrentPart } from "../layers/recurrent-part.ts";
import { type Walk, walkingLayer } from "./directions.ts";
import { segmentsOf } from "./hierarchical.ts";

/** The fewest steps that a scale may have. */
const FEWEST = 3;

/** LSTMs side by side, each on a clock half as fast as the one before, and what all of them know joined: H columns a scale. */
export const multiscale: Member = {
  name: "multiscale",
  source: "El Hihi & Bengio 1995; means of neighbouring steps: Cui, Chen & Chen 2016",
  cell: null,
  layer: (prefix, features, options) =>
    walkingLayer(prefix, options, (own, steps) => scales(own, features, { ...options, steps })),
};

/** 1, 2, 4, … */
export function scalesOf(steps: number): number[] {
  const found = [1];
  while (Math.ceil(steps / (2 * found.at(-1)!)) >= FEWEST) found.push(2 * found.at(-1)!);
  return found;
}

function scales(prefix: string, features: number, options: MemberOptions): Walk {
  const { units, steps } = options;
  const all = scalesOf(steps).map((scale) => ({
    scale,
    part: recurrentPart(`${prefix}.${scale}`, lstm, features, units, options),
  }));
  return {
    ...together(Object.fromEntries(all.map(({ scale, part }) => [scale, part]))),
    width: units * all.length,
    walk(context, x) {
      const { plan } = context;
      const steps = x.shape[0]!;
      const known = all.map(({ scale, part }) => {
        const table = segmentsOf(steps, scale);
        const own = partOf(context, { kind: "scale", number: scale }, table);
        if (scale === 1) return part.walk(own, x).sequence;
        const { sequence } = part.walk(own, ops.meanSteps(plan, x, table));
        return ops.gatherSteps(plan, sequence, lastWhole(table, steps));
      });
      return known.length === 1 ? known[0]! : ops.concatenate(plan, known);
    },
  };
}

/** For every step of the window the last segment that has ended by then; none, before the first has. */
function lastWhole(segments: StepTable, steps: number): StepTable {
  const ends = segments.map((segment) => segment.at(-1)!);
  return Array.from({ length: steps }, (_, t) => [ends.findLastIndex((end) => end <= t)]);
}
