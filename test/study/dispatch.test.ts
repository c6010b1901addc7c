import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seed } from "@gatecast/engine";
import { afterAll, expect, test } from "vitest";
import { runScript } from "../support/run-script.ts";
import * as dispatch from "./dispatch.ts";

const { Day, dispatchWorld, planDay, readStations, simulated, fitForecaster } = dispatch;
const { CAPACITY, COSTS, LEAD, MOST, SLOTS, TIMETABLE } = dispatch;
const { costOf, hedgerOf, leastCost, meanCost, plannerOf, ruleOf, timetableOf } = dispatch.agents;

const DAYS = simulated(60, seed(3));
const SOME = DAYS.test.slice(0, 15);
const FORECASTER = fitForecaster(DAYS.learning, 8, 10);
const AGENTS = {
  timetable: timetableOf(DAYS.learning),
  rule: ruleOf(1.9),
  plan: plannerOf(FORECASTER.forecast, 1),
  "safe plan": plannerOf(FORECASTER.forecast, 1.2),
  hedge: hedgerOf(FORECASTER.futures),
};
const empty = () => ({ arrivals: new Float64Array(SLOTS), usual: new Float64Array(SLOTS), date: 0 });

test("an order runs two slots later, who finds no place waits, and at night waiting costs more", () => {
  const one = empty();
  one.arrivals[0] = 450;
  const day = new Day(one);
  // One train of the timetable takes 200 of them.
  expect(day.order(2)).toBeCloseTo(TIMETABLE * COSTS.train + 250 * COSTS.waiting, 12);
  expect(day.order(0)).toBeCloseTo(TIMETABLE * COSTS.train + 50 * COSTS.waiting, 12);
  expect([day.slot, day.queue, day.ordered]).toEqual([2, 50, [2, 0]]);
  expect(day.order(0)).toBeCloseTo(2 * COSTS.train, 12);
  expect(day.queue).toBe(0);
  const late = empty();
  late.arrivals[SLOTS - 1] = CAPACITY + 30;
  // Nobody orders: one train runs in each of the first two slots, none in the last.
  expect(costOf(() => 0, late)).toBeCloseTo(LEAD * TIMETABLE * COSTS.train + (CAPACITY + 30) * COSTS.left, 12);
});

test("a plan is the cheapest of all there are, at the end of the day and before it", () => {
  const all = (k: number, slots: number, trains: number[]): number[][] =>
    k === slots
      ? [trains]
      : Array.from({ length: MOST + 1 }, (_, own) => own).flatMap((own) =>
          k < 2 && own !== 1 ? [] : all(k + 1, slots, [...trains, own]),
        );
  for (const [queue, ...arrivals] of [
    [130, 310, 0, 720, 415, 90],
    [0, 1210, 1300, 900, 0, 20],
    [0, 0, 199.5, 200.25, 1, 401],
  ] as [number, ...number[]][]) {
    for (const from of [SLOTS - arrivals.length, 10]) {
      const costs = all(0, arrivals.length, []).map((trains) => {
        let [waiting, sum] = [queue, 0];
        for (const [k, own] of trains.entries()) {
          waiting = Math.max(0, waiting + arrivals[k]! - CAPACITY * own);
          sum += COSTS.train * own + (from + k === SLOTS - 1 ? COSTS.left : COSTS.waiting) * waiting;
        }
        // Where the day goes on, whoever is left waits for one more slot.
        return from + arrivals.length === SLOTS ? sum : sum + COSTS.waiting * waiting;
      });
      const { cost, trains } = planDay(from, queue, [1, 1], arrivals);
      expect(cost).toBeCloseTo(Math.min(...costs), 9);
      expect(trains.slice(0, 2)).toEqual([1, 1]);
      expect(costs[all(0, arrivals.length, []).findIndex((one) => one.join() === trains.join())]).toBeCloseTo(cost, 9);
    }
  }
});

test("nobody does better than who knows the day, on any day", () => {
  for (const [name, agent] of Object.entries(AGENTS)) {
    for (const [i, one] of SOME.entries()) {
      expect(costOf(agent, one), `${name}, day ${i}`).toBeGreaterThanOrEqual(leastCost(one) - 1e-9);
    }
  }
  const plan = planDay(0, 0, [TIMETABLE, TIMETABLE], [...DAYS.test[0]!.arrivals]);
  // What the plan says that it costs is what it costs when it is followed.
  expect(costOf(({ slot }) => plan.trains[slot + LEAD] ?? 0, DAYS.test[0]!)).toBeCloseTo(leastCost(DAYS.test[0]!), 9);
});

