import { readTensor, type Seed, seed, shuffled, split } from "@gatecast/engine";
import type { NetworkPlan } from "@gatecast/nn";
import type { Note } from "../contracts/index.ts";
import { Breath } from "../contracts/pause.ts";
import { columnOf } from "../data/index.ts";
import { firstUnseen } from "../fit/rows-ahead.ts";
import { predictionBatch, windowWork } from "../models/index.ts";
import { ModelTable, readValues, type Windows } from "../prepare/index.ts";
import { standardDeviation } from "../statistics/index.ts";
import type { Importance, InputImportance } from "./explanation.ts";
import { type Input, inputsOf } from "./inputs.ts";
import type { ExplainRun } from "./options.ts";
import type { Subject } from "./subject.ts";
import { TargetHistory } from "./target-history.ts";
import { PlanInputs, type WindowInputs, windowInputs } from "./window-inputs.ts";
import { effortFor, isFull } from "./work.ts";

/** Windows without which nothing can be exchanged. */
const FEWEST = 2;

/** A window to be forecast, with all that its forecast depends on. */
interface ScoredWindow {
  /** Row of the whole table. */
  readonly origin: number;
  readonly inputs: WindowInputs;
  readonly history: TargetHistory;
}

/**
 * Permutation importance (Breiman 2001; Fisher, Rudin & Dominici 2019): each input's values are exchanged between windows, a whole
 * window's at a time and as the network sees them, and the RMSE measured again. With the target's past goes the history that its
 * forecast is undone from. Windows are those behind what the model was fitted on; where there are none, all. Of many, some, evenly
 * spread; fewer of them, and fewer exchanges, where there are many inputs or a window is costly.
 * @param steps steps ahead that are scored, from 0
 */
export async function importanceOf(
  subject: Subject,
  steps: readonly number[],
  { repeats: asked, seed: from }: { readonly repeats?: number | undefined; readonly seed: number },
  run: ExplainRun,
): Promise<{ readonly importance: Importance | null; readonly notes: readonly Note[] }> {
  const { frame, task, preparation } = subject;
  const table = new ModelTable(preparation, frame, task);
  const unseen = table.within(firstUnseen(frame, subject.fittedUntil), frame.time.length);
  const isUnseen = unseen.count >= FEWEST;
  const windows = isUnseen ? unseen : table.within(0, frame.time.length);
  const of = windows.count;
  if (of < FEWEST) return { importance: null, notes: [{ code: "importance_impossible", facts: { windows: of } }] };
  const all = inputsOf(task);
  const { windows: most, repeats } = effortFor(windowWork(subject.network), all.length, asked);
  const scored = sampleOf(windows, preparation.target, most);
  const scorer = new Scorer(subject, scored, steps, new Breath(run.signal));
  try {
    const { rmse, inputs } = await exchangeEach(scorer, all, { repeats, seed: seed(from) }, run);
    const facts = { inputs: inputs.length, of: all.length };
    const cut = inputs.length < all.length ? [{ code: "importance_cut_short", facts }] : [];
    if (inputs.length === 0) return { importance: null, notes: cut };
    const rows = { first: scored[0]!.origin + 1, last: scored.at(-1)!.origin + task.horizon };
    return {
      importance: { rmse, windows: scored.length, of, unseen: isUnseen, rows, inputs },
      notes: [
        ...cut,
        ...(isUnseen ? [] : [{ code: "importance_of_seen_rows", facts: {} }]),
        ...(isFull({ windows: most, repeats }, asked)
          ? []
          : [{ code: "importance_of_fewer", facts: { repeats, windows: scored.length, of } }]),
      ],
    };
  } finally {
    scorer.close();
  }
}

