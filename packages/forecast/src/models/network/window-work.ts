import type { Network } from "@gatecast/nn";

/** Multiplications of one window's forecast, about: a graph's nodes all have states, and share their weights. */
export function windowWork({ spec, parameters }: Network): number {
  const nodes = spec.layers.map((layer) => (layer.kind === "recurrent" ? (layer.graph?.length ?? 1) : 1));
  return spec.steps * parameters.count * Math.max(...nodes);
}
