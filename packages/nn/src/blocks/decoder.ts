import { ops, type Tensor } from "@gatecast/engine";
import type { MemberOptions } from "../family/member.ts";
import type { Layer, LayerContext } from "../layers/layer.ts";
import type { Part } from "./parts.ts";

/** One step of a decoder: from yₖ₋₁ `[1, B, 1]` to yₖ. */
export type DecoderStep = (y: Tensor) => Tensor;

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
  if (output !== "last") {
    throw new RangeError(`"${name}" decodes a forecast, not a sequence for another layer: give it as the only layer`);
  }
  return {
    ...parts,
    width: outputs,
    rank: 2,
    apply(context, x) {
      const { plan } = context;
      const next = begin(context, x);
      const values: Tensor[] = [];
      let y = ops.takeColumns(plan, ops.gatherSteps(plan, x, [[steps - 1]]), 0, 1);
      for (let k = 0; k < outputs; k++) {
        y = next(y);
        values.push(y);
      }
      return ops.takeStep(plan, ops.concatenate(plan, values), 0);
    },
  };
}
