import { ops, type StepTable } from "@gatecast/engine";
import { gru } from "../cells/gru.ts";
import type { Member } from "../family/member.ts";
import { normal } from "../initializers/initializers.ts";
import { denseLayer } from "../layers/dense-layer.ts";
import { partOf } from "../layers/part-trace.ts";
import { together, weights } from "../layers/parts.ts";
import { recurrentPart } from "../layers/recurrent-part.ts";
import { onLastChain } from "./chains.ts";
import { refuseSequence } from "./decoder.ts";
import { fromBothEnds } from "./directions.ts";

/**
 * SegRNN: a GRU over segments in the place of steps, and a forecast whose segments are said side by side, each from what is known
 * and from its own place. All columns of a segment are read together; the paper reads each series alone.
 */
export const segrnn: Member = {
  name: "segrnn",
  source: "Lin, Lin, Wu, Zhao, Mo & Zhang 2023",
  cell: null,
  lastOnly: true,
  layer: onLastChain(
    fromBothEnds((prefix, features, options) => {
      const { units, steps, outputs, output } = options;
      refuseSequence(segrnn.name, output);
      const length = Math.ceil(Math.sqrt(steps));
      const ahead = Math.ceil(outputs / length);
      const embed = denseLayer(`${prefix}.embed`, length * features, 3, { units, activation: "relu" });
      const walk = recurrentPart(`${prefix}.gru`, gru, units, units, options);
      const places = weights(prefix, { places: [ahead, units] }, (seed) => ({ places: normal(ahead * units, seed) }));
      const say = denseLayer(`${prefix}.output`, units, 3, { units: length, activation: "linear" });
      return {
        ...together({ embed, walk, places, say }),
        width: outputs,
        rank: 2,
        apply(context, x) {
          const { plan } = context;
          const table = wholeSegments(steps, length);
          const segments = ops.gatherSteps(plan, x, table);
          const { final: known } = walk.walk(
            partOf(context, { kind: "segments" }, table),
            plan.named("e", embed.apply(context, segments)),
          );
          const spread = ops.spread(plan, places.of(context).places, x.shape[1]!);
          const said = plan.repeat("k", ahead, (k) => {
            const place = ops.gatherSteps(plan, spread, [[k]]);
            const own = partOf(context, { kind: "segments ahead" }, [segmentAhead(steps + k * length, length)]);
            const { sequence: s } = walk.walk(own, place, { initial: known });
            return plan.named("y", say.apply(context, plan.named("s", s)));
          });
          return ops.takeColumns(plan, ops.takeStep(plan, ops.concatenate(plan, said), 0), 0, outputs);
        },
      };
    }),
  ),
};

const segmentAhead = (first: number, length: number) => Array.from({ length }, (_, j) => first + j);

/** Segments of so many steps that end with the window; −1 before its start. */
function wholeSegments(steps: number, length: number): StepTable {
  const count = Math.ceil(steps / length);
  const first = steps - count * length;
  return Array.from({ length: count }, (_, i) =>
    Array.from({ length }, (_, j) => Math.max(-1, first + i * length + j)),
  );
}
