// The cheapest orders for passengers that are known, or taken for known.
import { advance, CAPACITY, MOST, SLOTS } from "./world.js";

/**
 * Of ways to a slot those that may yet be the cheapest: a longer queue is worth it only where it has cost less so far, since what
 * follows never costs less for it.
 */
function worthwhile(ways) {
  ways.sort((a, b) => a.queue - b.queue || a.cost - b.cost);
  let least = Number.POSITIVE_INFINITY;
  return ways.filter(({ cost }) => {
    const isBetter = cost < least;
    if (isBetter) least = cost;
    return isBetter;
  });
}

/**
 * The cheapest trains from slot `from` on for `arrivals` passengers, exactly, by dynamic programming over the queues that can be. The first
 * slots have the trains that are `ordered`. Looks as far as `arrivals` go; a queue that is left then costs another slot of
 * waiting, or what it costs at night.
 */
export function planDay(from, queue, ordered, arrivals) {
  let ways = [{ queue, cost: 0, trains: 0, before: null }];
  for (const [k, coming] of arrivals.entries()) {
    const [isLast, isOrdered] = [from + k === SLOTS - 1, k < ordered.length];
    const next = [];
    for (const before of ways) {
      // More places than people cost and bring nothing.
      const enough = Math.min(MOST, Math.ceil((before.queue + coming) / CAPACITY));
      const [low, high] = isOrdered ? [ordered[k], ordered[k]] : [0, enough];
      for (let trains = low; trains <= high; trains++) {
        const slot = advance(before.queue, coming, trains, isLast);
        next.push({ queue: slot.queue, cost: before.cost + slot.cost, trains, before });
      }
    }
    ways = worthwhile(next);
  }
  const isNight = from + arrivals.length === SLOTS;
  const whole = (way) => way.cost + (isNight ? 0 : advance(way.queue, 0, 0, false).cost);
  const best = ways.reduce((least, way) => (whole(way) < whole(least) ? way : least));
  const trains = [];
  for (let way = best; way.before !== null; way = way.before) trains.unshift(way.trains);
  return { cost: whole(best), trains };
}
