import { type Frame, Problem } from "../../contracts/index.ts";
import { columnOf, formatTime, requireTarget, timeAt } from "../../data/index.ts";
import { fitBaselines } from "../../models/index.ts";
import { pastOf, readValues, splitRows } from "../../prepare/index.ts";
import type { FitEvent, FitRun } from "../events.ts";
import { metricsOnly } from "../fit-job.ts";
import { Forecaster } from "../forecaster.ts";
import type { Fitted } from "../model.ts";
import { type FitOptions, readFitOptions } from "../options.ts";
import { outcomeOf } from "../outcome.ts";
import { panelStream } from "./fit-panel.ts";
import { knownRows, type Member } from "./members.ts";
import type { PanelJob } from "./panel-job.ts";
import { type Members, named } from "./settle-panel.ts";

/** `fitAmongStream` read to its end, each event handed to `onEvent`. */
export async function fitAmong(
  frame: Frame,
  others: readonly Frame[],
  options: FitOptions,
  run: FitRun & { readonly onEvent?: (event: FitEvent) => void } = {},
): Promise<Fitted> {
  const stream = fitAmongStream(frame, others, options, run);
  for (;;) {
    const next = await stream.next();
    if (next.done === true) return next.value;
    run.onEvent?.(next.value);
  }
}

/**
 * Fits a network to one series and to others like it, and answers for the one as `fitStream` does: its scores, its forecast, its
 * model. Choices, ridge and network are those of `fitPanelStream`, each series prepared on its own past; what few rows of one series
 * do not teach, all of them may. Another series that would be learnt from as late as the first test row is left out, with a note: what
 * happened elsewhere on the days that are tested must not be known either.
 * @throws Problem as `fitPanelStream` does; `too_few_rows` (data) where `frame` is too short to be tested.
 */
export function fitAmongStream(
  frame: Frame,
  others: readonly Frame[],
  options: FitOptions,
  run: FitRun = {},
): AsyncGenerator<FitEvent, Fitted, void> {
  return panelStream(
    [frame, ...others],
    { ...options, split: partsFor(frame, options) },
    run,
    (job) => answerFor(frame, job, run),
    (members) => learntBefore(frame, members),
  );
}

/** So many rows to validate and to test of every series as one series by itself has; where all end together, on the same days. */
function partsFor(frame: Frame, options: FitOptions): FitOptions["split"] {
  const { target, split } = readFitOptions(options);
  requireTarget(frame, target);
  const rows = knownRows(frame, target)?.time.length;
  if (rows === undefined) return split;
  const { validation, test } = splitRows(rows, split);
  return { validation, test };
}

/** The members without those whose last row to learn from is no earlier than the first test row of `frame`. */
function learntBefore(frame: Frame, members: Members): Members {
  const own = ownOf(frame, members);
  const test = timeAt(own.frame.time, learntRows(own));
  // Rows without times are counted in each series by itself: there is nothing to compare.
  const isEarly = (member: Member): boolean =>
    frame.time.kind === "count" || timeAt(member.frame.time, learntRows(member) - 1) < test;
  const late = [...members.full, ...members.short].filter((member) => !isEarly(member));
  const facts = {
    count: late.length,
    time: formatTime(own.frame.time, learntRows(own)),
    first: named(late.map(({ whole }) => whole.id)),
  };
  return {
    full: members.full.filter(isEarly),
    short: members.short.filter(isEarly),
    notes: [...members.notes, ...(late.length > 0 ? [{ code: "others_too_late", facts }] : [])],
  };
}

/** Rows that are learnt from: all before the test. */
function learntRows({ rows }: Member): number {
  return rows.train + rows.validation;
}

function ownOf(frame: Frame, { full }: Members): Member {
  const own = full.find(({ whole }) => whole.id === frame.id);
  if (own !== undefined) return own;
  throw new Problem("data", "too_few_rows", `Series "${frame.id}" is too short to be tested.`, {
    found: `${frame.time.length} rows`,
    needed: "a look-back and a horizon to train on, a horizon to validate and one to test",
    hint: "Use a smaller --lookback, --horizon, --validation or --test, or fit all series with one model: leave out --series.",
  });
}

/** Trains over all members, and scores and forecasts the one. */
async function* answerFor(frame: Frame, job: PanelJob, run: FitRun): AsyncGenerator<FitEvent, Fitted, void> {
  const { engine, settings, choice, members, sizes } = job;
  const { parts, progress, isSilent } = yield* job.learn(run);
  const own = ownOf(frame, members);
  const { rows } = own;
  const known = parts.series[members.full.indexOf(own)]!;
  const { task, season } = { task: choice.task, season: sizes.season };
  const past = pastOf(readValues(columnOf(own.frame, task.target)), learntRows(own));
  const { series: _, ...description } = parts.description;
  const model = new Forecaster({
    ...{ engine, network: parts.network, task, windowAs: parts.windowAs, ridge: parts.ridge, season },
    ...{ preparation: known.preparation, seasonalScale: known.seasonalScale, last: known.last },
    pastErrors: parts.pastErrors,
    baselines: fitBaselines(past, { season, time: own.frame.time }),
    fittedUntil: known.fittedUntil,
    description,
  });
  const among = { code: "learnt_among", facts: { series: members.full.length + members.short.length } };
  const outcome = outcomeOf(own.frame, model, {
    whole: own.whole,
    sizes: { ...sizes, rows, notes: [...sizes.notes, ...members.notes, among] },
    ...{ settings, choice, progress, isSilent, engine: run.engine },
  });
  const scored = outcome.verdict === "not_scored" ? null : metricsOnly(outcome);
  return { outcome, model: new Forecaster({ ...model.parts, description: { ...description, scored } }) };
}
