import type { EngineOptions } from "@gatecast/engine";
import {
  type CompareChoices,
  type CompareEvent,
  type CompareOutcome,
  compareStream,
  type FitOptions,
  type Frame,
  type Lang,
  type Note,
} from "@gatecast/forecast";
import { Interrupted } from "../adapters/interruption.ts";
import type { OutFolder } from "../adapters/out-folder.ts";
import { writeFiles } from "../adapters/write-files.ts";
import type { Context } from "../context.ts";
import { noteTeller } from "../output/note-teller.ts";
import { noProgressLine, type ProgressLine, progressLine } from "../output/progress-line.ts";
import { wordsFor } from "../words/words-for.ts";
import { readState } from "./read-state.ts";
import { resumeCommandOf } from "./train-and-report.ts";

/** What is compared, where its state is saved, and who watches. */
export interface CompareJob {
  readonly frame: Frame;
  /** What reading the data has to tell. */
  readonly notes: readonly Note[];
  readonly options: FitOptions;
  readonly choices: CompareChoices;
  readonly folder: OutFolder;
  readonly lang: Lang;
  readonly resume: boolean;
  readonly quiet: boolean;
  readonly engine: EngineOptions;
  readonly context: Context;
}

/** The checkpoint of a comparison. */
export function compareFile(folder: OutFolder): string {
  return folder.file("compare-checkpoint.json");
}

/**
 * Compares, shows progress, and saves a checkpoint after each training.
 * @throws Interrupted with what was saved.
 */
export async function followCompare(job: CompareJob): Promise<CompareOutcome> {
  const { frame, options, choices, folder, lang, context, engine } = job;
  const { signal } = context.interruption;
  const file = compareFile(folder);
  const resume = job.resume ? await readState(file) : undefined;
  const line = job.quiet ? noProgressLine : progressLine(process.stderr);
  let isSaved = resume !== undefined;
  const tellNotes = noteTeller(line, lang);
  tellNotes(job.notes);
  line.update(wordsFor(lang).choosing(), true);
  try {
    const stream = compareStream(frame, options, choices, {
      ...{ signal, engine },
      ...(resume === undefined ? {} : { resume }),
    });
    for (;;) {
      const step = await stream.next();
      if (step.done === true) {
        line.end();
        tellNotes(step.value.notes);
        return step.value;
      }
      if (step.value.kind === "note") tellNotes([step.value.note]);
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

function tell(event: CompareEvent, line: ProgressLine, lang: Lang): void {
  const words = wordsFor(lang);
  // A refit that keeps the start has nothing to show.
  if (event.kind === "epoch" && event.epochs > 0) line.update(words.compareEpoch(event));
  if (event.kind === "trial") line.line(words.compareTrial(event));
  if (event.kind === "run") line.line(words.compareRun(event));
  if (event.kind === "failure") line.line(words.compareFailure(event));
}
