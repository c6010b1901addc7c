import { type Cell, cell, mean, type PerUnit, tanh } from "@gatecast/engine";
import { type DelaySystem, delaySystem } from "./legendre.ts";

/** Steps that the memory looks back on where nobody says otherwise. */
const THETA = 24;

/**
 * Legendre memory unit: one number a step, u, is written into a memory that keeps the last θ of them as weights of Legendre
 * polynomials; the memory's own weights follow from mathematics and are not learnt. Its order is the number of units, at most
 * θ: a finer memory of so few steps would hold nothing more.
 */
export function lmuOver(theta: number): Cell {
  const systems = new Map<number, DelaySystem>();
  const systemOf = (units: number): DelaySystem => {
    const order = Math.min(units, theta);
    const known = systems.get(order) ?? delaySystem(order, theta);
    systems.set(order, known);
    return known;
  };
  const input: PerUnit = (unit, units) => systemOf(units).B[unit] ?? 0;
  return cell({
    name: "lmu",
    source: "Voelker, Kajić & Eliasmith 2019",
    states: ["h", "m"],
    gates: { e: "x", k: "m", a: "x + h + memory" },
    unbiased: ["e", "k"],
    vectors: ["e_h", "e_m"],
    fixed: { B: input },
    connections: { k: (from, to, units) => systemOf(units).A[to]?.[from] ?? 0 },
    between: { memory: (gates, states, others) => next(gates, states, others) },
    step: (gates, states, others) => ({ m: next(gates, states, others), h: tanh(gates.a) }),
  });

  /** m_t = Ā·m_{t−1} + B̄·u_t, where u sums up input, state and memory. */
  function next(
    { e, k }: Readonly<Record<"e" | "k", Expr>>,
    { h, m }: Readonly<Record<"h" | "m", Expr>>,
    { B, e_h, e_m }: Readonly<Record<"B" | "e_h" | "e_m", Expr>>,
  ): Expr {
    const u = mean(e.plus(h.times(e_h)).plus(m.times(e_m)));
    return k.plus(B.times(u));
  }
}
type Expr = ReturnType<typeof tanh>;

export const lmu = lmuOver(THETA);
