import { resolve } from "node:path";
import type { Inspection, Lang, Note } from "@gatecast/forecast";
import { noteRows } from "./note-rows.ts";
import { snakeCase } from "./snake-case.ts";

/** The one document that `inspect --json` prints, but for its files. */
export function inspectionDocument(
  file: string,
  inspection: Inspection,
  proposal: object,
  notes: readonly Note[],
  lang: Lang,
): object {
  const { id, layout, rows, time, columns, seriesColumn, seriesCount, series, target, findings } = inspection;
  const table = { unique_id: id, layout, rows, time, seriesColumn, seriesCount, series, columns, target, findings };
  return {
    command: "inspect",
    file: resolve(file),
    ...(snakeCase(table) as object),
    proposal,
    notes: noteRows(notes, lang),
  };
}
