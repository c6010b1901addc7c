import type { EngineOptions } from "@gatecast/engine";
import {
  type FitOptions,
  type Frame,
  type Lang,
  renderNotes,
  type Tuned,
  type TuneEvent,
  type TuneLimits,
  tuneStream,
} from "@gatecast/forecast";
import { Interrupted } from "../adapters/interruption.ts";
import type { OutFolder } from "../adapters/out-folder.ts";
import { writeFiles } from "../adapters/write-files.ts";
import type { Context } from "../context.ts";
import { noProgressLine, type ProgressLine, progressLine } from "../output/progress-line.ts";
import { wordsFor } from "../words/words-for.ts";
import { readState } from "./read-state.ts";
import { resumeCommandOf } from "./train-and-report.ts";

/** What is searched, where it saves its state, and who watches. */
export interface SearchJob {
  readonly frame: Frame;
  readonly options: FitOptions;
  readonly limits: TuneLimits;
  readonly folder: OutFolder;
  readonly lang: Lang;
  readonly resume: boolean;
  readonly quiet: boolean;
  readonly engine: EngineOptions;
  readonly context: Context;
}

/** The checkpoint of a search. */
export function searchFile(folder: OutFolder): string {
  return folder.file("tune-checkpoint.json");
}

/**
 * Searches, shows progress, and saves a checkpoint after each trial.
 * @throws Interrupted with what was saved.
 */
export async function search(job: SearchJob): Promise<Tuned> {
  const { frame, options, limits, folder, lang, context } = job;
  const { signal } = context.interruption;
  const file = searchFile(folder);
  const resume = job.resume ? await readState(file) : undefined;
  const line = job.quiet ? noProgressLine : progressLine(process.stderr);
  let isSaved = resume !== undefined;
  line.update(wordsFor(lang).choosing(), true);
  try {
    const now = (): number => performance.now();
    const stream = tuneStream(frame, options, limits, {
      signal,
      now,
      engine: job.engine,
      ...(resume === undefined ? {} : { resume }),
    });
    for (;;) {
      const step = await stream.next();
      if (step.done === true) return step.value;
      tell(step.value, line, lang);
      // Signals arrive between turns of the event loop, and training may leave it none.
      await new Promise((resolve) => setImmediate(resolve));
      if (step.value.kind !== "checkpoint") continue;
      await writeFiles([{ path: file, content: `${JSON.stringify(step.value.state)}\n` }]);
      isSaved = true;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new Interrupted(isSaved ? { checkpoint: file, resume: resumeCommandOf(context) } : {});
  } finally {
    line.end();
  }
}

function tell(event: TuneEvent, line: ProgressLine, lang: Lang): void {
  const words = wordsFor(lang);
  if (event.kind === "note") for (const text of renderNotes([event.note], lang)) line.line(text);
  if (event.kind === "epoch") line.update(words.trialEpoch(event));
  if (event.kind === "trial") line.line(words.trialDone(event.row));
}
