import { Problem, type ProblemDetails, type Task } from "../contracts/index.ts";
import { checkNetworkSpec } from "../fit/check-network-spec.ts";
import { checkSequence } from "../fit/check-sequence.ts";
import { checkGraph } from "../fit/graph.ts";
import type { FitSettings } from "../fit/options.ts";
import { type Around, asWrittenAround } from "./around.ts";
import { type Entrant, settingsFor } from "./choices.ts";
import { parametersOf, type SizedCell, sizeCell } from "./units.ts";

/** The cells of a comparison, and what each comes near to. */
export interface Admitted {
  readonly budget: number;
  /** In the order in which they were named; why one cannot be in the network that was asked for, in its place. */
  readonly cells: readonly (SizedCell | Problem)[];
}

/**
 * Judges every cell by the options alone, before any data is looked at: the problem that `fit` would have with it, or null.
 * @throws Problem (usage) where it has one with all of them.
 */
export function judgeCells(settings: FitSettings, entrants: readonly Entrant[]): (Problem | null)[] {
  const refused = entrants.map((entrant) => {
    const own = settingsFor(entrant, settings);
    return unlessRefused(entrant, () => {
      checkSequence(own);
      checkGraph(own);
      return null;
    });
  });
  const problems = refused.filter((one) => one !== null);
  if (problems.length === entrants.length) throw noneLeft(entrants, problems);
  return refused;
}

/**
 * Sizes every cell that was not refused to the budget; where none is asked for, to the parameters of the first cell that can be in
 * such a network. What `fit` would refuse of a cell is told in its place, before anything is trained.
 * @throws Problem (usage) where none can be.
 */
export function admit(
  task: Task,
  settings: FitSettings,
  entrants: readonly Entrant[],
  refused: readonly (Problem | null)[],
  asked: number | undefined,
): Admitted {
  const measured = entrants.map((entrant, at) => {
    if (refused[at]) return refused[at];
    const own = settingsFor(entrant, settings);
    return unlessRefused(entrant, () => {
      checkNetworkSpec(own, task.lookback, task.horizon);
      return parametersOf(task, own);
    });
  });
  // Where a number is asked for, the units that are named may be none that a cell can have.
  const budget = asked ?? measured.find((found) => typeof found === "number");
  if (budget === undefined)
    throw noneLeft(
      entrants,
      measured.filter((found) => found instanceof Problem),
    );
  const cells = entrants.map(
    (entrant, at) => refused[at] ?? unlessRefused(entrant, () => sizeCell(task, settings, entrant, budget)),
  );
  const problems = cells.filter((cell) => cell instanceof Problem);
  if (problems.length === entrants.length) throw noneLeft(entrants, problems);
  return { budget, cells };
}

function unlessRefused<T>({ around }: Entrant, judge: () => T): T | Problem {
  try {
    return judge();
  } catch (error) {
    if (error instanceof Problem) return asWritten(error, around);
    throw error;
  }
}

/** In a comparison the flag of `fit` for the one cell is that for several, and what goes around it alone stands behind its name. */
function asWritten({ kind, code, message, details }: Problem, around: Around): Problem {
  const written = (text: string): string =>
    asWrittenAround(text, around).replace(/(another )?--cell\b/g, (_, another) =>
      another === undefined ? "--cells" : "other --cells",
    );
  const named = Object.entries(details).map(([key, value]) => [
    key,
    typeof value === "string" ? written(value) : value,
  ]);
  const told = Object.fromEntries(named) as ProblemDetails;
  return new Problem(kind, code, message, told.option?.startsWith("+") ? { ...told, option: "--cells" } : told);
}

/** Of one cell its own problem; of several why each of them cannot be, and what to do about the first. */
function noneLeft(entrants: readonly Entrant[], problems: readonly Problem[]): Problem {
  const [first] = problems;
  if (first === undefined) throw new RangeError("internal: no cell, and no reason for it");
  if (entrants.length === 1) return first;
  return new Problem("usage", first.code, "None of the cells can be compared.", {
    found: problems.map(({ message }, at) => `${entrants[at]!.name}: ${message}`).join(" "),
    needed: "at least one cell that goes with the other options",
    hint: first.details.hint ?? "Name other --cells.",
    option: "--cells",
  });
}
