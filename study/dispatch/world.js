// A station where trains are ordered an hour ahead: how many, given the passengers to come.
import { elementary } from "@gatecast/engine";

/** Half hours of a day of service. */
export const SLOTS = 36;
/** Places in a train, trains in a slot at most, slots from an order to its trains, and the trains of the slots before those. */
export const CAPACITY = 200;
export const MOST = 5;
export const LEAD = 2;
export const TIMETABLE = 1;

/** What things cost: a train 1, a hundred passengers left waiting for a slot 1, and left behind at night five times that. */
export const COSTS = { train: 1, waiting: 0.01, left: 0.05 };

/** One slot: who waited and who came are carried as far as there are places. */
export function advance(queue, arrivals, trains, isLast) {
  const left = Math.max(0, queue + arrivals - CAPACITY * trains);
  return { queue: left, cost: COSTS.train * trains + (isLast ? COSTS.left : COSTS.waiting) * left };
}

/** A day as it goes on: what is known, and what an order of trains leads to. What is to come stays inside. */
export class Day {
  slot = 0;
  queue = 0;
  cost = 0;
  /** Trains of this slot and those that follow, as ordered. */
  ordered = Array(LEAD).fill(TIMETABLE);
  #arrivals;

  constructor({ arrivals, usual }) {
    this.#arrivals = arrivals;
    /** Passengers in each slot of a usual day here. */
    this.usual = usual;
  }

  /** Passengers of the slots that are over. */
  get past() {
    return this.#arrivals.slice(0, this.slot);
  }

  /** Passengers of the last slot; 0 before the first is over. */
  get last() {
    return this.#arrivals[this.slot - 1] ?? 0;
  }

  get isOver() {
    return this.slot === SLOTS;
  }

  /** Orders trains for the slot after next; this slot then goes by. Returns its cost. */
  order(trains) {
    this.ordered.push(trains);
    const now = this.ordered.shift();
    const { queue, cost } = advance(this.queue, this.#arrivals[this.slot], now, this.slot === SLOTS - 1);
    this.queue = queue;
    this.slot++;
    this.cost += cost;
    return cost;
  }
}

/** What a cost of 1 is as a reward: rewards of a slot are then near 1. */
export const REWARD = -0.1;

/** The time of each slot, and where it lies on the circle of a day. */
const TIMES = Array.from({ length: SLOTS }, (_, slot) => {
  const angle = (2 * Math.PI * slot) / SLOTS;
  return [slot / SLOTS, elementary.sin(angle), elementary.cos(angle)];
});

/** Slots of a usual day that are seen: the last one, and those up to the one after the trains that are ordered now. */
const USUAL = LEAD + 3;

/**
 * The days of `draw` as a world to act in: an action is a number of trains, a reward what the slot has cost. Seen are the last
 * slot's passengers, the queue, the time, the trains on their way, what is usual, and the first `ahead` numbers of `forecast`.
 */
export function dispatchWorld(draw, { forecast, ahead } = { ahead: 0 }) {
  // What a forecast says at a slot follows from the day up to it, whatever was ordered: it is asked once for every day.
  const asked = new WeakMap();
  const outlook = (one, day) => {
    if (!asked.has(one)) asked.set(one, []);
    asked.get(one)[day.slot] ??= forecast(day, ahead);
    const coming = asked.get(one)[day.slot];
    return [...coming, ...Array(ahead - coming.length).fill(0)];
  };
  return {
    observations: 5 + LEAD + USUAL + ahead,
    actions: MOST + 1,
    steps: SLOTS,
    start(seed) {
      const one = draw(seed);
      const day = new Day(one);
      return {
        observe() {
          const usual = Array.from({ length: USUAL }, (_, k) => day.usual[day.slot - 1 + k] ?? 0);
          const coming = ahead === 0 ? [] : outlook(one, day);
          return [
            ...[day.last, day.queue, ...usual, ...coming].map((passengers) => passengers / CAPACITY),
            ...TIMES[day.slot],
            ...day.ordered.map((trains) => trains / MOST),
          ];
        },
        act(trains) {
          return { reward: REWARD * day.order(trains), isOver: day.isOver };
        },
      };
    },
  };
}
