import { availableParallelism } from "node:os";
import type { EngineOptions } from "@gatecast/engine";
import { startNodeWorker } from "@gatecast/engine/node";

/** Threads beyond which the parts of a step of usual sizes become too small to share. */
const MOST = 8;

/**
 * How an engine is to be opened: with so many threads as asked for, always; or, where nobody asked, with as many as the
 * machine has, for what is faster with them.
 */
export function engineOptions({ threads, fast_math: fastMath = false }: EngineRequest): EngineOptions {
  const count = threads ?? Math.min(availableParallelism(), MOST);
  if (count === 1) return { fastMath };
  return { threads: count, startWorker: startNodeWorker, use: threads === undefined ? "faster" : "always", fastMath };
}

/** What a user may ask of it. */
export interface EngineRequest {
  readonly threads?: number | undefined;
  readonly fast_math?: boolean;
}
