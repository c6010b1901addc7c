import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Seed } from "@gatecast/engine";
import type { World } from "@gatecast/nn";
import { ROOT } from "../support/run-script.ts";

/** One day of a station: what comes, what is usual, and its date. */
export interface OneDay {
  readonly arrivals: Float64Array;
  readonly usual: Float64Array;
  readonly date: number;
}
export interface Demand {
  readonly learning: readonly OneDay[];
  readonly validation: readonly OneDay[];
  readonly test: readonly OneDay[];
}
/** What who orders is shown of a day. */
export interface DayView {
  readonly slot: number;
  readonly queue: number;
  readonly cost: number;
  readonly last: number;
  readonly past: Float64Array;
  readonly usual: Float64Array;
  readonly ordered: readonly number[];
  readonly isOver: boolean;
  order(trains: number): number;
}
export type Agent = (day: DayView) => number;
export type Forecast = (day: DayView, ahead: number) => number[];
interface Plan {
  readonly cost: number;
  readonly trains: readonly number[];
}
export interface Settings {
  readonly rate: number;
  readonly discount: number;
  readonly entropy: number;
}
export interface Run {
  readonly run: number;
  readonly settings: Settings;
  readonly validation: number;
  readonly costs?: readonly number[];
}

/** A module of study/dispatch/, which is plain JavaScript. */
const load = async <T>(path: string): Promise<T> =>
  (await import(pathToFileURL(join(ROOT, "study", "dispatch", path)).href)) as T;

export const { Day, dispatchWorld, CAPACITY, COSTS, LEAD, MOST, SLOTS, TIMETABLE } = await load<{
  Day: new (one: OneDay) => DayView;
  dispatchWorld: (draw: (from: Seed) => OneDay, outlook?: { forecast: Forecast; ahead: number }) => World;
  CAPACITY: number;
  COSTS: { readonly train: number; readonly waiting: number; readonly left: number };
  LEAD: number;
  MOST: number;
  SLOTS: number;
  TIMETABLE: number;
}>("world.js");
export const { planDay } = await load<{
  planDay: (from: number, queue: number, ordered: readonly number[], arrivals: readonly number[]) => Plan;
}>("plan-day.js");
export const { readStations, simulated } = await load<{
  readStations: (text: string) => Demand;
  simulated: (count: number, from?: Seed) => Demand;
}>("demand.js");
export const agents = await load<{
  costOf: (agent: Agent, one: OneDay) => number;
  meanCost: (agent: Agent, days: readonly OneDay[]) => number;
  leastCost: (one: OneDay) => number;
  ruleOf: (factor: number) => Agent;
  timetableOf: (days: readonly OneDay[]) => Agent;
  plannerOf: (forecast: Forecast, factor: number) => Agent;
  hedgerOf: (futures: (day: DayView, ahead: number) => number[][]) => Agent;
  tuned: <V>(agentOf: (value: V) => Agent, values: readonly V[], days: readonly OneDay[]) => V;
}>("agents.js");
export const { fitForecaster } = await load<{
  fitForecaster: (
    days: readonly OneDay[],
    most: number,
    samples?: number,
  ) => { forecast: Forecast; futures: (day: DayView, ahead: number) => number[][] };
}>("forecast-demand.js");
export const { trainPolicy } = await load<{
  trainPolicy: (
    demand: Demand,
    options: { cell: string; updates: number; settings: Settings; run: number; isTested: boolean },
  ) => Promise<Run>;
}>("train-policy.js");
export const { CANDIDATES, chosen, nextRun, reported } = await load<{
  CANDIDATES: readonly Settings[];
  chosen: (runs: readonly Run[]) => Settings | null;
  nextRun: (runs: readonly Run[], seeds: number) => Pick<Run, "run" | "settings"> | null;
  reported: (runs: readonly Run[]) => Run[];
}>("runs.js");
export const { paired } = await load<{
  paired: (costs: readonly number[], others: readonly number[]) => { difference: number; error: number };
}>("numbers.js");
