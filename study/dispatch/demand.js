// Days of passengers, half hour by half hour: drawn from a seed, or read from a table of a metro's stations.
import { elementary, generator, seed, split } from "@gatecast/engine";
import { CAPACITY, MOST, SLOTS } from "./world.js";

/** Share of all places that the busiest slot of a station's usual day takes. */
const BUSY = 0.7;

const normal = (random) => Math.sqrt(-2 * elementary.log(1 - random())) * elementary.cos(2 * Math.PI * random());
const bell = (slot, middle, width) => elementary.exp(-((slot - middle) * (slot - middle)) / (2 * width * width));

/** Passengers expected in a slot of a working day, of a day off, and of an evening with an event. */
const PROFILES = [
  (slot) => 60 + 560 * bell(slot, 6, 2) + 480 * bell(slot, 26, 2.5),
  (slot) => 60 + 330 * bell(slot, 18, 6),
  (slot) => 60 + 560 * bell(slot, 6, 2) + 300 * bell(slot, 25, 2.5) + 620 * bell(slot, 32, 1.5),
];

/**
 * Whole passengers in each slot. Most days are working days, two in seven are off, one in seven has an event, which nobody
 * announces; what came in the hours before tells of it, and of a wave that makes some hours busier.
 */
export function drawDay(from) {
  const random = generator(split(from, "day"));
  const kind = random();
  const profile = PROFILES[kind < 4 / 7 ? 0 : kind < 6 / 7 ? 1 : 2];
  const level = elementary.exp(0.2 * normal(random));
  let wave = 0;
  return Float64Array.from({ length: SLOTS }, (_, slot) => {
    wave = 0.8 * wave + 0.15 * normal(random);
    return Math.round(level * elementary.exp(wave) * profile(slot));
  });
}

/** Values by what `keyOf` says of each. */
export function groupBy(values, keyOf) {
  const groups = new Map();
  for (const value of values) {
    const key = keyOf(value);
    if (groups.has(key)) groups.get(key).push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

const meanDay = (days) =>
  Float64Array.from({ length: SLOTS }, (_, slot) => days.reduce((sum, day) => sum + day[slot], 0) / days.length);

/** Days of one station, by date, cut into three parts in the order of time; all know what is usual in the first of them. */
function partsOf(days, [validation, test]) {
  const usual = meanDay(days.slice(0, validation));
  const made = days.map((arrivals, date) => ({ arrivals, usual, date }));
  return {
    learning: made.slice(0, validation),
    validation: made.slice(validation, test),
    test: made.slice(test),
  };
}

/** The days of a station that there is not: `count` to learn from, three tenths of that to choose by, and `count` to be judged by. */
export function simulated(count, from = seed(2026)) {
  const days = { learning: count, validation: Math.ceil(0.3 * count), test: count };
  const draw = (part) => Array.from({ length: days[part] }, (_, i) => drawDay(split(split(from, part), i)));
  const all = ["learning", "validation", "test"].flatMap(draw);
  return partsOf(all, [days.learning, days.learning + days.validation]);
}

/**
 * The days of all stations of a table with a row for every ten minutes, day and slot in front: three rows are a slot. The last
 * quarter of the dates is the test, the quarter before it validation. Stations differ in size: each is counted so that the busiest
 * slot of its usual day takes most of the places there are.
 */
export function readStations(text) {
  const [header, ...rows] = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(","));
  const dates = groupBy(rows, ([date]) => date);
  const quarter = Math.floor(dates.size / 4);
  const cuts = [dates.size - 2 * quarter, dates.size - quarter];
  if (quarter === 0 || [...dates.values()].some((own) => own.length !== 3 * SLOTS)) {
    throw new RangeError(`--data takes a table of ${3 * SLOTS} rows a day for four days or more`);
  }
  const stations = header.slice(2).map((_, s) => {
    const days = [...dates.values()].map((own) =>
      Float64Array.from({ length: SLOTS }, (_, slot) =>
        own.slice(3 * slot, 3 * slot + 3).reduce((sum, row) => sum + Number(row[2 + s]), 0),
      ),
    );
    const scale = (BUSY * MOST * CAPACITY) / Math.max(...meanDay(days.slice(0, cuts[0])));
    return partsOf(
      days.map((day) => day.map((value) => Math.round(scale * value))),
      cuts,
    );
  });
  const all = (part) => stations.flatMap((station) => station[part]);
  return { learning: all("learning"), validation: all("validation"), test: all("test") };
}

/** One of some days. */
export const drawOneOf = (days) => (from) => days[Math.floor(generator(split(from, "day"))() * days.length)];
