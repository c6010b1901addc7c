import { cell, complement, type Expression, greater, mean, relu, sigmoid, stopGradient, tanh } from "@gatecast/engine";

/** max(0, min(1, (x + 1) / 2)) */
const hardSigmoid = (x: Expression): Expression => complement(relu(complement(relu(x.plus(1).times(0.5)))));

/** Whether a segment ends here: 1 or 0, the same for all units, with the slope of the hard sigmoid (straight through). */
const boundary = (gate: Expression): Expression => {
  const soft = hardSigmoid(mean(gate));
  return soft.plus(stopGradient(greater(soft, 0.5).minus(soft)));
};

/**
 * LSTM of two levels that learns where segments end. The lower level runs at every step; when it finds a boundary (z = 1) it
 * hands its state up and starts anew, told by the level above; the upper level only moves at boundaries, keeps its state
 * between them, and has no boundary of its own, as the paper's last level has none. The output is a gated sum of both levels.
 * Where nothing has been learnt, boundaries are few, and the upper level is the one to remember: its forget gate alone starts
 * open. The slope of the boundary's hard sigmoid is 1 throughout; what is forecast does not depend on it.
 */
export const hierarchicalMultiscale = cell({
  name: "hierarchical-multiscale",
  source: "Chung, Ahn & Bengio 2016 (HM-LSTM)",
  states: ["h", "c1", "h1", "z1", "c2", "h2"],
  gates: {
    ...{ i1: "x + h1", f1: "x + h1", g1: "x + h1", o1: "x + h1", b1: "x + h1" },
    // From above, heard only behind a boundary, where the forget gate has nothing to say.
    ...{ ti: "h2", tg: "h2", to: "h2", tb: "h2" },
    // From below as well, and looked at only at a boundary.
    ...{ i2: "h2 + lower", f2: "h2 + lower", g2: "h2 + lower", o2: "h2 + lower" },
    ...{ e1: "lower + upper", e2: "lower + upper" },
  },
  unbiased: ["ti", "tg", "to", "tb"],
  starts: { biases: { f2: 1, b1: -0.2 } },
  between: {
    lower: (gates, states) => lowerLevel(gates, states).h1,
    upper: (gates, states) => upperLevel(gates, states).h2,
  },
  step: (gates, states) => {
    const { h1, c1, z1 } = lowerLevel(gates, states);
    const { h2, c2 } = upperLevel(gates, states);
    const h = sigmoid(gates.e1).times(h1).plus(sigmoid(gates.e2).times(h2));
    return { h, c1, h1, z1, c2, h2 };
  },
});

type Parts<Name extends string> = Readonly<Record<Name, Expression>>;
type Lower = `${"i" | "f" | "g" | "o" | "b"}1` | `t${"i" | "g" | "o" | "b"}`;
type Upper = `${"i" | "f" | "g" | "o"}2`;

/** Updates at every step; behind a boundary of its own it forgets and listens to the level above. */
function lowerLevel(
  a: Parts<Lower>,
  { c1, z1 }: Parts<"c1" | "z1">,
): { h1: Expression; c1: Expression; z1: Expression } {
  const heard = (own: Expression, above: Expression) => own.plus(z1.times(above));
  const written = sigmoid(heard(a.i1, a.ti)).times(tanh(heard(a.g1, a.tg)));
  const kept = complement(z1).times(sigmoid(a.f1)).times(c1);
  const next = kept.plus(written);
  return { c1: next, h1: sigmoid(heard(a.o1, a.to)).times(tanh(next)), z1: boundary(heard(a.b1, a.tb)) };
}

/** Updates at a boundary of the level below, otherwise it stays as it is. */
function upperLevel(
  a: Parts<Lower | Upper>,
  states: Parts<"c1" | "z1" | "c2" | "h2">,
): { h2: Expression; c2: Expression } {
  const { c2, h2 } = states;
  const below = lowerLevel(a, states).z1;
  const either = (moved: Expression, still: Expression) => below.times(moved).plus(complement(below).times(still));
  const updated = sigmoid(a.f2)
    .times(c2)
    .plus(sigmoid(a.i2).times(tanh(a.g2)));
  return { c2: either(updated, c2), h2: either(sigmoid(a.o2).times(tanh(updated)), h2) };
}
