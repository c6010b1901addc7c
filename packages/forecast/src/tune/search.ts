import type { EngineOptions } from "@gatecast/engine";
import { Problem } from "../contracts/index.ts";
import type { Trial, TrialResult, ValidationBlock } from "../fit/trial.ts";
import { beatsFirst } from "./beats-first.ts";
import type { TrialRow, Tuned, TuneEvent } from "./events.ts";
import { failureOf } from "./failure-of.ts";
import { BRACKET, promoted, ranked, rungsUpTo } from "./rungs.ts";
import { type Drawn, differences } from "./space.ts";
import { type TrialRecord, type TuneState, tuneState } from "./state.ts";

/** What a search needs of a trial. */
export type Runner = Pick<Trial, "settle" | "configuration" | "train" | "forget">;

/** What a search is made of. */
export interface SearchParts {
  /** Hash of options and data. */
  readonly id: string;
  /** What `fit` does unasked, settled. */
  readonly first: Runner;
  readonly trialOf: (drawn: Drawn) => Runner;
  readonly draws: Generator<Drawn, void>;
  readonly windows: readonly ValidationBlock[];
  readonly limits: { readonly trials: number; readonly seconds: number };
  /** Seconds since this search began; null without a clock. */
  readonly elapsed: (() => number) | null;
  /** What an interrupted search has found out already, and what it has spent. */
  readonly known: Pick<TuneState, "results" | "seconds">;
  readonly signal: AbortSignal | undefined;
  readonly engine: EngineOptions | undefined;
}

/** A trial in the field. */
interface Entry {
  readonly run: Runner;
  readonly drawn: Drawn;
  row: TrialRow;
}

/**
 * Random search with successive halving (Jamieson and Talwalkar 2016): nine trials start, the best third of those on a rung
 * trains on to the next, until `fit` would train no further; then the next nine. Which trial is trained how far follows
 * from the seed and from what was reached alone; the time only decides where this sequence is cut off.
 */
export class Search {
  private readonly parts: SearchParts;
  private readonly rungs: readonly number[];
  private readonly entries: Entry[] = [];
  private readonly records: TrialRecord[] = [];
  private readonly known: ReadonlyMap<string, TrialRecord>;
  /** Seconds that the fit of the best so far is expected to take. */
  private fitSeconds = 0;

  constructor(parts: SearchParts) {
    this.parts = parts;
    this.rungs = rungsUpTo(parts.first.configuration.epochs);
    this.known = new Map(parts.known.results.map((record) => [`${record.trial} ${record.rung}`, record]));
  }

  get trials(): TrialRow[] {
    return this.entries.map(({ row }) => row);
  }

  /** Seconds so far, those before a resumption included; without a clock those of training. */
  get seconds(): number {
    const { elapsed, known } = this.parts;
    if (elapsed !== null) return known.seconds + elapsed();
    return this.entries.reduce((sum, { row }) => sum + row.seconds, 0);
  }

  /**
   * The trial with the lowest validation error among those that beat the first by more than chance; the first where none does.
   * @throws Problem where all have failed.
   */
  get best(): { readonly run: Runner; readonly row: TrialRow } {
    const first = this.entries[0]!.row;
    const isFirst = ({ trial }: TrialRow) => trial === 1;
    const mayWin = (row: TrialRow) => first.rmse === null || isFirst(row) || beatsFirst(first.perBlock, row.perBlock);
    const [row] = ranked(this.trials.filter(mayWin));
    if (row !== undefined) return this.entries[row.trial - 1]!;
    const { code, message } = first.failure!;
    throw new Problem("usage", code, `Every trial has failed. ${message}`, {
      found: `${this.entries.length} failed trials`,
      needed: "one that trains",
      hint: "Use a smaller --learning-rate, or clip gradients with --clip-norm 1.",
    });
  }

  async *run(): AsyncGenerator<TuneEvent, Tuned["ended"], void> {
    const { trials } = this.parts.limits;
    for (;;) {
      let alive: Entry[] = [];
      while (alive.length < BRACKET && this.entries.length < trials) {
        if (this.entries.length > 0 && this.isOver) return "time";
        const entry = this.next();
        if (entry === null) break;
        this.entries.push(entry);
        alive.push(entry);
        yield* this.climb(entry, 1);
      }
      const isLast = alive.length < BRACKET || this.entries.length === trials;
      for (let rung = 2; rung <= this.rungs.length; rung++) {
        alive = this.promote(alive);
        for (const entry of alive) {
          if (this.isOver) return "time";
          yield* this.climb(entry, rung);
        }
      }
      for (const { run } of alive) run.forget();
      if (isLast) break;
    }
    // Later epochs can make a trial worse in the target's own unit, and one that was left behind the best.
    for (let { row } = this.best; !row.isFinished; { row } = this.best) {
      if (this.isOver) return "time";
      yield* this.climb(this.entries[row.trial - 1]!, this.rungs.length);
    }
    return this.entries.length === trials ? "trials" : "space";
  }

