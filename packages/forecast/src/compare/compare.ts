import { type Frame, Problem } from "../contracts/index.ts";
import { cellNotes } from "../fit/cell-notes.ts";
import { checkDilations } from "../fit/check-network-spec.ts";
import { type FitOptions, readFitOptions } from "../fit/index.ts";
import { ownEquations } from "../fit/own-equations.ts";
import { runHash } from "../fit/run-hash.ts";
import { nothingShared } from "../tune/tune.ts";
import { admit, judgeCells } from "./admit.ts";
import { CellContest } from "./cell-contest.ts";
import { readCompareChoices, settingsFor } from "./choices.ts";
import type { CompareChoices, CompareEvent, CompareRun } from "./events.ts";
import type { CompareOutcome } from "./outcome.ts";
import { outcomeOf } from "./outcome-of.ts";
import { FEWEST_WINDOWS } from "./pair-tests.ts";
import { panelGround } from "./panel/panel-ground.ts";
import { type CellProgress, freshCell } from "./progress.ts";
import { seriesGround } from "./series/series-ground.ts";
import { compareState, readCompareState } from "./state.ts";

/** Learning rates that every cell is tried with where none is asked for, the default first. */
const RATES = [0.001, 0.0003, 0.003];

/** Options are judged for a cell that goes with all of them: what another cannot be leaves out that one. */
const PLAIN = "lstm";

/** `compareStream` read to its end, each event handed to `onEvent`. */
export async function compare(
  data: Frame | readonly Frame[],
  options: FitOptions,
  choices: CompareChoices = {},
  run: CompareRun & { readonly onEvent?: (event: CompareEvent) => void } = {},
): Promise<CompareOutcome> {
  const stream = compareStream(data, options, choices, run);
  for (;;) {
    const next = await stream.next();
    if (next.done === true) return next.value;
    run.onEvent?.(next.value);
  }
}

/**
 * Compares cells on equal terms: the same preparation and look-back, chosen once on validation rows as `fit` chooses; as many
 * parameters, near enough; the same learning rates tried on validation rows with the first seed. Then each is trained with
 * several seeds as `fit` trains, and scored beside the baselines on the same test rows, which enter nowhere before; the baseline
 * to beat is chosen on validation rows as well. What is said to be better is borne out by a test over the test windows (Diebold
 * and Mariano 1995) and by the spread over the seeds. Several frames are the series of a panel, on which one network of each kind
 * is trained as `fitPanel` trains it: there errors are measured in units of each series' own seasonal step, and those of all series
 * at one point of time are one value of the test, which need not know how series hang together. A cell that cannot be in such a network, or fails, is told, and the others
 * go on.
 * @throws Problem of kind `usage` or `data`, with a cell's own where none is left; `checkpoint_unreadable` (model) where
 *   `resume` is no state of a comparison; the signal's reason when aborted, after which the last checkpoint goes on.
 */
export async function* compareStream(
  data: Frame | readonly Frame[],
  options: FitOptions,
  choices: CompareChoices = {},
  run: CompareRun = {},
): AsyncGenerator<CompareEvent, CompareOutcome, void> {
  const { entrants, ...contest } = readCompareChoices(choices, options);
  const asked = readFitOptions({ ...options, cell: PLAIN, equations: undefined });
  checkDilations(asked);
  const unfit = judgeCells(asked, entrants);
  const settling =
    "columns" in data ? seriesGround(data, asked, entrants, run) : panelGround(data, asked, entrants, run);
  let settled = await settling.next();
  for (; settled.done !== true; settled = await settling.next()) yield { kind: "note", note: settled.value };
  const ground = settled.value;
  const { settings: shared, frames, choice, test } = ground;
  const rates = options.learning_rate === undefined ? RATES : [];
  if (rates.length > 0 && !ground.validates) throw nothingShared(choice.task.lookback);
  const { budget, cells: sized } = admit(choice.task, shared, entrants, unfit, contest.parameters);
  const seeds = Array.from({ length: contest.seeds }, (_, i) => shared.seed + i);
  if (test.independent < FEWEST_WINDOWS) {
    const { windows, independent, horizon } = test;
    const facts = { windows, independent, needed: FEWEST_WINDOWS, test: FEWEST_WINDOWS * horizon };
    yield { kind: "note", note: { code: "compare_few_windows", facts } };
  }
  const notes = entrants.flatMap((entrant, at) => {
    const size = sized[at]!;
    if (size instanceof Problem) return [];
    return cellNotes(settingsFor(entrant, shared, size.units), choice.task, entrant.name);
  });
  for (const note of notes) yield { kind: "note", note };

  // What a cell of one's own says is told by its equations, whatever the size of its layers.
  const hashed = entrants.map(({ name, own }) => [
    name,
    own === null ? null : ownEquations(own, shared.units, "--cells"),
  ]);
  const ids = ground.series === null ? [] : frames.map((frame) => frame.id);
  const id = await runHash(frames, choice.task, { shared, cells: hashed, seeds, budget, rates, ids });
  const before = run.resume === undefined ? [] : readCompareState(run.resume, id);
  const refused = entrants.map(({ name }, at): CellProgress | null => {
    const why = sized[at];
    if (!(why instanceof Problem)) return null;
    return { ...freshCell(name), failure: { code: why.code, message: why.message, seed: null } };
  });
  // Before the others take their time.
  for (const one of refused) if (one?.failure) yield { kind: "failure", cell: one.cell, failure: one.failure };
  const cells: CellProgress[] = [];
  const taking = entrants.length - refused.filter((one) => one !== null).length;
  let at = 0;
  for (const [place, entrant] of entrants.entries()) {
    const its = sized[place]!;
    if (its instanceof Problem) {
      cells.push(refused[place]!);
      continue;
    }
    const known = before.find(({ cell }) => cell === entrant.name);
    const own = new CellContest({ ground, rates, seeds }, entrant, its, known, { at: at++, cells: taking });
    for await (const event of own.run()) {
      yield event;
      if (event.kind === "epoch") continue;
      yield { kind: "checkpoint", state: compareState(id, [...cells, own.progress]) };
    }
    cells.push(own.progress);
  }
  if (cells.every(({ failure }) => failure !== null))
    throw allFailed(
      cells,
      cells.find((_, place) => refused[place] === null),
    );
  return outcomeOf({ ground, budget, rates, seeds, cells, baselines: await ground.scoreBaselines(), notes });
}

function allFailed(cells: readonly CellProgress[], trained: CellProgress | undefined): Problem {
  const { code, message } = (trained ?? cells[0]!).failure!;
  return new Problem("usage", code, `Every cell has failed. ${message}`, {
    found: cells.map(({ cell, failure }) => `${cell}: ${failure!.code}`).join(", "),
    needed: "one that trains",
    hint: "Use a smaller --learning-rate, or fewer --parameters.",
  });
}
