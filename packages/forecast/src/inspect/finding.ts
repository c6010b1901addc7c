import type { Table } from "../contracts/index.ts";
import { writeTime } from "../data/time-format.ts";
import type { Finding, FindingCode, FindingWeight, Repair } from "./inspection.ts";

/** Rows that a finding names. */
export const NAMED_ROWS = 5;

/** What a finding says, with rows of the table instead of lines of the file; what is left out is null or empty. */
export interface FindingInput {
  readonly code: FindingCode;
  readonly weight: FindingWeight;
  readonly column?: string;
  readonly series?: string | null;
  readonly count: number;
  /** Row indices; the first five are named. */
  readonly rows?: ArrayLike<number>;
  readonly facts?: Readonly<Record<string, string | number>>;
  readonly repair?: Repair;
}

/** A finding whose rows are lines of the file. */
export function findingOf(table: Table, input: FindingInput): Finding {
  return {
    code: input.code,
    weight: input.weight,
    column: input.column ?? null,
    series: input.series ?? null,
    count: input.count,
    firstRows: firstLines(table, input.rows ?? []),
    facts: input.facts ?? {},
    repair: input.repair ?? null,
  };
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
