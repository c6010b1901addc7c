import { resolve } from "node:path";
import type { Lang, Note } from "@gatecast/forecast";
import type { DiagnosedSeries } from "@gatecast/forecast/report";
import { noteRows } from "./note-rows.ts";
import { snakeCase } from "./snake-case.ts";

/** The one document that `diagnose --json` prints, but for its files. Series as long as the table are left to the page. */
export function diagnosisDocument(
  file: string,
  { diagnosis, frame, column }: DiagnosedSeries,
  notes: readonly Note[],
  lang: Lang,
): object {
  const { rows, season, correlogram, ljungBox, stationarity, stl, classical } = diagnosis;
  const short = { rows, season, correlogram, ljungBox, stationarity, stl: brief(stl), classical: brief(classical) };
  return {
    command: "diagnose",
    file: resolve(file),
    unique_id: frame.id,
    column,
    ...(snakeCase(short) as object),
    notes: noteRows(notes, lang),
  };
}

const LONG = ["trend", "season", "remainder"];

/** A decomposition without its series. */
function brief(decomposition: object): object {
  return Object.fromEntries(Object.entries(decomposition).filter(([key]) => !LONG.includes(key)));
}
