import { ops, type Tensor } from "@gatecast/engine";
import type { Member } from "../family/member.ts";
import type { LayerContext } from "../layers/layer.ts";
import { type Walk, walkingLayer } from "./directions.ts";
import { type Adjacency, chebyshev, nodesOf } from "./graph.ts";
import { gate, traceNodes } from "./graph-gate.ts";
import { together } from "./parts.ts";

/** Polynomials that a gate hears its neighbourhood by: K = 3 reaches two edges far in one step. */
const ORDERS = 3;

/**
 * GC-LSTM: an LSTM for every node of a graph, all of the same weights, whose gates hear the states of the node's neighbourhood.
 * The target is the first node, and its state is what the layer hands on.
 */
export const gcLstm: Member = {
  name: "gc-lstm",
  source: "Chen et al. 2018; Chebyshev's polynomials: Defferrard, Bresson & Vandergheynst 2016",
  cell: null,
  graph: true,
  layer: (prefix, features, options) =>
    walkingLayer(prefix, options, (own) => walk(own, features, options.units, options.steps, options.graph)),
};

function walk(prefix: string, features: number, units: number, steps: number, graph: Adjacency | undefined): Walk {
  const { N, I } = nodesOf(graph, features);
  const orders = chebyshev(graph ?? [[0]], ORDERS);
  const of = (name: string, bias: number) => gate(`${prefix}.${name}`, I, ORDERS * units, units, bias);
  const [input, forget, candidate, output] = [of("input", 0), of("forget", 1), of("candidate", 0), of("output", 0)];
  /** States of all nodes after every step, `[N, B, H]` each. */
  const states = (context: LayerContext, x: Tensor): Tensor[] => {
    const { plan } = context;
    const nodes = ops.toNodes(plan, x, N);
    const inputs = [input, forget, candidate, output].map((part) => part.inputs(context, nodes));
    const [i, f, g, o] = inputs as [Tensor, Tensor, Tensor, Tensor];
    // Before the first step every state is 0, as fresh memory is.
    let [h, c] = [plan.input([N, x.shape[1]!, units]), plan.input([N, x.shape[1]!, units])];
    return plan.repeat("t", steps, (t) => {
      const heard = orders.map((order, k) => ops.mixNodes(plan, h, order, `T_${k + 1}(L̃)`));
      const around = plan.named("n", ops.concatenate(plan, [h, ...heard]));
      const keep = plan.named("f", ops.sigmoid(plan, forget.at(context, f, t, around)));
      const write = plan.named("i", ops.sigmoid(plan, input.at(context, i, t, around)));
      const value = plan.named("g", ops.tanh(plan, candidate.at(context, g, t, around)));
      const say = plan.named("o", ops.sigmoid(plan, output.at(context, o, t, around)));
      c = plan.named("c", ops.add(plan, ops.multiply(plan, keep, c), ops.multiply(plan, write, value)));
      h = plan.named("h", ops.multiply(plan, say, ops.tanh(plan, c)));
      traceNodes(context, t, { gates: { f: keep, i: write, g: value, o: say }, states: { h, c } });
      return h;
    });
  };
  const target = ({ plan }: LayerContext, h: Tensor) => ops.takeStep(plan, h, 0, "node");
  return {
    ...together({ input, forget, candidate, output }),
    width: units,
    walk: (context, x) =>
      ops.joinSteps(
        context.plan,
        states(context, x).map((h) => target(context, h)),
      ),
    last: (context, x) => target(context, states(context, x).at(-1)!),
  };
}