/** The RMSE as it is, and with each input exchanged; with those that there was time for where what was reached is kept. */
async function exchangeEach(
  scorer: Scorer,
  all: readonly Input[],
  { repeats, seed }: { readonly repeats: number; readonly seed: Seed },
  { signal, keep, onProgress }: ExplainRun,
): Promise<Pick<Importance, "rmse" | "inputs">> {
  const inputs: InputImportance[] = [];
  let rmse = Number.NaN;
  try {
    rmse = await scorer.rmse();
    for (const input of all) {
      onProgress?.({ inputs: inputs.length, of: all.length });
      signal?.throwIfAborted();
      const drawn = split(split(seed, input.kind), input.name);
      const each: number[] = [];
      for (let repeat = 0; repeat < repeats; repeat++) each.push(await scorer.rmse(input, split(drawn, repeat)));
      const mean = each.reduce((sum, one) => sum + one, 0) / repeats;
      const { name, kind } = input;
      inputs.push({ name, kind, rmse: each, rise: mean - rmse, spread: standardDeviation(Float64Array.from(each)) });
    }
  } catch (error) {
    if (keep !== true || signal?.aborted !== true) throw error;
  }
  return { rmse, inputs };
}

/** Windows evenly spread, each with what it depends on copied: a part of a long table holds until the next is asked for. */
function sampleOf(windows: Windows, steps: Subject["preparation"]["target"], most: number): ScoredWindow[] {
  const count = Math.min(most, windows.count);
  const scored: ScoredWindow[] = [];
  let done = 0;
  for (const { prepared, origins, first } of windows.inOrder()) {
    for (let w = 0; w < origins.length; w++, done++) {
      if (done !== Math.floor((scored.length * windows.count) / count)) continue;
      const history = new TargetHistory(steps, prepared, origins[w]!);
      scored.push({ origin: first + origins[w]!, inputs: windowInputs(prepared, origins[w]!), history });
    }
  }
  return scored;
}

/** Forecasts windows, as they are or with an input exchanged, and scores them. */
class Scorer {
  private readonly subject: Subject;
  private readonly windows: readonly ScoredWindow[];
  private readonly steps: readonly number[];
  private readonly breath: Breath;
  private readonly actual: Float64Array;
  private readonly plan: NetworkPlan;
  private readonly places: PlanInputs;

  constructor(subject: Subject, windows: readonly ScoredWindow[], steps: readonly number[], breath: Breath) {
    const { network, engine, task, windowAs, frame } = subject;
    this.subject = subject;
    this.windows = windows;
    this.steps = steps;
    this.breath = breath;
    this.actual = readValues(columnOf(frame, task.target));
    this.plan = network.plan(predictionBatch(windows.length, task.lookback));
    const [columns, futureColumns] = [
      windows[0]!.inputs.table.length / task.lookback,
      windows[0]!.inputs.future.length / task.horizon,
    ];
    this.places = new PlanInputs(engine, this.plan, { columns, futureColumns }, windowAs === "features");
  }

  close(): void {
    this.plan.plan.close();
  }

  /** Over what is known of all windows; with an input, each has that of another window. */
  async rmse(input?: Input, drawn?: Seed): Promise<number> {
    const { subject, windows, plan, places, steps, actual } = this;
    const { network, engine, task, frame } = subject;
    const work = windowWork(network);
    const donors = drawn === undefined ? null : shuffled(windows.length, drawn);
    const size = plan.output.rows;
    let [squares, count] = [0, 0];
    for (let from = 0; from < windows.length; from += size) {
      const some = windows.slice(from, from + size);
      const donorOf = (b: number): ScoredWindow => windows[donors === null ? from + b : donors[from + b]!]!;
      some.forEach(({ inputs }, b) => {
        places.write(b, inputs);
        if (input !== undefined) places.exchange(b, input, donorOf(b).inputs);
      });
      await this.breath.spend(size * work);
      plan.plan.forward();
      const outputs = readTensor(engine.f32, plan.output);
      some.forEach(({ origin, inputs, history }, b) => {
        const other = input?.kind === "target" ? donorOf(b) : { inputs, history };
        const { level, spread } = other.inputs;
        const out = outputs.subarray(b * task.horizon, (b + 1) * task.horizon);
        const said = Float64Array.from(out, (value) => value * spread + level);
        const forecast = other.history.undo(said, origin, frame.time);
        for (const k of steps) {
          const y = actual[origin + 1 + k]!;
          if (Number.isNaN(y)) continue;
          squares += (y - forecast[k]!) * (y - forecast[k]!);
          count++;
        }
      });
    }
    return Math.sqrt(squares / count);
  }
}
