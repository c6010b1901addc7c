import type { Table, TableColumn } from "../contracts/index.ts";
import { pause } from "../contracts/pause.ts";
import { toZone } from "../data/to-zone.ts";
import { arrange } from "./arrange.ts";
import { chooseTarget } from "./choose-target.ts";
import { detectClockChange } from "./detect/clock-change.ts";
import { detectConstantNumber, detectConstantSeries, detectConstantText, isStill } from "./detect/constant.ts";
import { detectDuplicateRows } from "./detect/duplicate-rows.ts";
import { detectDuplicateTimes } from "./detect/duplicate-times.ts";
import { detectLeadingZeros } from "./detect/leading-zeros.ts";
import { detectMissing } from "./detect/missing.ts";
import { detectMixedSeries } from "./detect/mixed-series.ts";
import { detectFromNotes } from "./detect/notes.ts";
import { detectOutOfOrder } from "./detect/out-of-order.ts";
import { detectOutliersHampel } from "./detect/outliers-hampel.ts";
import { detectOutliersIqr } from "./detect/outliers-iqr.ts";
import { detectPadding } from "./detect/padding.ts";
import { detectSentinel } from "./detect/sentinel.ts";
import { detectShortWeeks } from "./detect/short-weeks.ts";
import { detectSlots } from "./detect/slots.ts";
import { copySearch, detectTargetCopy } from "./detect/target-copy.ts";
import { detectTextNumbers } from "./detect/text-numbers.ts";
import { detectTimeBreaks } from "./detect/time-breaks.ts";
import { detectZonedDays } from "./detect/zoned-days.ts";
import type { ColumnFacts, Finding, Inspection } from "./inspection.ts";
import { type NumberView, viewNumbers } from "./number-facts.ts";
import { sharedSentinels } from "./sentinels.ts";
import { seriesFacts } from "./series-facts.ts";
import { type Survey, survey } from "./survey.ts";
import { textFacts } from "./text-facts.ts";
import { timeFacts } from "./time-facts.ts";

/** What `inspectTable` may be told. */
export interface InspectOptions {
  /** The column to forecast, which is looked at more closely; guessed where it is not given. */
  readonly target?: string;
  /** Stops the work with the signal's own reason. */
  readonly signal?: AbortSignal;
}

/** Cells that are looked at without a pause. */
const RESTED = 100_000;

const OF_TABLE = [
  detectPadding,
  detectOutOfOrder,
  detectDuplicateRows,
  detectTimeBreaks,
  detectSlots,
  detectShortWeeks,
] as const;
const OF_NUMBERS = [
  detectConstantNumber,
  detectSentinel,
  detectOutliersIqr,
  detectOutliersHampel,
  detectLeadingZeros,
] as const;

/**
 * What a careful colleague would notice about a table: facts of its columns, its series and its time, and findings, each with a
 * code, a count, its first rows and the step that would repair it. Nothing is changed.
 * @throws Problem `column_missing` where the target is no column of numbers.
 */
export async function inspectTable(table: Table, options: InspectOptions = {}): Promise<Inspection> {
  const { signal } = options;
  const surveyed = survey(table);
  let cells = 0;
  const rest = async (): Promise<void> => {
    signal?.throwIfAborted();
    // Thousands of short columns would spend their time in pauses.
    cells += table.rows;
    if (cells < RESTED) return;
    cells = 0;
    await pause();
    signal?.throwIfAborted();
  };
  const findings: Finding[] = [
    ...detectFromNotes(surveyed),
    ...detectClockChange(surveyed),
    ...detectZonedDays(surveyed),
  ];
  const { findings: mixed, surveyed: told, isUnsettled } = detectMixedSeries(inZone(surveyed, findings));
  findings.push(...mixed, ...detectDuplicateTimes(told, isUnsettled));
  for (const detect of OF_TABLE) {
    await rest();
    findings.push(...detect(told));
  }
  await rest();
  // Sorted values are those of one column at a time: of all columns together they would be the table once more.
  const room = new Float64Array(table.rows);
  const known = sharedSentinels(
    told.table.columns.flatMap((column) => (column.kind === "number" ? [column.values] : [])),
    room,
  );
  const columns: ColumnFacts[] = [];
  const readings: Pick<NumberView, "column" | "sentinels">[] = [];
  const read: TableColumn[] = [];
  for (const written of told.table.columns) {
    await rest();
    const numbers = written.kind === "text" ? detectTextNumbers(told, written) : undefined;
    if (numbers) findings.push(numbers.finding);
    // What a repair makes numbers of is looked at as numbers.
    const column = numbers?.repaired ?? written;
    read.push(column);
    findings.push(...detectMissing(told, column));
    if (column.kind === "text") {
      const facts = textFacts(table, column);
      columns.push(facts);
      findings.push(...detectConstantText(told, facts));
      continue;
    }
    const view = viewNumbers(told, column, room, known);
    columns.push(view.facts);
    readings.push({ column, sentinels: view.sentinels });
    for (const detect of OF_NUMBERS) {
      await rest();
      findings.push(...detect(told, view));
    }
  }
  const changing = new Set(columns.filter(({ distinct }) => distinct > 1).map(({ name }) => name));
  const still = new Set(readings.filter(({ column }) => isStill(told, column)).map(({ column }) => column.name));
  const target = chooseTarget(table, columns, still, options.target);
  for (const { column } of readings) {
    await rest();
    if (!changing.has(column.name)) continue;
    findings.push(...detectConstantSeries(told, column, target === undefined || target.column === column.name));
  }
  const own = readings.find(({ column }) => column.name === target?.column);
  if (own && (table.layout !== "wide" || options.target !== undefined)) {
    const search = copySearch(told, own);
    // The columns of a wide table are series in their own right, unless one is asked for.
    for (const other of readings) {
      if (other === own || !changing.has(other.column.name)) continue;
      await rest();
      findings.push(...detectTargetCopy(search, other));
    }
  }
  return {
    id: table.id,
    layout: told.table.layout,
    rows: table.rows,
    ...(table.time && table.rows > 0 ? { time: timeFacts({ ...surveyed, step: told.step }, table.time) } : {}),
    columns,
    seriesCount: told.series.length,
    ...(told.table.series ? { seriesColumn: told.table.series.name } : {}),
    series: seriesFacts({ ...told, table: { ...told.table, columns: read } }),
    ...(target ? { target } : {}),
    findings: arrange(
      findings.map((finding) => weighed(finding, target?.column)),
      told.table.layout,
    ),
  };
}

/** The table as it is in the zone that a finding names: an hour that a clock skips is no gap, one that it shows twice no repetition. */
function inZone(surveyed: Survey, findings: readonly Finding[]): Survey {
  const zone = findings.find(({ facts }) => facts.zone !== undefined)?.facts.zone;
  const { time, series, lines } = surveyed.table;
  if (!time || time.zone !== undefined || zone === undefined) return surveyed;
  return survey({ ...surveyed.table, time: toZone(time, String(zone), series, lines).time });
}

/** A target without readings, or one that never changes, harms; what is missing of it stays missing. */
function weighed(finding: Finding, target: string | undefined): Finding {
  const { code, column, repair } = finding;
  if (column === null || column !== target) return finding;
  if (code === "missing_values") return { ...finding, repair: null };
  return repair && "leave_out" in repair ? { ...finding, weight: "harms", repair: null } : finding;
}
