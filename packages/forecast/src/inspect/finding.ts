import type { Table } from "../contracts/index.ts";
import { writeTime } from "../data/time-format.ts";
import type { Finding, FindingCode, FindingPart, FindingWeight, Repair } from "./inspection.ts";

/** Rows that a finding names. */
export const NAMED_ROWS = 5;

/** What a finding says, with rows of the table instead of lines of the file; what is left out is null or empty. */
export interface FindingInput {
  readonly code: FindingCode;
  readonly weight: FindingWeight;
  readonly column?: string;
  /** Null for what no series has for itself; where absent, it is told by the rows. */
  readonly series?: null;
  readonly count: number;
  /** Row indices; the first five are named. */
  readonly rows?: ArrayLike<number>;
  /** How much of the count each row stands for; 1 where absent. */
  readonly counts?: ArrayLike<number>;
  readonly facts?: Readonly<Record<string, string | number>>;
  readonly repair?: Repair;
}

/** Parts that are told one by one. */
const MOST_PARTS = 1000;

/** A finding whose rows are lines of the file. It names the series that its rows belong to, or the share of each of several. */
export function findingOf(table: Table, input: FindingInput): Finding {
  const parts = partsOf(table, input);
  return {
    code: input.code,
    weight: input.weight,
    column: input.column ?? null,
    series: parts.length === 1 ? parts[0]!.series : null,
    count: input.count,
    firstRows: firstLines(table, input.rows ?? []),
    facts: { ...(parts.length > 1 ? { series: parts.length } : {}), ...input.facts },
    repair: input.repair ?? null,
    parts: parts.length > 1 ? sortedParts(parts) : [],
  };
}

/** What each series has of a finding; nothing where no column names series, or the rows are not all of its count. */
function partsOf(table: Table, { column, series: given, count, rows = [], counts }: FindingInput): FindingPart[] {
  const { series } = table;
  if (!series || given === null) return [];
  const found = new Map<number, { count: number; rows: number[] }>();
  let total = 0;
  for (let i = 0; i < rows.length; i++) {
    const code = series.codes[rows[i]!]!;
    const part = found.get(code) ?? { count: 0, rows: [] };
    const here = counts?.[i] ?? 1;
    part.count += here;
    total += here;
    if (part.rows.length < NAMED_ROWS) part.rows.push(rows[i]!);
    found.set(code, part);
  }
  if (total !== count) return [];
  return [...found].map(([code, part]) => ({
    column: column ?? null,
    series: series.categories[code] ?? null,
    count: part.count,
    firstRows: firstLines(table, part.rows),
  }));
}

/** The greatest first. */
export function sortedParts(parts: readonly FindingPart[]): FindingPart[] {
  return [...parts].sort((a, b) => b.count - a.count).slice(0, MOST_PARTS);
}

/** Lines of the first rows, each once: several rows of a table may come from one line of its file. */
function firstLines({ lines }: Table, rows: ArrayLike<number>): number[] {
  const found = new Set<number>();
  for (let i = 0; i < rows.length && found.size < NAMED_ROWS; i++) found.add(lines[rows[i]!]!);
  return [...found];
}

/** A time (epoch milliseconds) as the table's file writes it. */
export function writtenTime({ time }: Table, ms: number): string {
  return time ? writeTime(time.format, ms, time.zone) : "";
}

/** The place of a row for a sentence: its time where there is one, else its line. */
export function placeOf(table: Table, row: number): string {
  const ms = table.time?.values[row] ?? Number.NaN;
  return Number.isNaN(ms) ? `${table.lines[row]}` : writtenTime(table, ms);
}