test("each opponent is worth its place: the more it knows the less a day costs", () => {
  const cost = (name: keyof typeof AGENTS) => meanCost(AGENTS[name], SOME);
  const constant = Math.min(...[1, 2, 3].map((trains) => meanCost(() => trains, SOME)));
  expect(cost("timetable")).toBeLessThan(constant);
  expect(cost("plan")).toBeLessThan(Math.min(cost("timetable"), cost("rule")));
  expect(cost("safe plan")).toBeLessThan(cost("plan"));
  expect(cost("hedge")).toBeLessThan(cost("plan"));
});

test("no one sees the future: whatever tomorrow's hours bring, the orders before them stay", () => {
  const [one] = DAYS.test as [dispatch.OneDay];
  const other = { ...one, arrivals: one.arrivals.map((value, slot) => (slot < 17 ? value : 7 * slot)) };
  for (const [name, agent] of Object.entries(AGENTS)) {
    const [day, changed] = [new Day(one), new Day(other)];
    for (let slot = 0; slot <= 17; slot++) {
      const trains = agent(day);
      expect(agent(changed), `${name}, slot ${slot}`).toBe(trains);
      day.order(trains);
      changed.order(trains);
    }
  }
  for (const outlook of [undefined, { forecast: FORECASTER.forecast, ahead: 5 }]) {
    const [episode, changed] = [one, other].map((own) => dispatchWorld(() => own, outlook).start(seed(1)));
    for (let slot = 0; slot <= 17; slot++) {
      expect(changed!.observe()).toEqual(episode!.observe());
      episode!.act(2);
      changed!.act(2);
    }
    expect(changed!.observe()).not.toEqual(episode!.observe());
  }
});

test("the world shows what it says that it shows, and its rewards are the day's costs", () => {
  const [one] = DAYS.test as [dispatch.OneDay];
  for (const ahead of [0, 5]) {
    const world = dispatchWorld(() => one, { forecast: FORECASTER.forecast, ahead });
    const [episode, day] = [world.start(seed(1)), new Day(one)];
    let earned = 0;
    for (let slot = 0; slot < SLOTS; slot++) {
      const seen = episode.observe();
      expect(seen.length).toBe(world.observations);
      expect(seen[0]).toBe(slot === 0 ? 0 : one.arrivals[slot - 1]! / CAPACITY);
      if (ahead > 0 && slot < SLOTS - 5) {
        const told = FORECASTER.forecast(day, ahead).map((value) => value / CAPACITY);
        expect(seen.slice(-10, -5)).toEqual(told);
      }
      const { reward, isOver } = episode.act(slot % 3);
      day.order(slot % 3);
      earned += reward;
      expect(isOver).toBe(slot === SLOTS - 1);
    }
    expect(-10 * earned).toBeCloseTo(
      costOf(({ slot }) => slot % 3, one),
      9,
    );
  }
});

/** A table of two stations for eight days, three rows a slot. */
const TABLE = [
  "day,slot,s1,s2",
  ...Array.from({ length: 8 * 3 * SLOTS }, (_, i) => {
    const [date, slot] = [Math.floor(i / (3 * SLOTS)), Math.floor((i % (3 * SLOTS)) / 3)];
    return `${date + 1},${i % (3 * SLOTS)},${slot + 1},${(date + 1) * (slot + 1)}`;
  }),
].join("\n");

test("a table's stations are counted alike, and its last quarters are validation and test", () => {
  const { learning, validation, test: last } = readStations(TABLE);
  expect([learning.length, validation.length, last.length]).toEqual([8, 4, 4]);
  expect(last.map(({ date }) => date)).toEqual([6, 7, 6, 7]);
  // The busiest slot of a usual day takes seven tenths of five trains.
  for (const { usual } of learning) expect(Math.max(...usual)).toBeCloseTo(700, 0);
  expect(learning[0]!.arrivals[0]).toBe(Math.round(700 / SLOTS));
  // The second station's days grow: its eighth is what 8 is to the mean of 1 to 4.
  expect(last[3]!.arrivals[SLOTS - 1]).toBe(700 * (8 / 2.5));
  expect(last[3]!.usual).toBe(learning[4]!.usual);
  expect(() => readStations("day,slot,s1\n1,0,2")).toThrow("--data");
});

