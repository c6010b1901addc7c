import { ops, type Tensor } from "@gatecast/engine";
import type { Member, MemberOptions } from "../family/member.ts";
import type { LayerContext } from "../layers/layer.ts";
import { together } from "../layers/parts.ts";
import { type Walk, walkingLayer } from "./directions.ts";
import { nodesOf, withLoops } from "./graph.ts";
import { gate, heldState, traceNodes } from "./graph-gate.ts";

/**
 * T-GCN: a GRU for every node of a graph, all of the same weights, whose gates hear the node's neighbours. The target is the first
 * node, and its state is what the layer hands on.
 */
export const tGcn: Member = {
  name: "t-gcn",
  source: "Zhao et al. 2019, with one graph convolution",
  cell: null,
  graph: true,
  layer: (prefix, features, options) => walkingLayer(prefix, options, (own) => walk(own, features, options)),
};

function walk(prefix: string, features: number, options: MemberOptions): Walk {
  const { units, graph } = options;
  const { N, I } = nodesOf(graph, features);
  const hears = withLoops(graph ?? [[0]]);
  const of = (name: string, bias: number) => gate(`${prefix}.${name}`, I, units, units, bias);
  const [update, reset, candidate] = [of("update", 1), of("reset", 1), of("candidate", 0)];
  /** States of all nodes after every step, `[N, B, H]` each. */
  const states = (context: LayerContext, x: Tensor): Tensor[] => {
    const { plan } = context;
    const heard = ops.mixNodes(plan, ops.toNodes(plan, x, N), hears, "Â");
    const inputs = [update, reset, candidate].map((part) => part.inputs(context, heard));
    const [z, r, n] = inputs as [Tensor, Tensor, Tensor];
    // Before the first step every state is 0, as fresh memory is.
    let h = plan.input([N, x.shape[1]!, units]);
    return plan.repeat("t", x.shape[0]!, (t) => {
      const known = heldState(context, h, prefix, options);
      const around = ops.mixNodes(plan, known, hears, "Â");
      const keep = plan.named("z", ops.sigmoid(plan, update.at(context, z, t, around)));
      const open = plan.named("r", ops.sigmoid(plan, reset.at(context, r, t, around)));
      const part = ops.multiply(plan, open, known);
      const next = plan.named("n", ops.tanh(plan, candidate.at(context, n, t, ops.mixNodes(plan, part, hears, "Â"))));
      h = plan.named("h", ops.interpolate(plan, keep, h, next));
      traceNodes(context, t, { gates: { z: keep, r: open, n: next }, states: { h } });
      return h;
    });
  };
  const target = ({ plan }: LayerContext, h: Tensor) => ops.takeStep(plan, h, 0, "node");
  return {
    ...together({ update, reset, candidate }),
    width: units,
    walk: (context, x) =>
      ops.joinSteps(
        context.plan,
        states(context, x).map((h) => target(context, h)),
      ),
    last: (context, x) => target(context, states(context, x).at(-1)!),
  };
}
