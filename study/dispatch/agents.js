// Who orders trains: by a timetable, by a rule, by a forecast and a plan, or knowing the day in advance.
import { groupBy } from "./demand.js";
import { planDay } from "./plan-day.js";
import { CAPACITY, Day, LEAD, MOST, SLOTS, TIMETABLE } from "./world.js";

/** Slots that a plan looks ahead, those of trains already ordered included. */
export const AHEAD = 8;

const within = (trains) => Math.max(0, Math.min(MOST, trains));
const startTrains = Array(LEAD).fill(TIMETABLE);

/** What a day costs with an agent's orders. */
export function costOf(agent, one) {
  const day = new Day(one);
  while (!day.isOver) day.order(agent(day));
  return day.cost;
}

export const meanCost = (agent, days) => days.reduce((sum, day) => sum + costOf(agent, day), 0) / days.length;

/** Of some values the one whose agent costs least on days. */
export function tuned(agentOf, values, days) {
  const costs = values.map((value) => meanCost(agentOf(value), days));
  return values[costs.indexOf(Math.min(...costs))];
}

/**
 * The same trains every day at a station: from the plan of its usual day on, one slot's trains after the other are changed for those that
 * cost least on its days to learn from, until no change of one slot does.
 */
export function timetableOf(days) {
  const trainsAt = new Map();
  for (const [usual, own] of groupBy(days, ({ usual }) => usual)) {
    const trains = planDay(0, 0, startTrains, usual).trains;
    const follow = (day) => trains[day.slot + LEAD] ?? 0;
    let least = meanCost(follow, own);
    for (let slot = LEAD, unchanged = 0; unchanged < SLOTS - LEAD; slot = slot + 1 < SLOTS ? slot + 1 : LEAD) {
      const before = trains[slot];
      let best = before;
      for (let count = 0; count <= MOST; count++) {
        trains[slot] = count;
        const cost = meanCost(follow, own);
        if (cost < least) [least, best] = [cost, count];
      }
      trains[slot] = best;
      unchanged = best === before ? unchanged + 1 : 0;
    }
    trainsAt.set(usual, trains);
  }
  return ({ usual, slot }) => trainsAt.get(usual)[slot + LEAD] ?? 0;
}

/**
 * A rule of thumb: places for those who wait and for as many as came in the last slot in every slot until the train runs, times
 * `factor`, less the places that are on their way.
 */
export const ruleOf = (factor) => (day) => {
  const due = day.queue + factor * (LEAD + 1) * day.last;
  const places = CAPACITY * day.ordered.reduce((sum, trains) => sum + trains, 0);
  return within(Math.round((due - places) / CAPACITY));
};

/** Forecasts, then does what would be best if `factor` times that is what comes. */
export const plannerOf = (forecast, factor) => (day) => {
  const arrivals = forecast(day, AHEAD).map((value) => factor * value);
  // What is ordered last would run when the day is over.
  if (arrivals.length <= LEAD) return 0;
  return planDay(day.slot, day.queue, day.ordered, arrivals).trains[LEAD];
};

/** Orders what would cost least on average over the ways that the next slots may go, if from then on each were known. */
export const hedgerOf = (futures) => (day) => {
  const ways = futures(day, AHEAD);
  if (ways[0].length <= LEAD) return 0;
  const costs = Array.from({ length: MOST + 1 }, (_, trains) =>
    ways.reduce((sum, arrivals) => sum + planDay(day.slot, day.queue, [...day.ordered, trains], arrivals).cost, 0),
  );
  return costs.indexOf(Math.min(...costs));
};

/** What a day costs one who knows it in advance: nobody does better. */
export const leastCost = ({ arrivals }) => planDay(0, 0, startTrains, arrivals).cost;
