// Those that a policy stands beside, each with what it needs chosen on the validation days and scored on the test days.
import { costOf, hedgerOf, leastCost, plannerOf, ruleOf, timetableOf, tuned } from "./agents.js";
import { groupBy } from "./demand.js";
import { mean } from "./numbers.js";

const factors = (from, to) =>
  Array.from({ length: Math.round((to - from) / 0.05) + 1 }, (_, i) => (20 * from + i) / 20);

/** Costs of days as one mean for each date: stations share what a date brings. */
export const byDate = (costs, days) =>
  [...groupBy(costs.keys(), (i) => days[i].date).values()].map((own) => mean(own.map((i) => costs[i])));

/** Ways that the next slots may go, for the plan that weighs several. */
export const SAMPLES = 50;

/** Chooses factors on the validation days, and plays the test days, with what was fitted on the days to learn from. */
export function opponentsOf({ learning, validation, test }, { forecast, futures }) {
  const costs = (agent) =>
    byDate(
      test.map((day) => costOf(agent, day)),
      test,
    );
  const rule = tuned(ruleOf, factors(0.5, 3), validation);
  const safety = tuned((factor) => plannerOf(forecast, factor), factors(0.9, 1.5), validation);
  return [
    { name: "timetable", costs: costs(timetableOf(learning)) },
    { name: "rule", factor: rule, costs: costs(ruleOf(rule)) },
    { name: "plan", costs: costs(plannerOf(forecast, 1)) },
    { name: "safe plan", factor: safety, costs: costs(plannerOf(forecast, safety)) },
    { name: "hedge", ways: SAMPLES, costs: costs(hedgerOf(futures)) },
    { name: "clairvoyant", costs: byDate(test.map(leastCost), test) },
  ];
}
