import { ops, type Tensor } from "@gatecast/engine";
import type { Member, MemberOptions } from "../family/member.ts";
import type { LayerContext } from "../layers/layer.ts";
import { together, weights } from "../layers/parts.ts";
import { type Walk, walkingLayer } from "./directions.ts";
import { chebyshev, nodesOf } from "./graph.ts";
import { gate, heldState, recurrentProduct, traceNodes } from "./graph-gate.ts";

/** Polynomials by which a node hears its neighbourhood, as in the paper: K = 3 reaches two edges far in one step. */
const ORDERS = 3;

/**
 * GC-LSTM: an LSTM for every node of a graph, all of the same weights, whose gates hear the states of the node's neighbourhood and
 * whose forget gate lets through a map of its memories. The target is the first node, and its state is what the layer hands on.
 */
export const gcLstm: Member = {
  name: "gc-lstm",
  source: "Chen et al. 2018; Chebyshev's polynomials: Defferrard, Bresson & Vandergheynst 2016",
  cell: null,
  graph: true,
  // The paper's Laplacian is that of a graph without directions: Chebyshev's polynomials are for its real eigenvalues.
  bothWays: true,
  layer: (prefix, features, options) => walkingLayer(prefix, options, (own) => walk(own, features, options)),
};

function walk(prefix: string, features: number, options: MemberOptions): Walk {
  const { units, graph } = options;
  const { N, I } = nodesOf(graph, features);
  const orders = chebyshev(graph ?? [[0]], ORDERS);
  const of = (name: string, bias: number) => gate(`${prefix}.${name}`, I, ORDERS * units, units, bias);
  const [input, forget, candidate, output] = [of("input", 0), of("forget", 1), of("candidate", 0), of("output", 0)];
  const map = `${prefix}.memory.weight`;
  const memory = {
    ...weights(`${prefix}.memory`, { weight: [ORDERS * units, units] }, () => ({ weight: keeping(units) })),
    prunable: [map],
  };
  /** States of all nodes after every step, `[N, B, H]` each. */
  const states = (context: LayerContext, x: Tensor): Tensor[] => {
    const { plan } = context;
    const nodes = ops.toNodes(plan, x, N);
    const inputs = [input, forget, candidate, output].map((part) => part.inputs(context, nodes));
    const [i, f, g, o] = inputs as [Tensor, Tensor, Tensor, Tensor];
    /** What all nodes say, beside what the orders make of it. */
    const around = (said: Tensor) =>
      ops.concatenate(plan, [said, ...orders.map((order, k) => ops.mixNodes(plan, said, order, `T_${k + 1}(L̃)`))]);
    // Before the first step every state is 0, as fresh memory is.
    let [h, c] = [plan.input([N, x.shape[1]!, units]), plan.input([N, x.shape[1]!, units])];
    return plan.repeat("t", x.shape[0]!, (t) => {
      const heard = plan.named("n", around(heldState(context, h, prefix, options)));
      const remembered = plan.named("m", around(c));
      const forgets = plan.named("f", ops.sigmoid(plan, forget.at(context, f, t, heard)));
      const write = plan.named("i", ops.sigmoid(plan, input.at(context, i, t, heard)));
      const value = plan.named("g", ops.tanh(plan, candidate.at(context, g, t, heard)));
      const say = plan.named("o", ops.sigmoid(plan, output.at(context, o, t, heard)));
      const kept = ops.multiply(plan, forgets, recurrentProduct(context, remembered, map));
      c = plan.named("c", ops.add(plan, kept, ops.multiply(plan, write, value)));
      h = plan.named("h", ops.multiply(plan, say, ops.tanh(plan, c)));
      traceNodes(context, t, { gates: { f: forgets, i: write, g: value, o: say }, states: { h, c } });
      return h;
    });
  };
  const target = ({ plan }: LayerContext, h: Tensor) => ops.takeStep(plan, h, 0, "node");
  return {
    ...together({ input, forget, candidate, output, memory }),
    width: units,
    walk: (context, x) =>
      ops.joinSteps(
        context.plan,
        states(context, x).map((h) => target(context, h)),
      ),
    last: (context, x) => target(context, states(context, x).at(-1)!),
  };
}

/** A map of a node's own memory and of what the orders make of all that begins as an LSTM's: the own memory, as it is. */
function keeping(units: number): Float32Array {
  const weight = new Float32Array(ORDERS * units * units);
  for (let unit = 0; unit < units; unit++) weight[unit * units + unit] = 1;
  return weight;
}
