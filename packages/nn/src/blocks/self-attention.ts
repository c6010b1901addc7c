import { ops } from "@gatecast/engine";
import { denseLayer } from "../layers/dense-layer.ts";
import { together } from "../layers/parts.ts";
import type { Walk } from "./directions.ts";

/**
 * Every step of a sequence looks at all of them, in several heads (Vaswani et al. 2017):
 * [softmax(QKᵀ / √d)·V of each head]·O. Shows `heads`, the shares `[heads · T, B, T]`, head by head.
 */
export function selfAttention(prefix: string, width: number, heads: number): Walk {
  const dense = (name: string) => denseLayer(`${prefix}.${name}`, width, 3, { units: width, activation: "linear" });
  const [query, key, value, out] = [dense("query"), dense("key"), dense("value"), dense("output")];
  const factor = 1 / Math.sqrt(width / heads);
  return {
    ...together({ query, key, value, out }),
    width,
    walk(context, x) {
      const { plan, show } = context;
      const [q, k, v] = [query.apply(context, x), key.apply(context, x), value.apply(context, x)];
      for (const [name, tensor] of Object.entries({ q, k, v })) plan.named(name, tensor);
      const shares = plan.named("α", ops.softmax(plan, ops.scores(plan, q, k, { heads, factor })));
      show?.(`${prefix}.heads`, shares);
      return out.apply(context, ops.blend(plan, shares, v, heads));
    },
  };
}
