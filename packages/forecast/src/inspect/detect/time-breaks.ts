import { FIXED_MS } from "../../data/calendar.ts";
import { describeStep, stepMonths, stepMs } from "../../data/time-at.ts";
import { median } from "../../statistics/index.ts";
import { findingOf, writtenTime } from "../finding.ts";
import type { Finding } from "../inspection.ts";
import { regularGaps } from "../regular-gaps.ts";
import { spanText, timesStep } from "../step-text.ts";
import type { Survey } from "../survey.ts";
import { type TimeBreak, type TimeBreaks, timeBreaks } from "../time-breaks.ts";

/** Where more than this share of all distances is uneven, there is no step whose multiples were gaps. */
const MOSTLY_UNEVEN = 0.3;

/**
 * What is wrong with the distances between times: `time_gaps` (rows that are missing; their number is the count), `weekend_cut` (gaps that
 * come back week after week: weekends, nights), `irregular_step` (distances that are no multiple of the step), `step_change`
 * (another step from some row on).
 */
export function detectTimeBreaks(survey: Survey): Finding[] {
  const { step } = survey;
  if (!step) return [];
  const breaks = timeBreaks(survey);
  const irregular = irregularStep(survey, step, breaks);
  const changes = stepChange(survey, step, breaks);
  if (breaks.uneven.length > MOSTLY_UNEVEN * breaks.neighbours) return [...irregular, ...changes];
  const { regular, others, pattern } = regularGaps(breaks.gaps);
  return [
    ...gapFinding(survey, step, others, "time_gaps", {}),
    ...gapFinding(survey, step, regular, "weekend_cut", { pattern }),
    ...irregular,
    ...changes,
  ];
}

type Common = NonNullable<Survey["step"]>;

function gapFinding(
  { table }: Survey,
  { step }: Common,
  gaps: readonly TimeBreak[],
  code: "time_gaps" | "weekend_cut",
  facts: Readonly<Record<string, string>>,
): Finding[] {
  const [first] = gaps;
  if (!first || !table.time) return [];
  const longest = gaps.reduce((a, b) => (b.steps > a.steps ? b : a));
  return [
    findingOf(table, {
      code,
      weight: "blocks",
      column: table.time.name,
      count: gaps.reduce((sum, { steps }) => sum + steps - 1, 0),
      rows: gaps.map(({ row }) => row),
      counts: gaps.map(({ steps }) => steps - 1),
      facts: {
        gaps: gaps.length,
        longest: longest.steps - 1,
        longest_from: writtenTime(table, longest.before),
        longest_to: writtenTime(table, longest.after),
        step: describeStep(step),
        ...(table.series ? { series: new Set(gaps.map(({ series }) => series)).size } : {}),
        ...facts,
      },
      repair: { kind: "regular", every: describeStep(step), by: "mean" },
    }),
  ];
}

function irregularStep({ table }: Survey, { step, share }: Common, { uneven, neighbours }: TimeBreaks): Finding[] {
  if (uneven.length === 0 || !table.time) return [];
  const spans = Float64Array.from(uneven, ({ before, after }) => after - before).sort();
  const every = share >= 0.25 || stepMonths(step) > 0 ? describeStep(step) : spanText(roundSpan(median(spans)));
  return [
    findingOf(table, {
      code: "irregular_step",
      weight: "blocks",
      column: table.time.name,
      count: uneven.length,
      rows: uneven.map(({ row }) => row),
      facts: {
        percent: (100 * uneven.length) / neighbours,
        step: describeStep(step),
        shortest: spanText(spans[0]!),
        longest: spanText(spans.at(-1)!),
      },
      repair: { kind: "regular", every, by: "mean" },
    }),
  ];
}

function stepChange({ table }: Survey, { step }: Common, { changes }: TimeBreaks): Finding[] {
  const [first] = changes;
  if (!first || !table.time) return [];
  const coarsest = changes.reduce((most, { from, to }) => Math.max(most, from, to), 1);
  return [
    findingOf(table, {
      code: "step_change",
      weight: "blocks",
      column: table.time.name,
      count: changes.length,
      rows: changes.map(({ row }) => row),
      facts: {
        from: timesStep(step, first.from),
        to: timesStep(step, first.to),
        at: writtenTime(table, table.time.values[first.row]!),
      },
      repair: { kind: "regular", every: timesStep(step, coarsest), by: "mean" },
    }),
  ];
}

/** The round span nearest above: 1, 2, 5, 10 … of a second, 1, 5, 10, 15, 30 minutes, 1 hour … */
function roundSpan(ms: number): number {
  const round = [
    ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
    ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * FIXED_MS.second),
    ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * FIXED_MS.minute),
    ...[1, 2, 3, 6, 12].map((hours) => hours * FIXED_MS.hour),
    FIXED_MS.day,
  ];
  return round.find((span) => span >= ms) ?? Math.ceil(ms / FIXED_MS.day) * stepMs({ unit: "day", count: 1 });
}