  /** What the fit is expected to take is left to it, but at least half of the time is searched. */
  private get isOver(): boolean {
    const { seconds } = this.parts.limits;
    return this.seconds >= Math.max(seconds / 2, seconds - this.fitSeconds);
  }

  /** By its own pace: as many epochs as it takes until it stops, at least, and those up to the best once more. */
  private expectFit(): void {
    const [row] = ranked(this.trials);
    if (row === undefined || row.epochs === 0) return;
    const { epochs, patience } = this.parts.first.configuration;
    const searched = row.isFinished ? row.epochs : Math.min(epochs, row.bestEpoch + patience);
    this.fitSeconds = (row.seconds / row.epochs) * (searched + row.bestEpoch);
  }

  /** The next trial; null where nothing new is left. */
  private next(): Entry | null {
    const { first, draws, trialOf } = this.parts;
    const trial = this.entries.length + 1;
    const drawn = trial === 1 ? {} : draws.next().value;
    if (drawn === undefined) return null;
    return { run: trial === 1 ? first : trialOf(drawn), drawn, row: { ...NOTHING, trial } };
  }

  private promote(entries: readonly Entry[]): Entry[] {
    const kept = promoted(entries.map(({ row }) => row));
    for (const { row, run } of entries) if (!kept.includes(row)) run.forget();
    return kept.map(({ trial }) => this.entries[trial - 1]!);
  }

  /** Takes a trial to a rung, by training or from what is known. */
  private async *climb(entry: Entry, rung: number): AsyncGenerator<TuneEvent, void, void> {
    const { trial, isFinished } = entry.row;
    // Early stopping has ended it below.
    if (isFinished) return;
    const known = this.known.get(`${trial} ${rung}`);
    const record = known ?? (yield* this.train(entry, rung));
    const { first } = this.parts;
    entry.row = {
      trial,
      rung,
      epochs: record.epochs,
      bestEpoch: record.best_epoch,
      rmse: record.rmse,
      perBlock: record.per_block,
      ridge: record.ridge,
      promise: record.promise,
      parameters: record.parameters,
      seconds: record.seconds,
      isFinished: record.finished,
      settings: differences(entry.drawn, record.strength, first.configuration),
      failure: record.failure,
    };
    this.expectFit();
    yield { kind: "trial", row: entry.row };
    // What the end of time has cut off is trained again when the search goes on.
    const isCut = !record.finished && record.epochs < this.rungs[rung - 1]!;
    if (isCut) return;
    this.records.push(record);
    if (known === undefined) yield { kind: "checkpoint", state: tuneState(this.parts.id, this.seconds, this.records) };
  }

  private async *train(entry: Entry, rung: number): AsyncGenerator<TuneEvent, TrialRecord, void> {
    const { run, row } = entry;
    const { windows, signal, engine } = this.parts;
    const epochs = this.rungs[rung - 1]!;
    const { trial } = row;
    const isFirst = trial === 1 && rung === 1;
    const stop = () => !isFirst && this.isOver;
    try {
      const stream = run.train({ epochs, blocks: windows, stop, signal, engine });
      for (;;) {
        const next = await stream.next();
        if (next.done === true) return recordOf(trial, rung, next.value);
        const { epoch, seconds } = next.value;
        entry.row = { ...row, seconds };
        yield { kind: "epoch", trial, rung, epoch, epochs };
      }
    } catch (error) {
      const failure = failureOf(error);
      if (failure === null) throw error;
      run.forget();
      return { ...FAILED, trial, rung, epochs: row.epochs, per_block: [], seconds: entry.row.seconds, failure };
    }
  }
}

const NOTHING: TrialRow = {
  trial: 0,
  rung: 0,
  epochs: 0,
  bestEpoch: 0,
  rmse: null,
  perBlock: [],
  ridge: null,
  promise: 1,
  parameters: 0,
  seconds: 0,
  isFinished: false,
  settings: {},
  failure: null,
};

const FAILED = {
  best_epoch: 0,
  rmse: null,
  ridge: null,
  strength: null,
  promise: 1,
  parameters: 0,
  finished: true,
} as const;

function recordOf(trial: number, rung: number, result: TrialResult): TrialRecord {
  const { epochs, bestEpoch, rmse, perBlock, ridge, strength, promise, parameters, seconds, isFinished } = result;
  const orNull = (value: number) => (Number.isFinite(value) ? value : null);
  const failure = Number.isFinite(rmse) ? null : { code: "not_finite", message: "Its forecasts are not finite." };
  return {
    ...{ trial, rung, epochs, best_epoch: bestEpoch, rmse: orNull(rmse), ridge: orNull(ridge), strength },
    per_block: failure === null ? [...perBlock] : [],
    ...{ promise, parameters, seconds, finished: isFinished || failure !== null, failure },
  };
}
