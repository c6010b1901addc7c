import type { EngineOptions } from "@gatecast/engine";
import { type FitEvent, type FitRun, type Note, Problem } from "@gatecast/forecast";
import { Interrupted, type Interruption } from "../adapters/interruption.ts";
import type { OutFolder } from "../adapters/out-folder.ts";
import { CHECKPOINT, readInput } from "../adapters/read-input.ts";
import { writeFiles } from "../adapters/write-files.ts";
import type { Progress } from "../output/progress.ts";

/** What is trained, where it saves its state, and who watches. */
export interface Training<Result> {
  /** Starts the fit: over one series, or over many. */
  readonly start: (run: FitRun) => AsyncGenerator<FitEvent, Result, void>;
  readonly folder: OutFolder;
  /** Go on from the folder's checkpoint. */
  readonly resume: boolean;
  /** The command that goes on, for whoever interrupts it. */
  readonly resumeCommand: string;
  readonly interruption: Interruption;
  readonly progress: Progress;
  /** Is told every decision as soon as it is made. */
  readonly engine: EngineOptions;
  readonly onNote: (note: Note) => void;
}

/** Milliseconds between two checkpoints. */
const BETWEEN_CHECKPOINTS = 1000;

/** The checkpoint of a run. */
export function checkpointFile(folder: OutFolder): string {
  return folder.file("checkpoint.safetensors");
}

/**
 * Trains, shows progress, and saves a checkpoint about every second.
 * @throws Interrupted with what was saved.
 */
export async function train<Result>(training: Training<Result>): Promise<Result> {
  const { interruption, progress } = training;
  const { signal } = interruption;
  const file = checkpointFile(training.folder);
  const resume = training.resume ? await readInput(file, CHECKPOINT) : undefined;
  const stream = training.start({ signal, engine: training.engine, ...(resume === undefined ? {} : { resume }) });
  let savedAt = Number.NEGATIVE_INFINITY;
  let isSaved = resume !== undefined;
  try {
    for (;;) {
      const step = await stream.next();
      if (step.done) return step.value;
      const event = step.value;
      if (event.kind === "note") training.onNote(event.note);
      if (event.kind === "choosing") progress.choosing(event);
      if (event.kind === "pretrain") progress.pretraining(event);
      if (event.kind === "start") progress.starting();
      if (event.kind === "epoch") progress.epoch(event);
      if (event.kind !== "checkpoint") continue;
      // Signals arrive between turns of the event loop, and training may leave it none. Here the state is at rest.
      await new Promise((resolve) => setImmediate(resolve));
      if (!signal.aborted && performance.now() - savedAt < BETWEEN_CHECKPOINTS) continue;
      await writeFiles([{ path: file, content: await event.bytes() }]);
      savedAt = performance.now();
      isSaved = true;
    }
  } catch (error) {
    if (!signal.aborted) throw resume === undefined ? error : withCheckpoint(error, file);
    throw new Interrupted(isSaved ? { checkpoint: file, resume: training.resumeCommand } : {});
  } finally {
    progress.end();
  }
}

/** A checkpoint that does not fit is a file with a name. */
function withCheckpoint(error: unknown, file: string): unknown {
  const isTheFile = error instanceof Problem && (error.kind === "model" || error.code.startsWith("checkpoint"));
  return isTheFile ? error.with({ file, option: "--resume" }) : error;
}
