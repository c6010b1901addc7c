import { ops, type Tensor } from "@gatecast/engine";
import type { MemberOptions } from "../family/member.ts";
import type { Layer, LayerContext } from "../layers/layer.ts";
import { partOf } from "../layers/part-trace.ts";
import type { Part } from "../layers/parts.ts";

/** One step of a decoder: from yₖ₋₁ `[1, B, 1]` to yₖ; `context` is that of the cell that goes on, for this step. */
export type DecoderStep = (y: Tensor, context: LayerContext) => Tensor;

/**
 * A layer that walks on behind the window, one step for each output, every step fed with what the one before it said;
 * y `[B, O]`. Training walks as forecasting does: nobody shows it the true values between.
 */
export function decodingLayer(
  name: string,
  { outputs, output, steps }: MemberOptions,
  parts: Part,
  begin: (context: LayerContext, x: Tensor) => DecoderStep,
): Layer {
  refuseSequence(name, output);
  return {
    ...parts,
    width: outputs,
    rank: 2,
    apply(context, x) {
      const { plan } = context;
      const next = begin(context, x);
      let y = ops.takeColumns(plan, ops.gatherSteps(plan, x, [[steps - 1]]), 0, 1);
      const values = plan.repeat("k", outputs, (k) => {
        y = plan.named("y", next(y, partOf(context, { kind: "decoder" }, [[steps + k]])));
        return y;
      });
      return ops.takeStep(plan, ops.concatenate(plan, values), 0);
    },
  };
}

/** Throws a RangeError where a member that ends in one row a window is asked for a sequence. */
export function refuseSequence(name: string, output: MemberOptions["output"]): void {
  if (output === "last") return;
  throw new RangeError(`"${name}" gives one row a window, no sequence for another layer: let it be the last one`);
}
