import { cell, complement, constant, floor, greater, type PerUnit, tanh } from "@gatecast/engine";

/** Modules of a layer at most; the slowest then ticks every 128 steps. */
const MODULES = 8;

/** Steps between two ticks of a unit: 1, 2, 4 … by modules of equal size. */
const period: PerUnit = (unit, units) => {
  const modules = Math.min(MODULES, units);
  return 1 << Math.floor((unit * modules) / units);
};

/**
 * Recurrent network in modules with clocks of their own: a module is computed when its clock ticks and stays as it is in
 * between. Slow modules tell fast ones, never the reverse. All tick at the first step.
 */
export const clockwork = cell({
  name: "clockwork",
  source: "Koutník, Greff, Gomez & Schmidhuber 2014",
  states: ["h"],
  gates: { a: "x + h" },
  fixed: { period },
  connections: { a: (from, to, units) => (period(from, units) >= period(to, units) ? null : 0) },
  step: ({ a }, { h }, { t, period }) => {
    const since = t.minus(floor(t.over(period)).times(period));
    const ticks = greater(constant(0.5), since);
    return { h: ticks.times(tanh(a)).plus(complement(ticks).times(h)) };
  },
});
