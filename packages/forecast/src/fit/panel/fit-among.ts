import type { Column, Frame } from "../../contracts/index.ts";
import { columnOf, requireTarget, sliceRows, timeAt } from "../../data/index.ts";
import { fitBaselines } from "../../models/index.ts";
import { pastOf, readValues } from "../../prepare/index.ts";
import type { FitEvent, FitRun } from "../events.ts";
import { metricsOnly } from "../fit-job.ts";
import { Forecaster } from "../forecaster.ts";
import type { Fitted } from "../model.ts";
import { type FitOptions, type FitSettings, readFitOptions } from "../options.ts";
import { outcomeOf } from "../outcome.ts";
import { lastOrigin } from "../rows-ahead.ts";
import { settleSizes, tooFewRows } from "../sizes.ts";
import { panelStream } from "./fit-panel.ts";
import { hasPast, knownRows, type Member } from "./members.ts";
import type { PanelJob } from "./panel-job.ts";
import { sharedNote } from "./panel-past.ts";
import { checkPanel, type Members, named } from "./settle-panel.ts";

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
 * Fits a network to one series and to others like it, and answers for the one as `fitStream` does: its parts, its scores, its forecast,
 * its model. Ridge and network learn from the windows of all, each series prepared on its own past; what few rows of one series do
 * not teach, all of them may. Of the others nothing is seen from the first test row's time on: what happened elsewhere on the days that
 * are tested must not be known either. Without a calendar rows of one number count as simultaneous.
 * @throws Problem as `fitPanelStream` does.
 */
export async function* fitAmongStream(
  frame: Frame,
  others: readonly Frame[],
  options: FitOptions,
  run: FitRun = {},
): AsyncGenerator<FitEvent, Fitted, void> {
  const asked = readFitOptions(options);
  checkPanel([frame, ...others], asked);
  requireTarget(frame, asked.target);
  const known = sliceRows(frame, 0, lastOrigin(frame, asked) + 1);
  const sizes = settleSizes(known, asked);
  const { train, validation, test } = sizes.rows;
  const settings = { ...asked, split: { validation, test } };
  const own: Member = { whole: frame, frame: known, rows: sizes.rows };
  const [validated, tested] = [timeAt(known.time, train), timeAt(known.time, train + validation)];
  const beside = others.flatMap((other) => besideOf(other, asked, validated, tested) ?? []);
  const membersFor = (lookback: number): Members => {
    const needed = lookback + sizes.horizon;
    if (train < needed) throw tooFewRows(frame.time.length, sizes.rows, lookback, sizes.horizon);
    const able = beside.filter(({ rows }) => rows.train >= needed);
    const ids = new Set(able.map(({ whole }) => whole.id));
    const left = others.map(({ id }) => id).filter((id) => !ids.has(id));
    const facts = { count: left.length, of: others.length, first: named(left), rows: needed };
    const notes = left.length === 0 ? [] : [{ code: "others_left_out", facts }];
    return { full: [own, ...able], short: [], notes };
  };
  const task = { given: 1 + others.length, settings, sizes, membersFor };
  return yield* panelStream(task, run, (job) => answerFor(own, job, run));
}

/** What is learnt of another series: its rows before the test, those from `validated` on for validation; null where there are none. */
function besideOf(
  frame: Frame,
  { target, past, future }: FitSettings,
  validated: number,
  tested: number,
): Member | null {
  const end = rowsBefore(frame, tested);
  const seen = end === 0 ? null : knownRows(withoutForesight(sliceRows(frame, 0, end)), target);
  if (seen === null) return null;
  const train = rowsBefore(seen, validated);
  if (!hasPast(seen, [target, ...past, ...future], train)) return null;
  return { whole: seen, frame: seen, rows: { train, validation: seen.time.length - train, test: 0 } };
}

/** Without what was filled in at the end with the help of rows that were cut off. */
function withoutForesight(frame: Frame): Frame {
  const columns = frame.columns.map((column): Column => {
    const { filled } = column;
    if (filled === undefined) return column;
    const end = filled.findLastIndex((mark) => mark !== 2) + 1;
    return { ...column, values: column.values.map((value, row) => (row < end ? value : Number.NaN)) };
  });
  return { ...frame, columns };
}

/** How many rows come before a time: by halves, as they rise. */
function rowsBefore({ time }: Frame, end: number): number {
  let [before, after] = [0, time.length];
  while (before < after) {
    const middle = Math.floor((before + after) / 2);
    if (timeAt(time, middle) < end) before = middle + 1;
    else after = middle;
  }
  return before;
}

/** Trains over all members, and scores and forecasts the one. */
async function* answerFor(own: Member, job: PanelJob, run: FitRun): AsyncGenerator<FitEvent, Fitted, void> {
  const { engine, settings, choice, members, sizes } = job;
  const { parts, progress, isSilent } = yield* job.learn(run);
  const { rows } = own;
  const known = parts.series[0]!;
  const { task } = choice;
  const { season } = sizes;
  const past = pastOf(readValues(columnOf(own.frame, task.target)), rows.train + rows.validation);
  const { series: _, ...description } = parts.description;
  const model = new Forecaster({
    ...{ engine, network: parts.network, task, windowAs: parts.windowAs, ridge: parts.ridge, season },
    ...{ preparation: known.preparation, seasonalScale: known.seasonalScale, last: known.last },
    pastErrors: parts.pastErrors,
    baselines: fitBaselines(past, { season, time: own.frame.time }),
    fittedUntil: known.fittedUntil,
    description,
  });
  const series = members.full.length;
  const among = series > 1 ? [{ code: "learnt_among", facts: { series } }] : [];
  const outcome = outcomeOf(own.frame, model, {
    whole: own.whole,
    sizes: { ...sizes, rows, notes: [...sizes.notes, ...members.notes, ...among, ...sharedNote(parts.shared)] },
    ...{ settings, choice, progress, isSilent, engine: run.engine },
  });
  const scored = outcome.verdict === "not_scored" ? null : metricsOnly(outcome);
  return { outcome, model: new Forecaster({ ...model.parts, description: { ...description, scored } }) };
}
