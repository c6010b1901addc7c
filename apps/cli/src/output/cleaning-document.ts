import { resolve } from "node:path";
import type { Lang } from "@gatecast/forecast";
import type { Cleaning } from "@gatecast/forecast/report";
import { noteRows } from "./note-rows.ts";

/** The one document that `clean --json` prints, but for its files. */
export function cleaningDocument(file: string, { before, after, steps }: Cleaning, lang: Lang): object {
  return {
    command: "clean",
    file: resolve(file),
    unique_id: after.id,
    rows: { before: before.rows, after: after.rows },
    columns: after.columns.map(({ name }) => name),
    steps: steps.map(({ spec, before: given, after: made, notes }) => ({
      ...spec,
      rows: { before: given.rows, after: made.rows },
      notes: noteRows(notes, lang),
    })),
    notes: noteRows(before.notes, lang),
  };
}
