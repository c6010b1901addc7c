import { ops, type StepTable } from "@gatecast/engine";
import { slstm } from "../cells/slstm.ts";
import type { Member } from "../family/member.ts";
import { denseLayer } from "../layers/dense-layer.ts";
import { partOf } from "../layers/part-trace.ts";
import { together } from "../layers/parts.ts";
import { recurrentPart } from "../layers/recurrent-part.ts";
import { onLastChain } from "./chains.ts";
import { refuseSequence } from "./decoder.ts";
import { fromBothEnds } from "./directions.ts";
import { norm } from "./norm.ts";

/**
 * P-sLSTM: a block of sLSTM over patches in the place of steps, and a forecast from what is known of all of them. All columns of a
 * patch are read together; the paper reads each series alone.
 */
export const patchedSlstm: Member = {
  name: "patched-slstm",
  source: "Kong, Wang, Nie, Zhou, Zohren, Liang, Sun & Wen 2025 (P-sLSTM); the block: Beck, Pöppel et al. 2024",
  cell: null,
  lastOnly: true,
  layer: onLastChain(
    fromBothEnds((prefix, features, options) => {
      const { units, steps, output } = options;
      refuseSequence(patchedSlstm.name, output);
      const table = patches(steps);
      const inner = Math.ceil((4 * units) / 3);
      const dense = (name: string, from: number, to: number) =>
        denseLayer(`${prefix}.${name}`, from, 3, { units: to, activation: "linear" });
      const [embed, down] = [dense("embed", table[0]!.length * features, units), dense("down", inner, units)];
      const [gate, up] = [dense("gate", units, inner), dense("up", units, inner)];
      const [before, behind, level] = ["before", "behind", "norm"].map((name) => norm(`${prefix}.${name}`, units));
      const walk = recurrentPart(`${prefix}.slstm`, slstm, units, units, options);
      return {
        ...together({ embed, before: before!, walk, behind: behind!, level: level!, gate, up, down }),
        width: table.length * units,
        rank: 2,
        apply(context, x) {
          const { plan } = context;
          const e = plan.named("e", embed.apply(context, ops.gatherSteps(plan, x, table)));
          const { sequence: h } = walk.walk(partOf(context, { kind: "patches" }, table), before!.walk(context, e));
          const a = plan.named("a", ops.add(plan, e, behind!.walk(context, h)));
          const u = plan.named("u", level!.walk(context, a));
          const wide = ops.multiply(plan, ops.gelu(plan, gate.apply(context, u)), up.apply(context, u));
          return ops.flattenTime(plan, plan.named("z", ops.add(plan, a, down.apply(context, wide))));
        },
      };
    }),
  ),
};

/** Overlapping patches that end with the window; −1 before its start. */
export function patches(steps: number): StepTable {
  const stride = Math.ceil(Math.sqrt(steps) / 2);
  const length = 2 * stride;
  const count = 1 + Math.max(0, Math.ceil((steps - length) / stride));
  const first = steps - length - (count - 1) * stride;
  return Array.from({ length: count }, (_, i) =>
    Array.from({ length }, (_, j) => Math.max(-1, first + i * stride + j)),
  );
}
