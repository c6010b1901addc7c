import { type Frame, Problem, type Task } from "../contracts/index.ts";
import { type Past, pastOf } from "../contracts/past.ts";
import { columnOf } from "../data/index.ts";
import { eachKnown } from "./known.ts";
import { pastWithoutForesight } from "./past-without-foresight.ts";
import { applySteps, fitSteps } from "./series-steps.ts";
import type { FittedStep, StepSpec } from "./steps/index.ts";

/** Steps that all series of a panel are prepared by, with the numbers that all of them have taught, by column. */
export type SharedSteps = Readonly<Record<string, FittedStep[]>>;

/** Steps that ask how a series moves: nothing is left by them of one that stands still. */
const MOVING: readonly StepSpec["kind"][] = ["difference", "seasonal_mean"];

/**
 * The steps of those covariates that stand still in the past of every series and differ between series, such as the kind of a
 * shop: scaled for itself, each would be 0 everywhere. They learn from the pasts of all series together, each of which counts
 * once, however long it is.
 */
export function sharedSteps(
  specs: readonly StepSpec[],
  series: readonly { readonly frame: Frame; readonly cutoff: number }[],
  task: Pick<Task, "past" | "future">,
): SharedSteps {
  if (specs.some(({ kind }) => MOVING.includes(kind))) return {};
  const shared: [string, FittedStep[]][] = [];
  for (const name of [...task.past, ...task.future]) {
    const levels = levelsOf(series, name);
    if (levels === null || levels.every((level) => level === levels[0])) continue;
    try {
      shared.push([name, fitSteps(specs, pastOf(levels, levels.length), series[0]!.frame.time)]);
    } catch (error) {
      throw error instanceof Problem ? error.with({ column: name }) : error;
    }
  }
  return Object.fromEntries(shared);
}

/** The same for one series: what stands before its first reading is its own, everything else is of all. */
export function ownOfShared(shared: readonly FittedStep[], past: Past, time: Frame["time"]): FittedStep[] {
  return shared.map((step, i) => {
    if (step.kind !== "forward_fill") return step;
    const level = applySteps(shared.slice(0, i), past.values.slice(), time);
    return fitSteps([{ kind: step.kind }], pastOf(level, level.length), time)[0]!;
  });
}

/** What each series stands at; null where one of them moves or has no reading. */
function levelsOf(
  series: readonly { readonly frame: Frame; readonly cutoff: number }[],
  name: string,
): Float64Array | null {
  const levels = new Float64Array(series.length);
  for (const [s, { frame, cutoff }] of series.entries()) {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    eachKnown(pastWithoutForesight(columnOf(frame, name), cutoff), (value) => {
      low = Math.min(low, value);
      high = Math.max(high, value);
    });
    if (low !== high) return null;
    levels[s] = low;
  }
  return levels;
}
