import type { Engine } from "@gatecast/engine";
import type { Frame, Holidays, Note, RowCounts, Task, TimeAxis } from "../contracts/index.ts";
import { Breath } from "../contracts/pause.ts";
import { sliceRows } from "../data/index.ts";
import { findHolidays, type PreparationSpec, reachOf, type StepSpec, wallTimeAt } from "../prepare/index.ts";
import { type Candidate, candidates } from "./candidates.ts";
import type { FitEvent } from "./events.ts";
import { foldCutoffs } from "./folds.ts";
import { Judge, type Judgement, type Look } from "./judge.ts";
import type { FitSettings } from "./options.ts";

/** Look-back, preparation and ridge strength that validation rows prefer. */
export interface Choice {
  readonly task: Task;
  readonly preparation: PreparationSpec;
  readonly strength: number;
  readonly notes: readonly Note[];
}

/** Multiplications that close looks may take together, about a quarter of a second. */
const CLOSE_WORK = 6e8;
/** Candidates that are looked at closely: at least, whatever that takes, and at most. */
const FEWEST = 2;
const MOST = 8;

/** Rows of training and of validation that a choice looks at: those on both sides of the cutoff. */
const MOST_ROWS = { train: 50_000, validation: 12_500 };

/**
 * Tries every candidate preparation with ridge, fitted on training rows and scored on validation rows in the target's own unit:
 * all of them at a glance (fewer windows, few strengths, one look-back, a thinned view of long windows), then the best closely,
 * with every look-back. The network takes over the winner: it then has to learn only what a linear map cannot. Yields
 * how far it is. Throws the signal's reason when aborted.
 */
export async function* choose(
  engine: Engine,
  whole: Frame,
  settings: FitSettings,
  counts: RowCounts,
  sizes: { readonly found: number; readonly horizon: number; readonly lookbacks: readonly number[] },
  signal: AbortSignal | undefined,
): AsyncGenerator<Choosing, Choice, void> {
  const { target, past, future, ridge_strength: asked } = settings;
  const { found, horizon } = sizes;
  const holidays =
    settings.holidays === undefined ? undefined : await findHolidays(settings.holidays, whole.time, signal);
  const told = holidays === undefined ? [] : [holidaysNote(holidays, whole.time)];
  const { frame, rows } = nearCutoff(whole, counts, Math.max(...sizes.lookbacks) + found);
  const tried = candidates(frame, settings, rows.train, found);
  const lookbacks = [...sizes.lookbacks].sort((a, b) => a - b);
  const task = { target, past, future, calendar: [], lookback: 0, horizon, ...(holidays && { holidays }) };
  const calendar = tried.reduce(
    (most, one) => (one.calendar.length > most.length ? one.calendar : most),
    tried[0]!.calendar,
  );
  const cutoffs = comparableCutoffs(rows, tried, lookbacks.at(-1)!, horizon);
  const judge = new Judge(
    engine,
    { frame, rows, cutoffs, task: { ...task, calendar }, season: found, strength: asked },
    new Breath(signal),
  );

  const middle = lookbacks[Math.floor((lookbacks.length - 1) / 2)]!;
  const others = lookbacks.filter((lookback) => lookback !== middle);
  const isGlanced = tried.length > FEWEST;
  const of = (isGlanced ? tried.length + MOST : tried.length) + FEWEST * others.length;
  let done = 0;
  async function* round(entries: readonly Entry[], look: Look): AsyncGenerator<Choosing, Judged[], void> {
    const judged: Judged[] = [];
    for (const entry of entries) {
      yield { kind: "choosing", tried: done++, of };
      const found = await judge.judge(entry.candidate, entry.lookback, look, entry.strength);
      if (found !== null) judged.push({ ...entry, ...found });
    }
    return judged.sort((a, b) => a.error - b.error);
  }
  let entries: readonly Entry[] = tried.map((candidate) => ({ candidate, lookback: middle }));
  if (isGlanced) entries = affordable(yield* round(entries, "glance"), judge, tried);
  const close = yield* round(entries, "close");
  const further = close.slice(0, FEWEST).flatMap((entry) => others.map((lookback): Entry => ({ ...entry, lookback })));
  const all = [...close, ...(yield* round(further, "close"))].sort((a, b) => a.error - b.error);
  return choiceOf(all[0] ?? { candidate: tried[0]!, lookback: sizes.lookbacks[0]! }, task, asked, told);
}