test("a policy learns days that are all alike better than any constant order", { timeout: 60_000 }, async () => {
  const one = DAYS.learning[0]!;
  const demand = { learning: [one], validation: [one], test: [one] };
  const options = { cell: "lstm", updates: 100, settings: { rate: 0.01, discount: 0.7, entropy: 0.05 }, run: 1 };
  const { costs } = await dispatch.trainPolicy(demand, { ...options, isTested: true });
  const constant = Math.min(...[0, 1, 2, 3, 4, 5].map((trains) => costOf(() => trains, one)));
  expect(costs!.length).toBe(1);
  expect(costs![0]).toBeLessThan(constant);
  expect(costs![0]).toBeGreaterThanOrEqual(leastCost(one) - 1e-4);
  // A run that chooses does not meet the test days.
  const choosing = await dispatch.trainPolicy(demand, { ...options, updates: 1, run: 0, isTested: false });
  expect(choosing.costs).toBeUndefined();
});

test("settings are chosen by runs that never meet the test days, which are not reported", () => {
  const runs: dispatch.Run[] = [];
  const seen = [];
  for (let next = dispatch.nextRun(runs, 2); next !== null; next = dispatch.nextRun(runs, 2)) {
    seen.push(`${next.settings.entropy} ${next.run}`);
    // The second candidate does better.
    runs.push({ ...next, validation: next.settings === dispatch.CANDIDATES[1] ? 60 : 70, costs: [] });
  }
  const [first, second] = dispatch.CANDIDATES.map(({ entropy }) => entropy);
  expect(seen).toEqual([`${first} 0`, `${second} 0`, `${second} 1`, `${second} 2`]);
  expect(dispatch.reported(runs).map(({ run }) => run)).toEqual([1, 2]);
});

test("differences are taken day by day", () => {
  // By hand: 1, 2 and 6 have the mean 3 and the variance 7.
  expect(dispatch.paired([11, 22, 36], [10, 20, 30])).toEqual({ difference: 3, error: Math.sqrt(7 / 3) });
});

const folder = mkdtempSync(join(tmpdir(), "gatecast-dispatch-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("the study runs to its tables, goes on from its runs, and says what it was called wrongly with", {
  timeout: 120_000,
}, async () => {
  const [data, file] = [join(folder, "table.csv"), join(folder, "runs.jsonl")];
  writeFileSync(data, TABLE);
  const args = ["--data", data, "--file", file, "--seeds", "1", "--updates", "1", "--days", "4", "--json"];
  const made = await runScript("study/dispatch.js", args);
  expect(made.code, made.stderr).toBe(0);
  interface Row {
    readonly name: string;
    readonly cost: number;
    readonly beside: readonly { readonly difference: number; readonly error: number }[];
  }
  const { summaries } = JSON.parse(made.stdout) as {
    summaries: { where: string; days: number; dates: number; opponents: Row[]; policies: Row[] }[];
  };
  expect(summaries.map(({ where, days, dates }) => [where, days, dates])).toEqual([
    ["simulated", 4, 4],
    ["metro", 4, 2],
  ]);
  for (const { opponents, policies } of summaries) {
    expect(opponents.map(({ name }) => name)).toEqual([...Object.keys(AGENTS), "clairvoyant"]);
    expect(policies.length).toBe(2);
    for (const { cost, beside } of opponents) {
      for (const [i, { difference }] of beside.entries()) expect(difference).toBeCloseTo(policies[i]!.cost - cost, 9);
    }
    expect(opponents.at(-1)!.beside.every(({ difference }) => difference > 0)).toBe(true);
  }
  // Two candidates and one seed of two policies at two places.
  expect(readFileSync(file, "utf8").trim().split("\n").length).toBe(12);
  const again = await runScript("study/dispatch.js", args);
  expect([again.stderr, again.stdout]).toEqual(["", made.stdout]);
  const wrong = await runScript("study/dispatch.js", ["--updates", "0"]);
  expect([wrong.code, wrong.stderr]).toEqual([2, "dispatch: --updates takes a whole number above 0\n"]);
  const alone = await runScript("study/dispatch.js", ["--write"]);
  expect([alone.code, alone.stderr]).toEqual([2, "dispatch: --write replaces both tables: it takes --data\n"]);
});
