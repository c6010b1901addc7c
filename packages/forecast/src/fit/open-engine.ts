import { Engine, type EngineOptions } from "@gatecast/engine";
import type { Note } from "../contracts/index.ts";

/** Multiplications of ten epochs below which threads would hardly have started when the work is done: about a second's. */
const WORTH_THREADS = 2e10;
const EPOCHS = 10;
/** A step goes forward, back, and sums the gradients of its weights. */
const WAYS = 3;
/** What a gate's four products cost; most cells have as many, or fewer. */
const GATES = 4;

/** What a network will have to work through. */
export interface Work {
  readonly windows: number;
  readonly lookback: number;
  readonly columns: number;
  readonly units: readonly number[];
}

/** An engine for some work: with threads where they were asked for by number, or where the work is long enough for them. */
export function openEngine(options: EngineOptions = {}, work: Work): Promise<Engine> {
  const { threads: _, startWorker: __, ...alone } = options;
  return Engine.create(options.use === "always" || multiplications(work) >= WORTH_THREADS ? options : alone);
}

function multiplications({ windows, lookback, columns, units }: Work): number {
  let width = columns;
  let perStep = 0;
  for (const H of units) {
    perStep += GATES * H * (width + H);
    width = H;
  }
  return EPOCHS * WAYS * windows * lookback * perStep;
}

/** What an engine has to tell of how it worked: threads that are missing, how much was shared, and fused products. */
export function engineNotes(engine: Engine): Note[] {
  const { threads, threadsMissing, shares } = engine;
  const share = Math.round((100 * shares.taken) / Math.max(1, shares.possible));
  return [
    ...(threadsMissing === null ? [] : [{ code: "threads_missing", facts: { threads, reason: threadsMissing } }]),
    ...(shares.possible === 0 ? [] : [{ code: "threads_used", facts: { threads, share } }]),
  ];
}

/** What belongs to a result: that its numbers may differ elsewhere, or that they do not although it was asked for. */
export function mathNotes(engine: Engine, options: EngineOptions = {}): Note[] {
  if (options.fastMath !== true) return [];
  return [{ code: engine.fastMath ? "fast_math_used" : "fast_math_missing", facts: {} }];
}