type Choosing = Extract<FitEvent, { kind: "choosing" }>;

/** A candidate, its look-back, and the strength that was best for it so far. */
interface Entry {
  readonly candidate: Candidate;
  readonly lookback: number;
  readonly strength?: number;
}
type Judged = Entry & Judgement;

/** The best of those glanced at: as many as can be looked at closely in the time; those with the same steps together. */
function affordable(seen: readonly Judged[], judge: Judge, order: readonly Candidate[]): readonly Judged[] {
  let work = 0;
  return seen
    .slice(0, MOST)
    .filter(({ candidate, lookback }, place) => {
      work += judge.closeWork(candidate, lookback);
      return place < FEWEST || work <= CLOSE_WORK;
    })
    .sort((a, b) => order.indexOf(a.candidate) - order.indexOf(b.candidate));
}

function choiceOf(
  { candidate, lookback, strength, error }: Entry & Partial<Judgement>,
  open: Task,
  asked: number | undefined,
  told: readonly Note[],
): Choice {
  const { preparation, calendar } = candidate;
  const task = { ...open, calendar, lookback };
  if (strength === undefined || error === undefined) {
    // No window has inputs and a known target on both sides: the plainest candidate, and a note that nothing chose it.
    const notes = [...told, { code: "nothing_chosen", facts: { lookback } }];
    return { task, preparation, strength: asked ?? 1, notes };
  }
  const facts = {
    preparation: preparation.target.map(nameOfStep).join(", "),
    normalisation: preparation.window,
    lookback,
    calendar: calendar.join(", "),
    strength,
    validation_rmse: error,
  };
  return { task, preparation, strength, notes: [...told, { code: "preparation_chosen", facts }] };
}

/** A step and its number, as remarks name it. */
export function nameOfStep(step: StepSpec): string {
  if (step.kind === "difference") return `difference ${step.lag}`;
  return step.kind === "seasonal_mean" && step.harmonics !== undefined ? `seasonal_waves ${step.harmonics}` : step.kind;
}

/** How many of the table's days are holidays, and until when they are known. */
export function holidaysNote({ place, days, to }: Holidays, time: TimeAxis): Note {
  const [first, last] = [wallTimeAt(time, 0), wallTimeAt(time, time.length - 1)];
  const within = days.filter((day) => (day + 1) * DAY > first && day * DAY <= last).length;
  const until = new Date(to * DAY).toISOString().slice(0, 10);
  return { code: "holidays_used", facts: { place, days: within, until } };
}

const DAY = 86_400_000;

/** The rows around the cutoff, so that choosing takes no longer on a longer table; `reach`: what a window may reach back. */
export function nearCutoff(
  frame: Frame,
  { train, validation, test }: RowCounts,
  reach: number,
): { frame: Frame; rows: RowCounts } {
  const before = Math.min(train, Math.max(MOST_ROWS.train, 8 * reach));
  const behind = Math.min(validation, MOST_ROWS.validation);
  if (before === train && behind === validation) return { frame, rows: { train, validation, test } };
  return { frame: sliceRows(frame, train - before, train + behind), rows: { train: before, validation: behind, test } };
}

/** The folds in which every candidate has windows to learn from, so that all are compared on the same rows. */
function comparableCutoffs(rows: RowCounts, tried: readonly Candidate[], lookback: number, horizon: number): number[] {
  const longest = lookback + Math.max(...tried.map(({ preparation }) => reachOf(preparation.target)));
  return foldCutoffs(rows).filter((cutoff, fold) => fold === 0 || cutoff > longest + horizon);
}
