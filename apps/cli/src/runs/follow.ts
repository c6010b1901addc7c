import type { EngineOptions } from "@gatecast/engine";
import type { Lang, Note } from "@gatecast/forecast";
import { Interrupted } from "../adapters/interruption.ts";
import { writeFiles } from "../adapters/write-files.ts";
import type { Context } from "../context.ts";
import { noteTeller } from "../output/note-teller.ts";
import { noProgressLine, type ProgressLine, progressLine } from "../output/progress-line.ts";
import { wordsFor } from "../words/words-for.ts";
import { readState } from "./read-state.ts";
import { resumeCommandOf } from "./train-and-report.ts";

/** How such work is started. */
export interface StartRun {
  readonly signal: AbortSignal;
  readonly engine: EngineOptions;
  /** The state that it goes on from. */
  readonly resume?: unknown;
}

/** Work over several trainings, where its state is saved, and who watches. */
export interface Followed<Event, Result> {
  /** Of its events those with a `note` are told, and those with a `state` are saved. */
  readonly start: (run: StartRun) => AsyncGenerator<Event, Result, void>;
  /** Tells the others. */
  readonly tell: (event: Event, line: ProgressLine) => void;
  /** What there is to tell of its end. */
  readonly closing: (result: Result) => readonly Note[];
  /** The file of its checkpoint. */
  readonly file: string;
  /** What reading the data has to tell. */
  readonly notes: readonly Note[];
  readonly lang: Lang;
  readonly resume: boolean;
  readonly quiet: boolean;
  readonly engine: EngineOptions;
  readonly context: Context;
}

/**
 * Runs it to its end, shows progress and notes, and saves a checkpoint after each training.
 * @throws Interrupted with what was saved.
 */
export async function follow<Event extends object, Result>(work: Followed<Event, Result>): Promise<Result> {
  const { file, lang, context, engine, quiet } = work;
  const { signal } = context.interruption;
  const resume = work.resume ? { resume: await readState(file) } : {};
  const line = quiet ? noProgressLine : progressLine(process.stderr);
  const tellNotes = noteTeller(line, lang);
  let isSaved = work.resume;
  tellNotes(work.notes);
  line.update(wordsFor(lang).choosing(), true);
  try {
    const stream = work.start({ signal, engine, ...resume });
    for (;;) {
      const step = await stream.next();
      if (step.done === true) {
        line.end();
        tellNotes(work.closing(step.value));
        return step.value;
      }
      const event = step.value;
      if (isNote(event)) tellNotes([event.note]);
      else if (isCheckpoint(event)) {
        await writeFiles([{ path: file, content: `${JSON.stringify(event.state)}\n` }]);
        isSaved = true;
      } else work.tell(event, line);
      // Signals arrive between turns of the event loop, and training may leave it none.
      await new Promise((resolve) => setImmediate(resolve));
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    throw new Interrupted(isSaved ? { checkpoint: file, resume: resumeCommandOf(context) } : {});
  } finally {
    line.end();
  }
}

const isNote = (event: object): event is { readonly note: Note } => "note" in event;
const isCheckpoint = (event: object): event is { readonly state: object } => "state" in event;
