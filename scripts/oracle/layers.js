import { fromTorch, toTorch } from "@gatecast/nn";

/** PyTorch's names of the four arrays of a layer, and ours. */
const ARRAYS = { weight_ih: "inputHidden", weight_hh: "hiddenHidden", bias_ih: "inputBias", bias_hh: "hiddenBias" };
const GATES = { lstm: 4, gru: 3 };

/** One layer and direction of a stack: its name in PyTorch's weights and its sizes. */
export function layersOf({ kind, inputs, hidden, layers, bidirectional }) {
  const directions = bidirectional ? ["", "_reverse"] : [""];
  return Array.from({ length: layers }, (_, l) =>
    directions.map((suffix, d) => ({
      suffix: `_l${l}${suffix}`,
      row: l * directions.length + d,
      reverse: d === 1,
      kind,
      F: l === 0 ? inputs : hidden * directions.length,
      H: hidden,
    })),
  );
}

/** Shapes of PyTorch's arrays of a layer, by PyTorch's names. */
function torchShapes({ suffix, kind, F, H }) {
  const rows = GATES[kind] * H;
  return {
    [`weight_ih${suffix}`]: [rows, F],
    [`weight_hh${suffix}`]: [rows, H],
    [`bias_ih${suffix}`]: [rows],
    [`bias_hh${suffix}`]: [rows],
  };
}

/** A layer's weights in our order, by our names, from PyTorch's. */
export function takeWeights(compiled, layer, tensor, prefix = "") {
  const theirs = {};
  for (const [key, shape] of Object.entries(torchShapes(layer))) {
    theirs[ARRAYS[key.slice(0, key.indexOf("_l"))]] = tensor(`${prefix}${key}`, shape);
  }
  return fromTorch(compiled, layer.F, layer.H, theirs);
}

/** Our arrays of a layer (weights or gradients) beside PyTorch's: `[name, ours, theirs]`. */
export function besideTorch(compiled, layer, ours, tensor, prefix = "") {
  const turned = toTorch(compiled, layer.F, layer.H, ours);
  return Object.entries(torchShapes(layer)).map(([key, shape]) => {
    const name = `${prefix}${key}`;
    return [name, turned[ARRAYS[key.slice(0, key.indexOf("_l"))]], tensor(name, shape)];
  });
}

/** `[B, T, F]` ↔ `[T, B, F]`: values of the first two axes change places. */
export function swapAxes(values, [first, second, width]) {
  const out = new Float64Array(values.length);
  for (let i = 0; i < first; i++) {
    for (let j = 0; j < second; j++) {
      const from = (i * second + j) * width;
      out.set(values.subarray(from, from + width), (j * first + i) * width);
    }
  }
  return out;
}
