import { seed, split } from "@gatecast/engine";
import { type Frame, type Note, Problem, type Task } from "../contracts/index.ts";
import { requireTarget, sliceRows } from "../data/index.ts";
import { checkNetworkSpec } from "../fit/check-network-spec.ts";
import { checkRange } from "../fit/check-range.ts";
import { settleGraph } from "../fit/graph.ts";
import { type FitEvent, type FitOptions, type Fitted, fitStream, readFitOptions } from "../fit/index.ts";
import { lastOrigin } from "../fit/rows-ahead.ts";
import { runHash } from "../fit/run-hash.ts";
import { settleSizes } from "../fit/sizes.ts";
import { Trial, type ValidationBlock } from "../fit/trial.ts";
import type { Tuned, TuneEvent, TuneLimits, TuneRun } from "./events.ts";
import { readTuneLimits } from "./limits.ts";
import { ranked } from "./rungs.ts";
import { Search } from "./search.ts";
import { sharedWindows } from "./shared-windows.ts";
import { type Drawn, draws, spaceOf } from "./space.ts";
import { readTuneState } from "./state.ts";

/** A search and the fit of what it found. Close the model when done. */
export interface TunedFit {
  readonly tuned: Tuned;
  readonly fitted: Fitted;
}

/** Searches, then fits the best configuration once, as `fit` does: only now are test rows looked at. */
export async function tune(
  frame: Frame,
  options: FitOptions,
  limits: TuneLimits = {},
  run: TuneRun & { readonly onEvent?: (event: TuneEvent | FitEvent) => void } = {},
): Promise<TunedFit> {
  const tuned = await readThrough(tuneStream(frame, options, limits, run), run.onEvent);
  const { signal, engine } = run;
  const given = { ...(signal === undefined ? {} : { signal }), ...(engine === undefined ? {} : { engine }) };
  const stream = fitStream(frame, tuned.configuration, given);
  return { tuned, fitted: await readThrough(stream, run.onEvent) };
}

async function readThrough<Event, Result>(
  stream: AsyncGenerator<Event, Result, void>,
  onEvent: ((event: Event) => void) | undefined,
): Promise<Result> {
  for (;;) {
    const next = await stream.next();
    if (next.done === true) return next.value;
    onEvent?.(next.value);
  }
}

/**
 * Looks for the configuration with the lowest RMSE on validation rows among random ones; options that are given stand, all
 * others of `spaceOf` are varied. The first trial is what `fit` does unasked, trained to its end, and another takes its place
 * only if it is better by more than chance. Scored are the windows that all trials can forecast, over the folds of `fit`. Test
 * rows enter nowhere. With a number of trials the same seed gives the same table; time only decides how far it gets.
 * @throws Problem of kind `usage` or `data`, `checkpoint_unreadable` (model) where `resume` is no state of a search; the
 *   signal's reason when aborted, after which the last checkpoint goes on.
 */
export async function* tuneStream(
  frame: Frame,
  options: FitOptions,
  limits: TuneLimits = {},
  run: TuneRun = {},
): AsyncGenerator<TuneEvent, Tuned, void> {
  const { now } = run;
  const startedAt = now?.() ?? 0;
  const { settings, notes: told } = settleGraph(frame, readFitOptions(options));
  const readable = readTuneLimits(limits);
  const { target, past, future } = settings;
  requireTarget(frame, target);
  checkRange(frame, [target, ...past, ...future]);
  const known = sliceRows(frame, 0, lastOrigin(frame, settings) + 1);
  const settled = settleSizes(known, settings);
  const sizes = { ...settled, notes: [...told, ...settled.notes] };
  checkNetworkSpec(settings, Math.max(...sizes.lookbacks), sizes.horizon);
  for (const note of sizes.notes) yield { kind: "note", note };

  const first = new Trial(known, settings, sizes);
  const asked = Object.keys(settings).filter((key) => options[key as keyof FitOptions] !== undefined);
  const { task, notes } = await first.settle(run.signal);
  const id = await runHash([frame], task, { settings, asked });
  const before = run.resume === undefined ? { results: [], seconds: 0 } : readTuneState(run.resume, id);
  for (const note of notes) yield { kind: "note", note };

  const { configuration } = first;
  const space = spaceOf(known, options, configuration, sizes);
  const lookbacks = [task.lookback, ...(space.lookback ?? [])];
  const longest: Task = { ...task, lookback: Math.max(...lookbacks) };
  const preparations = [configuration.preparation, ...(space.preparation ?? [])];
  const windows = sharedWindows(known, sizes.rows, longest, preparations);
  if (windows.length === 0) throw nothingShared(longest.lookback);

  const { lookback, preparation, calendar } = configuration;
  const trialOf = (drawn: Drawn) => {
    const own = { ...settings, lookback, preparation, calendar, ...drawn };
    return new Trial(known, own, { ...sizes, lookbacks: [own.lookback] });
  };
  const search = new Search({
    ...{ id, first, trialOf, windows, limits: readable, known: before, signal: run.signal, engine: run.engine },
    elapsed: now === undefined ? null : () => (now() - startedAt) / 1000,
    draws: draws(space, configuration, split(seed(settings.seed), "tune")),
  });
  const ended = yield* search.run();
  const { run: winner, row: best } = search.best;
  await winner.settle(run.signal);
  const tuned = {
    ...{ trials: search.trials, best, configuration: winner.configuration, ended, seconds: search.seconds },
  };
  return { ...tuned, notes: remarks(tuned, windows) };
}

function remarks({ trials, best, ended, seconds }: Omit<Tuned, "notes">, windows: readonly ValidationBlock[]): Note[] {
  const ridges = trials.flatMap(({ ridge }) => (ridge === null ? [] : [ridge]));
  const lowest = ranked(trials)[0] ?? best;
  const facts = {
    trials: trials.length,
    rmse: best.rmse ?? "–",
    ridge: Math.min(...ridges),
    windows: windows.reduce((sum, { origins }) => sum + origins.length, 0),
  };
  const notes: Note[] = [
    best.trial !== 1
      ? { code: "tuned", facts: { ...facts, trial: best.trial, first: trials[0]!.rmse ?? "–" } }
      : lowest.rmse === best.rmse
        ? { code: "tuned_default_stands", facts }
        : { code: "tuned_within_chance", facts: { ...facts, trial: lowest.trial, lowest: lowest.rmse ?? "–" } },
  ];
  if (ended === "time") notes.push({ code: "tune_out_of_time", facts: { seconds, epochs: best.epochs } });
  if (ended === "space") notes.push({ code: "tune_space_exhausted", facts: { trials: trials.length } });
  return notes;
}

/** @returns the problem of validation rows on which nothing can be compared. */
export function nothingShared(lookback: number): Problem {
  return new Problem("data", "nothing_to_compare", "There are no validation rows on which trials could be compared.", {
    found: `no validation window with ${lookback} complete rows before it and a known target`,
    needed: "complete rows in the training and the validation part",
    hint: "Fill missing values, or name a shorter --lookback.",
    option: "--lookback",
  });
}
