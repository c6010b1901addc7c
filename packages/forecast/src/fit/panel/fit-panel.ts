import { EngineMemoryError } from "@gatecast/engine";
import { type Frame, Problem } from "../../contracts/index.ts";
import { cellNotes } from "../cell-notes.ts";
import { checkNetworkSpec } from "../check-network-spec.ts";
import type { FitEvent, FitRun } from "../events.ts";
import { tooLarge } from "../fit.ts";
import { engineNotes, openEngine, type Work } from "../open-engine.ts";
import { type FitOptions, type FitSettings, readFitOptions } from "../options.ts";
import { choosePanel } from "./choose-panel.ts";
import { PanelJob } from "./panel-job.ts";
import type { FittedPanel } from "./panel-model.ts";
import { checkPanel, type Members, membersOf, type PanelSizes, settlePanel } from "./settle-panel.ts";

/** `fitPanelStream` read to its end, each event handed to `onEvent`. */
export async function fitPanel(
  frames: readonly Frame[],
  options: FitOptions,
  run: FitRun & { readonly onEvent?: (event: FitEvent) => void } = {},
): Promise<FittedPanel> {
  const stream = fitPanelStream(frames, options, run);
  for (;;) {
    const next = await stream.next();
    if (next.done === true) return next.value;
    run.onEvent?.(next.value);
  }
}

/**
 * Fits one network to many series and scores it beside the baselines. Each series is cut by time into training, validation and
 * test, of one horizon each unless the options say otherwise, and prepared on its own past; no window reaches from one series into
 * another. Choices, ridge, network and early stopping are as in `fitStream`, on the windows of all series; candidates are compared
 * by the mean scaled error, to which every series contributes alike. Series too short to be tested are trained on alone, shorter
 * ones left out; notes name them.
 * @throws Problem of kind `usage` or `data`; the signal's reason when aborted.
 */
export async function* fitPanelStream(
  frames: readonly Frame[],
  options: FitOptions,
  run: FitRun = {},
): AsyncGenerator<FitEvent, FittedPanel, void> {
  const settings = readFitOptions(options);
  checkPanel(frames, settings);
  const sizes = settlePanel(frames, settings);
  const membersFor = (lookback: number) => membersOf(frames, settings, lookback, sizes.horizon);
  return yield* panelStream({ given: frames.length, settings, sizes, membersFor }, run, (job) => job.run(run));
}

/** What a fit over many series is settled on before anything is chosen. */
export interface PanelTask {
  /** How many series there were. */
  readonly given: number;
  readonly settings: FitSettings;
  readonly sizes: PanelSizes;
  /** The series that are learnt from with that look-back. */
  readonly membersFor: (lookback: number) => Members;
}

/** Chooses, then goes on as `finish` does; closes the engine where that does not end. */
export async function* panelStream<Result>(
  { given, settings, sizes, membersFor }: PanelTask,
  run: FitRun,
  finish: (job: PanelJob) => AsyncGenerator<FitEvent, Result, void>,
): AsyncGenerator<FitEvent, Result, void> {
  checkNetworkSpec(settings, Math.max(...sizes.lookbacks), sizes.horizon);
  for (const note of sizes.notes) yield { kind: "note", note };
  const [members, lookbacks] = roomyMembers(sizes.lookbacks, membersFor);
  const engine = await openEngine(run.engine, workOf(settings, members, lookbacks));
  let fitted: Result | null = null;
  try {
    const chosen = await choosePanel(engine, members.full, settings, { ...sizes, lookbacks }, run.signal);
    const choice = { ...chosen, notes: [...chosen.notes, ...cellNotes(settings, chosen.task)] };
    for (const note of choice.notes) yield { kind: "note", note };
    const { lookback } = choice.task;
    // A shorter look-back than the longest tried makes room for more series.
    const all = membersFor(lookback);
    for (const note of all.notes) yield { kind: "note", note };
    fitted = yield* finish(new PanelJob(engine, given, all, settings, sizes, choice));
    for (const note of engineNotes(engine)) yield { kind: "note", note };
    return fitted;
  } catch (error) {
    throw error instanceof EngineMemoryError ? tooLarge(error) : error;
  } finally {
    // Also where a reader leaves the stream in the middle.
    if (fitted === null) engine.close();
  }
}

export function workOf({ past, future, units }: FitSettings, { full }: Members, lookbacks: readonly number[]): Work {
  const windows = full.reduce((sum, { rows }) => sum + rows.train, 0);
  return { windows, lookback: Math.max(...lookbacks), columns: 1 + past.length + future.length, units };
}

/** The series that have room for every look-back to choose from, and those look-backs for which any series has. */
export function roomyMembers(
  lookbacks: readonly number[],
  membersFor: (lookback: number) => Members,
): [Members, readonly number[]] {
  const rising = [...lookbacks].sort((a, b) => a - b);
  for (;;) {
    try {
      return [membersFor(rising.at(-1)!), rising];
    } catch (error) {
      if (!(error instanceof Problem) || rising.length === 1) throw error;
      rising.pop();
    }
  }
}
