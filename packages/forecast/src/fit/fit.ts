import { EngineMemoryError } from "@gatecast/engine";
import { type Frame, Problem } from "../contracts/index.ts";
import { columnOf, requireTarget, sliceRows } from "../data/index.ts";
import { cellNotes } from "./cell-notes.ts";
import { checkNetworkSpec } from "./check-network-spec.ts";
import { checkRange } from "./check-range.ts";
import { choose } from "./choose.ts";
import type { FitEvent, FitRun } from "./events.ts";
import { FitJob } from "./fit-job.ts";
import { settleGraph } from "./graph.ts";
import type { Fitted } from "./model.ts";
import { engineNotes, openEngine, type Work } from "./open-engine.ts";
import { type FitOptions, type FitSettings, readFitOptions } from "./options.ts";
import { lastOrigin } from "./rows-ahead.ts";
import { type Sizes, settleSizes } from "./sizes.ts";

/** `fitStream` read to its end, each event handed to `onEvent`. */
export async function fit(
  frame: Frame,
  options: FitOptions,
  run: FitRun & { readonly onEvent?: (event: FitEvent) => void } = {},
): Promise<Fitted> {
  const stream = fitStream(frame, options, run);
  for (;;) {
    const next = await stream.next();
    if (next.done === true) return next.value;
    run.onEvent?.(next.value);
  }
}

/**
 * Fits a network to a table and scores it beside the baselines. In order: rows are split by time; look-back, preparation
 * and ridge strength are chosen on validation rows; the network is trained with early stopping; ridge and network are
 * fitted again on training + validation rows, the network for as many epochs as were best; both are scored on the test
 * rows, which nothing before has seen; the refitted network forecasts beyond the end.
 * @throws Problem of kind `usage` or `data`; the signal's reason when aborted.
 */
export async function* fitStream(
  frame: Frame,
  options: FitOptions,
  run: FitRun = {},
): AsyncGenerator<FitEvent, Fitted, void> {
  const { settings, notes: told } = settleGraph(frame, readFitOptions(options));
  checkColumns(frame, settings);
  // Rows behind the last known target are neither trained on nor tested: they are what is forecast.
  const known = sliceRows(frame, 0, lastOrigin(frame, settings) + 1);
  const settled = settleSizes(known, settings);
  const sizes = { ...settled, notes: [...told, ...settled.notes] };
  checkNetworkSpec(settings, Math.max(...sizes.lookbacks), sizes.horizon);
  for (const note of sizes.notes) yield { kind: "note", note };
  const engine = await openEngine(run.engine, workOf(settings, sizes));
  let fitted: Fitted | null = null;
  try {
    const chosen = yield* choose(engine, known, settings, sizes.rows, sizes, run.signal);
    const choice = { ...chosen, notes: [...chosen.notes, ...cellNotes(settings, chosen.task)] };
    for (const note of choice.notes) yield { kind: "note", note };
    fitted = yield* new FitJob(engine, frame, known, settings, sizes, choice).run(run);
    for (const note of engineNotes(engine)) yield { kind: "note", note };
    return fitted;
  } catch (error) {
    throw error instanceof EngineMemoryError ? tooLarge(error) : error;
  } finally {
    // Also where a reader leaves the stream in the middle.
    if (fitted === null) engine.close();
  }
}

function workOf({ past, future, units }: FitSettings, { rows, lookbacks }: Sizes): Work {
  const columns = 1 + past.length + future.length;
  return { windows: rows.train, lookback: Math.max(...lookbacks), columns, units };
}

/** @returns the problem of a network that no memory holds. */
export function tooLarge(error: EngineMemoryError): Problem {
  return new Problem("usage", "too_large", "The network does not fit the engine's memory.", {
    found: `a need of ${Math.ceil(error.bytes / 1_048_576)} MiB`,
    needed: "at most 4096 MiB",
    hint: "Use a smaller --batch, --lookback or --units.",
    option: "--batch",
  });
}

function checkColumns(frame: Frame, { target, past, future }: FitSettings): void {
  requireTarget(frame, target);
  for (const [option, names] of [
    ["--past", past],
    ["--future", future],
  ] as const) {
    for (const name of names) {
      try {
        columnOf(frame, name);
      } catch (error) {
        throw error instanceof Problem ? error.with({ option }) : error;
      }
    }
  }
  checkRange(frame, [target, ...past, ...future]);
}
