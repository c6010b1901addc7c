import { ops } from "@gatecast/engine";
import { weights } from "../layers/parts.ts";
import type { Walk } from "./directions.ts";

/** Layer normalisation over `width` columns, in groups where asked for: a gain that starts at 1 and a bias that starts at 0. */
export function norm(prefix: string, width: number, groups = 1): Walk {
  const own = weights(prefix, { gain: [width], bias: [width] }, () => ({
    gain: new Float32Array(width).fill(1),
    bias: new Float32Array(width),
  }));
  return {
    ...own,
    width,
    walk(context, x) {
      const { gain, bias } = own.of(context);
      return ops.layerNorm(context.plan, x, gain, bias, groups);
    },
  };
}
