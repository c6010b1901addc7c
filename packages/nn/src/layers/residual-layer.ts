import { ops, split } from "@gatecast/engine";
import { glorot } from "../initializers/initializers.ts";
import { type Layer, passMemory } from "./layer.ts";

/**
 * A layer with its input added to its output (He et al. 2016; for stacks of LSTMs Prakash et al. 2016): y = layer(x) + x, or + x·P
 * where the widths differ. Beside one row a window goes the last row of the input. x `[T, B, F]`.
 */
export function residualLayer(inner: Layer, prefix: string, features: number): Layer {
  const isMapped = inner.width !== features;
  const weight = `${prefix}.residual.weight`;
  const bias = `${prefix}.residual.bias`;
  const { width } = inner;
  return {
    ...inner,
    shapes: { ...inner.shapes, ...(isMapped ? { [weight]: [features, width], [bias]: [width] } : {}) },
    initialize(parameters, seed) {
      inner.initialize(parameters, seed);
      if (!isMapped) return;
      parameters.write(weight, glorot(features * width, features, width, split(seed, "residual")));
      parameters.write(bias, new Float32Array(width));
    },
    apply(context, x) {
      const { plan, parameters } = context;
      const made = inner.apply(context, x);
      const beside = inner.rank === 3 ? x : ops.takeStep(plan, x, x.shape[0]! - 1);
      const tensor = (name: string) => plan.parameter(parameters.get(name));
      const mapped = isMapped ? ops.linear(plan, beside, tensor(weight), tensor(bias)) : beside;
      const y = ops.add(plan, made, mapped);
      passMemory(context, made, y);
      return y;
    },
  };
}
