import { cellData } from "@gatecast/engine";
import { type Frame, Problem } from "../contracts/index.ts";
import { columnOf, requireTarget, sliceRows } from "../data/index.ts";
import { seasonalScale } from "../evaluate/index.ts";
import { checkDilations } from "../fit/check-network-spec.ts";
import { checkRange } from "../fit/check-range.ts";
import { checkGraph, settleGraph } from "../fit/graph.ts";
import { type FitOptions, readFitOptions } from "../fit/index.ts";
import { lastOrigin } from "../fit/rows-ahead.ts";
import { runHash } from "../fit/run-hash.ts";
import { settleSizes } from "../fit/sizes.ts";
import { Trial } from "../fit/trial.ts";
import { pastOf, readValues } from "../prepare/index.ts";
import { sharedWindows } from "../tune/shared-windows.ts";
import { nothingShared } from "../tune/tune.ts";
import { CellContest } from "./cell-contest.ts";
import { readCompareChoices } from "./choices.ts";
import type { CompareChoices, CompareEvent, CompareRun } from "./events.ts";
import type { CompareOutcome } from "./outcome.ts";
import { outcomeOf } from "./outcome-of.ts";
import type { CellProgress } from "./progress.ts";
import { scoreBaselines } from "./score-baselines.ts";
import { compareState, readCompareState } from "./state.ts";
import { parametersOf } from "./units.ts";

/** Learning rates that every cell is tried with where none is asked for, the default first. */
const RATES = [0.001, 0.0003, 0.003];

/** `compareStream` read to its end, each event handed to `onEvent`. */
export async function compare(
  frame: Frame,
  options: FitOptions,
  choices: CompareChoices = {},
  run: CompareRun & { readonly onEvent?: (event: CompareEvent) => void } = {},
): Promise<CompareOutcome> {
  const stream = compareStream(frame, options, choices, run);
  for (;;) {
    const next = await stream.next();
    if (next.done === true) return next.value;
    run.onEvent?.(next.value);
  }
}

/**
 * Compares cells on equal terms: the same preparation and look-back, chosen once on validation rows as `fit` chooses; as many
 * parameters, near enough; the same learning rates tried on validation rows with the first seed. Then each is trained with
 * several seeds as `fit` trains, and scored beside the baselines on the same test rows, which enter nowhere before. What is
 * said to be better is borne out by a test over the test windows (Diebold and Mariano 1995) and by the spread over the
 * seeds. A cell that fails is told, and the others go on.
 * @throws Problem of kind `usage` or `data`, with a cell's own where all have failed; `checkpoint_unreadable` (model) where
 *   `resume` is no state of a comparison; the signal's reason when aborted, after which the last checkpoint goes on.
 */
export async function* compareStream(
  frame: Frame,
  options: FitOptions,
  choices: CompareChoices = {},
  run: CompareRun = {},
): AsyncGenerator<CompareEvent, CompareOutcome, void> {
  const { signal, engine } = run;
  const { entrants, ...contest } = readCompareChoices(choices, options);
  const [first] = entrants;
  const judged = readFitOptions({ ...options, cell: first!.own ?? first!.name, equations: undefined });
  for (const { name: cell } of entrants) checkGraph({ ...judged, cell });
  const { settings, notes: told } = settleGraph(
    frame,
    judged,
    entrants.map(({ name }) => name),
  );
  checkDilations(settings);
  const { target, past, future } = settings;
  requireTarget(frame, target);
  checkRange(frame, [target, ...past, ...future]);
  const known = sliceRows(frame, 0, lastOrigin(frame, settings) + 1);
  const settled = settleSizes(known, settings);
  const sizes = { ...settled, notes: [...told, ...settled.notes] };
  for (const note of sizes.notes) yield { kind: "note", note };

  const asked = new Trial(known, settings, sizes);
  const choice = await asked.settle(signal);
  for (const note of choice.notes) yield { kind: "note", note };
  const shared = asked.configuration;
  const rates = options.learning_rate === undefined ? RATES : [];
  const blocks = sharedWindows(known, sizes.rows, choice.task, [choice.preparation]);
  if (rates.length > 0 && blocks.length === 0) throw nothingShared(choice.task.lookback);
  const seeds = Array.from({ length: contest.seeds }, (_, i) => settings.seed + i);
  const budget = contest.parameters ?? parametersOf(choice.task, shared);

  // What a cell of one's own says is told by its equations, whatever the size of its layers.
  const hashed = entrants.map(({ name, own }) => (own === null ? name : cellData(own, shared.units)));
  const id = await runHash([known], choice.task, { shared, cells: hashed, seeds, budget, rates });
  const before = run.resume === undefined ? [] : readCompareState(run.resume, id);
  const actual = readValues(columnOf(known, target));
  const scale = seasonalScale(pastOf(actual, sizes.rows.train), sizes.season);
  const made = { frame: known, settings: shared, sizes, choice, budget, rates, seeds };
  const cells: CellProgress[] = [];
  for (const [at, entrant] of entrants.entries()) {
    const own = new CellContest(
      { ...made, blocks, actual, seasonalScale: scale, signal, engine },
      entrant,
      before.find(({ cell }) => cell === entrant.name),
      { at, cells: entrants.length },
    );
    for await (const event of own.run()) {
      yield event;
      if (event.kind === "epoch") continue;
      yield { kind: "checkpoint", state: compareState(id, [...cells, own.progress]) };
    }
    cells.push(own.progress);
  }
  if (cells.every(({ failure }) => failure !== null)) throw allFailed(cells);
  const baselines = await scoreBaselines({ ...made, actual, seasonalScale: scale }, { signal, engine });
  return outcomeOf({ ...made, frame: known, cells, baselines });
}

/** Why a cell is not trained at all. */
const REFUSALS = ["network_impossible", "option_conflict"];

function allFailed(cells: readonly CellProgress[]): Problem {
  const { code, message } = cells[0]!.failure!;
  return new Problem("usage", code, `Every cell has failed. ${message}`, {
    found: cells.map(({ cell, failure }) => `${cell}: ${failure!.code}`).join(", "),
    needed: "one that trains",
    hint: REFUSALS.includes(code)
      ? "Leave out the option that the reason is about, or name other --cells."
      : "Use a smaller --learning-rate, or fewer --parameters.",
  });
}
