import { compileCell } from "@gatecast/engine";
import { CELLS } from "../cells/index.ts";
import type { NetworkSpec } from "../network/network.ts";
import { gatesWithBoth, TORCH } from "./gate-order.ts";
import { NotExpressible } from "./not-expressible.ts";
import type { ReadWeight } from "./onnx/dense-nodes.ts";
import type { StoredTensor } from "./safetensors.ts";
import { toTorch } from "./torch.ts";

/**
 * A network's weights by the names of a `state_dict`: each recurrent layer is an `nn.LSTM`, `nn.GRU` or `nn.RNN` of one layer, called
 * `layers.0` and so on as ours are, dense layers and `head` and `linear` are `nn.Linear`. Our one bias is `bias_ih`, and `bias_hh` is zero but for the
 * candidate of a GRU.
 * @throws NotExpressible that names the cell or layer which PyTorch does not have.
 */
export function networkAsTorch(spec: NetworkSpec, read: ReadWeight): StoredTensor[] {
  const tensors: StoredTensor[] = [];
  let width = spec.features;
  for (const [i, layer] of spec.layers.entries()) {
    const prefix = `layers.${i}`;
    if (layer.kind === "recurrent") {
      const { cell, units, directions, dilation = 1 } = layer;
      const isOwn = spec.equations?.name === cell;
      if (isOwn || !Object.hasOwn(TORCH.cells, cell)) throw new NotExpressible(`cell "${cell}"`, "PyTorch");
      if (dilation > 1) throw new NotExpressible(`dilation of ${dilation}`, "PyTorch", "dilation");
      if (layer.residual === true) throw new NotExpressible("input added to the output", "PyTorch", "residual");
      const sides = directions === 2 ? [".forward", ".backward"] : [""];
      sides.forEach((side, direction) => {
        tensors.push(...recurrentTensors(cell, width, units, prefix, `${prefix}${side}`, direction === 1, read));
      });
      width = units * directions;
    } else if (layer.kind === "dense") {
      tensors.push(...linearTensors(prefix, width, layer.units, read));
      width = layer.units;
    } else if (layer.kind !== "dropout") {
      throw new NotExpressible(`layer "${(layer as { kind: string }).kind}"`, "PyTorch");
    }
  }
  tensors.push(...linearTensors("head", width + spec.extras, spec.outputs, read));
  if (spec.linearPath) {
    tensors.push(...linearTensors("linear", spec.steps * spec.features + spec.extras, spec.outputs, read));
  }
  return tensors;
}

function recurrentTensors(
  cellName: string,
  F: number,
  H: number,
  module: string,
  ours: string,
  isReverse: boolean,
  read: ReadWeight,
): StoredTensor[] {
  const cell = compileCell(CELLS[cellName]!);
  const weights = {
    input: read(`${ours}.input`),
    recurrent: read(`${ours}.recurrent`),
    bias: read(`${ours}.bias`),
    recurrentBias: new Float32Array(gatesWithBoth(cell).length * H),
  };
  const { inputHidden, hiddenHidden, inputBias, hiddenBias } = toTorch(cell, F, H, weights);
  const rows = inputBias.length;
  const suffix = isReverse ? "_l0_reverse" : "_l0";
  const tensor = (part: string, shape: readonly number[], values: Float64Array): StoredTensor => ({
    name: `${module}.${part}${suffix}`,
    shape,
    values: Float32Array.from(values),
  });
  return [
    tensor("weight_ih", [rows, F], inputHidden),
    tensor("weight_hh", [rows, H], hiddenHidden),
    tensor("bias_ih", [rows], inputBias),
    tensor("bias_hh", [rows], hiddenBias),
  ];
}

/** Ours is `[in, out]`, PyTorch's `[out, in]`. */
function linearTensors(name: string, features: number, units: number, read: ReadWeight): StoredTensor[] {
  const weight = read(`${name}.weight`);
  const turned = Float32Array.from({ length: features * units }, (_, i) => {
    const [unit, feature] = [Math.floor(i / features), i % features];
    return weight[feature * units + unit]!;
  });
  return [
    { name: `${name}.weight`, shape: [units, features], values: turned },
    { name: `${name}.bias`, shape: [units], values: Float32Array.from(read(`${name}.bias`)) },
  ];
}
