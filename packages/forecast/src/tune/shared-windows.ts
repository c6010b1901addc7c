import type { Frame, RowCounts, Task } from "../contracts/index.ts";
import { columnOf } from "../data/index.ts";
import { foldCutoffs } from "../fit/folds.ts";
import type { ValidationBlock } from "../fit/trial.ts";
import { fitPreparation, originsWithin, type PreparationSpec, prepareFrame, readValues } from "../prepare/index.ts";

/** Blocks behind one cutoff at most. */
const MOST_BLOCKS = 10;

/**
 * The validation windows that every configuration of a search can forecast, so that all are scored on the same rows: those
 * that the longest look-back has under every preparation, in blocks of neighbours as long as the horizon or longer. Cutoffs
 * before which one configuration has nothing to learn from are left out.
 */
export function sharedWindows(
  frame: Frame,
  rows: RowCounts,
  longest: Task,
  preparations: readonly PreparationSpec[],
): ValidationBlock[] {
  const known = readValues(columnOf(frame, longest.target));
  return foldCutoffs(rows).flatMap((cutoff) => {
    let shared: number[] | null = null;
    for (const preparation of preparations) {
      const prepared = prepareFrame(fitPreparation(preparation, frame, longest, cutoff), frame, longest);
      const learns = originsWithin(prepared, 0, cutoff).length > 0;
      const own = new Set(learns ? originsWithin(prepared, cutoff, cutoff + rows.validation) : []);
      shared = (shared ?? [...own]).filter((origin) => own.has(origin));
    }
    const blocks = inBlocks(shared ?? [], longest.horizon).map((origins) => ({
      cutoff,
      origins,
      targets: knownTargets(known, origins, longest.horizon),
    }));
    return blocks.filter(({ targets }) => targets > 0);
  });
}

function inBlocks(origins: readonly number[], horizon: number): Int32Array[] {
  const count = Math.max(1, Math.min(MOST_BLOCKS, Math.floor(origins.length / horizon)));
  const from = (block: number) => Math.round((block * origins.length) / count);
  return Array.from({ length: count }, (_, block) => Int32Array.from(origins.slice(from(block), from(block + 1))));
}

function knownTargets(known: Float64Array, origins: Int32Array, horizon: number): number {
  let count = 0;
  for (const origin of origins) {
    for (let k = 1; k <= horizon; k++) if (!Number.isNaN(known[origin + k]!)) count++;
  }
  return count;
}
