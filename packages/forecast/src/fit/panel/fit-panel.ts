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
export function fitPanelStream(
  frames: readonly Frame[],
  options: FitOptions,
  run: FitRun = {},
): AsyncGenerator<FitEvent, FittedPanel, void> {
  return panelStream(frames, options, run, (job) => job.run(run));
}

/**
 * Settles and chooses, then goes on as `finish` does; closes the engine where that does not end.
 * @param admitted which of the series that could be learnt from are
 */
export async function* panelStream<Result>(
  frames: readonly Frame[],
  options: FitOptions,
  run: FitRun,
  finish: (job: PanelJob) => AsyncGenerator<FitEvent, Result, void>,
  admitted: (members: Members) => Members = (members) => members,
): AsyncGenerator<FitEvent, Result, void> {
  const settings = readFitOptions(options);
  checkPanel(frames, settings);
  const sizes = settlePanel(frames, settings);
  checkNetworkSpec(settings, Math.max(...sizes.lookbacks), sizes.horizon);
  for (const note of sizes.notes) yield { kind: "note", note };
  const [roomy, lookbacks] = roomyMembers(frames, settings, sizes);
  const members = admitted(roomy);
  const engine = await openEngine(run.engine, workOf(settings, members, lookbacks));
  let fitted: Result | null = null;
  try {
    const chosen = await choosePanel(engine, members.full, settings, { ...sizes, lookbacks }, run.signal);
    const choice = { ...chosen, notes: [...chosen.notes, ...cellNotes(settings, chosen.task)] };
    for (const note of choice.notes) yield { kind: "note", note };
    const { lookback } = choice.task;
    // A shorter look-back than the longest tried makes room for more series.
    const all = admitted(membersOf(frames, settings, lookback, sizes.horizon));
    for (const note of all.notes) yield { kind: "note", note };
    fitted = yield* finish(new PanelJob(engine, frames.length, all, settings, sizes, choice));
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
  frames: readonly Frame[],
  settings: FitSettings,
  { lookbacks, horizon }: PanelSizes,
): [Members, readonly number[]] {
  const rising = [...lookbacks].sort((a, b) => a - b);
  for (;;) {
    try {
      return [membersOf(frames, settings, rising.at(-1)!, horizon), rising];
    } catch (error) {
      if (!(error instanceof Problem) || rising.length === 1) throw error;
      rising.pop();
    }
  }
}
