import type { Note } from "../../contracts/index.ts";
import { timeLikeColumn } from "../../data/time-like-column.ts";
import type { Finding, FindingCode, FindingWeight, Repair } from "../inspection.ts";
import type { Survey } from "../survey.ts";

/** What reading noted that a person should look at: the code of the finding, its weight, and the fact that counts. */
const REMARKS: Readonly<Record<string, readonly [FindingCode, FindingWeight, string]>> = {
  no_header: ["no_header", "informs", ""],
  cells_in_error: ["error_cells", "harms", "cells"],
  footer_dropped: ["footer", "informs", "rows"],
  rows_without_time: ["rows_without_time", "informs", "rows"],
  blank_lines: ["padding", "informs", "rows"],
  time_ambiguous: ["mixed_times", "harms", ""],
  time_offsets_differ: ["mixed_times", "harms", ""],
  time_skipped_by_clock: ["clock_change", "informs", "rows"],
  time_not_read: ["no_time", "informs", ""],
};

/** Findings of the file's form: what reading noted, words among numbers, and `no_time` where rows have no time. */
export function detectFromNotes({ table }: Survey): Finding[] {
  const noted = table.notes.flatMap((note) => (note.code === "text_in_numbers" ? [wordsIn(note)] : fromNote(note)));
  if (table.time || noted.some(({ code }) => code === "no_time")) return noted;
  const time = timeLikeColumn(table.columns);
  const repair = time === undefined ? {} : { column: time, repair: { table: { time } } };
  const facts = { rows: table.rows };
  return [...noted, { ...PLAIN, code: "no_time", weight: "informs", count: table.rows, facts, ...repair }];
}

const PLAIN = { column: null, series: null, firstRows: [], repair: null, parts: [] } as const;

function fromNote({ code, facts }: Note): Finding[] {
  const remark = Object.hasOwn(REMARKS, code) ? REMARKS[code] : undefined;
  if (!remark) return [];
  const [finding, weight, counting] = remark;
  return [
    {
      ...PLAIN,
      code: finding,
      weight,
      column: finding === "no_time" ? String(facts.column) : null,
      count: Number(facts[counting] ?? 1),
      firstRows: linesOf(facts),
      facts,
      // One zone alone has these offsets.
      repair: code === "time_offsets_differ" && facts.zones === facts.zone ? zoneRepair(facts.zone) : null,
    },
  ];
}

/** Lines that a note names: several as text, or the first. */
function linesOf({ lines, row }: Note["facts"]): number[] {
  if (typeof lines === "string") return lines.split(", ").map(Number);
  return typeof row === "number" ? [row] : [];
}

function zoneRepair(zone: string | number | undefined): Repair | null {
  return zone === undefined ? null : { table: { zone } };
}

/** A few words in a column of numbers, which reading took for missing. */
function wordsIn({ facts }: Note): Finding {
  const { column, words, cells, rows } = facts;
  return {
    ...PLAIN,
    code: "text_numbers",
    weight: "harms",
    column: String(column),
    count: Number(cells),
    firstRows: String(rows).split(", ").slice(0, 5).map(Number),
    facts: { words: words ?? "", others: Number(cells) },
    repair: { table: { missing: String(words).split(", ") } },
  };
}
