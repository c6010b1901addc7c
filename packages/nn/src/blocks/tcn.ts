import { ops, type StepTable } from "@gatecast/engine";
import type { Member } from "../family/member.ts";
import { glorot } from "../initializers/initializers.ts";
import { denseLayer } from "../layers/dense-layer.ts";
import { partOf, traceNamed } from "../layers/part-trace.ts";
import { together, weights } from "../layers/parts.ts";
import { type Walk, walkingLayer } from "./directions.ts";

/** Taps of a convolution. */
const TAPS = 3;

/**
 * Temporal convolutional network: residual blocks of two causal convolutions each, as many as see the whole window. The
 * paper's dropout stands behind the layer, as behind any other.
 */
export const tcn: Member = {
  name: "tcn",
  source: "Bai, Kolter & Koltun 2018; weights as direction and length: Salimans & Kingma 2016",
  cell: null,
  layer: (prefix, features, options) =>
    walkingLayer(prefix, options, (own, steps) => network(own, features, options.units, steps)),
};

/** Blocks of dilations 1, 2, 4, … */
function network(prefix: string, features: number, units: number, steps: number): Walk {
  const dilations = dilationsFor(steps);
  const blocks = dilations.map((dilation, i) => block(`${prefix}.${i}`, i === 0 ? features : units, units, dilation));
  return {
    ...together(Object.fromEntries(blocks.map((part, i) => [String(i), part]))),
    width: units,
    walk: (context, x) =>
      blocks.reduce((input, part, i) => {
        const h = part.walk(context, input);
        traceNamed(partOf(context, { kind: "block", number: i + 1 }), x.shape[0]!, { values: { h } });
        return h;
      }, x),
  };
}

/** Dilations of as many blocks as it takes to see `steps` steps: each adds 2 · (TAPS − 1) · d to the first one. */
export function dilationsFor(steps: number): number[] {
  const dilations: number[] = [];
  let field = 1;
  for (let d = 1; field < steps || d === 1; d *= 2) {
    dilations.push(d);
    field += 2 * (TAPS - 1) * d;
  }
  return dilations;
}

function block(prefix: string, features: number, units: number, dilation: number): Walk {
  const first = convolution(`${prefix}.first`, features, units, dilation);
  const second = convolution(`${prefix}.second`, units, units, dilation);
  const across =
    features === units ? null : denseLayer(`${prefix}.across`, features, 3, { units, activation: "linear" });
  return {
    ...together({ first, second, ...(across === null ? {} : { across }) }),
    width: units,
    walk(context, x) {
      const { plan } = context;
      const once = plan.named("u", ops.relu(plan, first.walk(context, x)));
      const twice = plan.named("v", ops.relu(plan, second.walk(context, once)));
      return plan.named("h", ops.relu(plan, ops.add(plan, twice, across === null ? x : across.apply(context, x))));
    },
  };
}

/** conv(x): the taps of a step side by side, times one weight. */
function convolution(prefix: string, features: number, units: number, dilation: number): Walk {
  const inputs = TAPS * features;
  const own = weights(prefix, { direction: [inputs, units], length: [units], bias: [units] }, (seed) => {
    const direction = glorot(inputs * units, inputs, units, seed);
    return { direction, length: columnNorms(direction, units), bias: new Float32Array(units) };
  });
  return {
    ...own,
    width: units,
    walk(context, x) {
      const { plan } = context;
      const { direction, length, bias } = own.of(context);
      const taps: StepTable = Array.from({ length: x.shape[0]! }, (_, t) =>
        Array.from({ length: TAPS }, (_, j) => Math.max(-1, t - j * dilation)),
      );
      const weight = plan.named("w", ops.weightNorm(plan, direction, length));
      return ops.linear(plan, ops.gatherSteps(plan, x, taps), weight, bias);
    },
  };
}

/** ‖v‖ of every column, so that W begins as v. */
function columnNorms(v: Float32Array, columns: number): Float64Array {
  const squares = new Float64Array(columns);
  v.forEach((value, i) => {
    squares[i % columns]! += value * value;
  });
  return squares.map(Math.sqrt);
}
