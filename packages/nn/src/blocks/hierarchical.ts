import { ops, type StepTable } from "@gatecast/engine";
import { lstm } from "../cells/lstm.ts";
import type { Member } from "../family/member.ts";
import { partOf } from "../layers/part-trace.ts";
import { together } from "../layers/parts.ts";
import { recurrentLayer } from "../layers/recurrent-layer.ts";
import { onLastChain } from "./chains.ts";
import { refuseSequence } from "./decoder.ts";

/** Steps of a segment. */
const SEGMENT = 6;

/**
 * LSTMs one above the other: the lowest reads segments of the window, the next one segments of what that has said of each, up
 * to one that reads what is left. Between the first row and the last lie a few steps a level, not the whole window.
 */
export const hierarchical: Member = {
  name: "hierarchical",
  source: "El Hihi & Bengio 1995; segments: Li, Luong & Jurafsky 2015",
  cell: null,
  lastOnly: true,
  layer: onLastChain((prefix, features, options) => {
    const { units, steps, output, directions } = options;
    refuseSequence(hierarchical.name, output);
    const width = units * directions;
    const sizes = levelsOf(steps);
    const levels = sizes.map((_, level) =>
      recurrentLayer(`${prefix}.${level}`, level === 0 ? features : width, {
        ...{ ...options, cell: lstm, memory: null },
      }),
    );
    return {
      ...together(Object.fromEntries(levels.map((level, i) => [String(i), level]))),
      width,
      rank: 2,
      apply(context, x) {
        const { plan } = context;
        const top = levels.at(-1)!;
        // The rows of the window that each step of a level covers.
        let rows: StepTable = Array.from({ length: steps }, (_, t) => [t]);
        const left = levels.slice(0, -1).reduce((sequence, level, i) => {
          const segments = segmentsOf(sizes[i]!, SEGMENT);
          const covered = rows;
          const seen = plan.repeat("m", segments.length, (m) => {
            const segment = segments[m]!;
            const own = partOf(
              context,
              { kind: "level", number: i + 1 },
              segment.map((t) => covered[t]!),
            );
            return plan.named(
              "u",
              level.apply(
                own,
                ops.gatherSteps(
                  plan,
                  sequence,
                  segment.map((t) => [t]),
                ),
              ),
            );
          });
          rows = segments.map((segment) => segment.flatMap((t) => covered[t]!));
          return ops.joinSteps(plan, seen);
        }, x);
        return top.apply(partOf(context, { kind: "level", number: levels.length }, rows), left);
      },
    };
  }),
};

/** Steps that each level reads: the window, its segments, and so on, until a level has no more than a segment. */
export function levelsOf(steps: number): number[] {
  return steps <= SEGMENT ? [steps] : [steps, ...levelsOf(Math.ceil(steps / SEGMENT))];
}

/** The steps of each segment of a sequence; the first one holds what is left over, so that the last ones are whole. */
export function segmentsOf(steps: number, length: number): number[][] {
  const count = Math.ceil(steps / length);
  return Array.from({ length: count }, (_, m) => {
    const end = steps - length * (count - 1 - m);
    const first = Math.max(0, end - length);
    return Array.from({ length: end - first }, (_, i) => first + i);
  });
}
