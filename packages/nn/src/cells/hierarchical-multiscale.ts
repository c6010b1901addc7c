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
 * hands its state up and starts anew, told by the level above; the upper level only moves at boundaries and keeps its state
 * between them. The output is a gated sum of both levels. The slope of the boundary's hard sigmoid is 1 throughout.
 */
export const hierarchicalMultiscale = cell({
  name: "hierarchical-multiscale",
  source: "Chung, Ahn & Bengio 2016 (HM-LSTM)",
  states: ["h", "c1", "h1", "z1", "c2", "h2", "z2"],
  gates: {
    ...{ i1: "x + h1", f1: "x + h1", g1: "x + h1", o1: "x + h1", b1: "x + h1" },
    // From above, heard only behind a boundary, where the forget gate has nothing to say.
    ...{ ti: "h2", tg: "h2", to: "h2", tb: "h2" },
    ...{ i2: "h2", f2: "h2", g2: "h2", o2: "h2", b2: "h2" },
    // From below, heard only at a boundary.
    ...{ li: "lower", lf: "lower", lg: "lower", lo: "lower", lb: "lower" },
    ...{ e1: "lower + upper", e2: "lower + upper" },
  },
  unbiased: ["ti", "tg", "to", "tb", "li", "lf", "lg", "lo", "lb"],
  starts: { biases: { f1: 1, f2: 1 } },
  between: {
    lower: (gates, states) => lowerLevel(gates, states).h1,
    upper: (gates, states) => upperLevel(gates, states).h2,
  },
  step: (gates, states) => {
    const { h1, c1, z1 } = lowerLevel(gates, states);
    const { h2, c2, z2 } = upperLevel(gates, states);
    const h = sigmoid(gates.e1).times(h1).plus(sigmoid(gates.e2).times(h2));
    return { h, c1, h1, z1, c2, h2, z2 };
  },
});

type Parts<Name extends string> = Readonly<Record<Name, Expression>>;
type Gates = "i" | "f" | "g" | "o" | "b";

/** Updates at every step; behind a boundary of its own (z1) it forgets and listens to the level above. */
function lowerLevel(
  a: Parts<`${Gates}1` | `t${Exclude<Gates, "f">}`>,
  { c1, z1 }: Parts<"c1" | "z1">,
): { h1: Expression; c1: Expression; z1: Expression } {
  const heard = (own: Expression, above: Expression) => own.plus(z1.times(above));
  const written = sigmoid(heard(a.i1, a.ti)).times(tanh(heard(a.g1, a.tg)));
  const kept = complement(z1).times(sigmoid(a.f1)).times(c1);
  const next = kept.plus(written);
  return { c1: next, h1: sigmoid(heard(a.o1, a.to)).times(tanh(next)), z1: boundary(heard(a.b1, a.tb)) };
}

/** Behind its own boundary (z2) it starts anew, at one of the lower level's it updates, otherwise it stays as it is. */
function upperLevel(
  a: Parts<`${Gates}1` | `t${Exclude<Gates, "f">}` | `${Gates}2` | `l${Gates}`>,
  states: Parts<"c1" | "z1" | "c2" | "h2" | "z2">,
): { h2: Expression; c2: Expression; z2: Expression } {
  const { c2, h2, z2 } = states;
  const below = lowerLevel(a, states).z1;
  const heard = (own: Expression, lower: Expression) => own.plus(below.times(lower));
  const written = sigmoid(heard(a.i2, a.li)).times(tanh(heard(a.g2, a.lg)));
  const updated = sigmoid(heard(a.f2, a.lf)).times(c2).plus(written);
  const moves = complement(complement(z2).times(complement(below)));
  const goesOn = below.times(updated).plus(complement(below).times(c2));
  const next = z2.times(written).plus(complement(z2).times(goesOn));
  const shown = sigmoid(heard(a.o2, a.lo)).times(tanh(next));
  return {
    c2: next,
    h2: moves.times(shown).plus(complement(moves).times(h2)),
    // A level that stays as it is has not ended.
    z2: moves.times(boundary(heard(a.b2, a.lb))),
  };
}
