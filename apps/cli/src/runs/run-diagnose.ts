import {
  cleanTable,
  columnOf,
  diagnose,
  type FrameTable,
  frameOf,
  Problem,
  type TableOptions,
} from "@gatecast/forecast";
import { readTableOptions } from "../options/table-options.ts";
import { diagnosisDocument } from "../output/diagnosis-document.ts";
import { withFile } from "./in-folder.ts";
import { judged } from "./judged.ts";
import { deliver, type Findings, type PageRun, tellNotes, watchOf } from "./page-run.ts";
import { pictureFiles } from "./picture-files.ts";
import { readData, type Watch } from "./read-data.ts";
import { requireNumbers } from "./require-numbers.ts";

/** `gatecast diagnose`, as typed. */
export interface DiagnoseRun extends PageRun {
  readonly column?: string;
  readonly config?: string;
  /** A number, or what was typed instead of one. */
  readonly season?: unknown;
}

/** Tests one column of a table for trend, season and memory. */
export async function runDiagnose(run: DiagnoseRun): Promise<void> {
  const season = judgeSeason(run.season);
  const options = await judged(run.config, run.typed, readTableOptions);
  const findings = await examine(run, season, options).catch((error: unknown) => {
    throw withFile(error, run.data);
  });
  await deliver(run, findings);
}

async function examine(run: DiagnoseRun, season: number | undefined, options: TableOptions): Promise<Findings> {
  const watch = watchOf(run);
  const read = await readCleaned(run.data, options, watch);
  tellNotes(read.notes, watch);
  const column = run.column ?? onlyColumn(read.frame.columns.map(({ name }) => name));
  requireNumbers(read, [column], "--column");
  const { values } = columnOf(read.frame, column);
  const diagnosis = diagnose(values, { axis: read.frame.time, ...(season === undefined ? {} : { season }) });
  const { diagnosisPictures, renderDiagnosisPage, renderDiagnosisText } = await import("@gatecast/forecast/report");
  const subject = { diagnosis, frame: read.frame, column };
  const pictures = await pictureFiles("diagnosis", () => diagnosisPictures(subject, watch), run.charts ?? []);
  return {
    text: renderDiagnosisText(subject, watch),
    document: diagnosisDocument(run.data, subject, read.notes, watch.lang),
    files: (place) => [
      ...pictures.map(({ name, ...file }) => ({ ...file, path: place(name) })),
      { key: "diagnosis", path: place("diagnosis.html"), content: renderDiagnosisPage(subject, watch) },
    ],
  };
}

/** One series of a file, cleaned as its options say: nothing is forecast here, so every row may be learnt from. */
async function readCleaned(file: string, { clean = [], ...options }: TableOptions, watch: Watch): Promise<FrameTable> {
  const table = await readData(file, options, watch);
  const cleaned = await cleanTable(table, clean, { signal: watch.signal });
  const { series } = options;
  const found = frameOf(cleaned.table, { file, ...(series === undefined ? {} : { series }) });
  return { ...found, notes: [...found.notes, ...cleaned.notes] };
}

function onlyColumn(names: readonly string[]): string {
  const [only, ...others] = names;
  if (only !== undefined && others.length === 0) return only;
  throw new Problem("usage", "option_invalid", "--column is missing.", {
    found: `${names.length} columns of numbers`,
    needed: `one of ${names.slice(0, 20).join(", ")}${names.length > 20 ? " …" : ""}`,
    hint: "Name one: --column COLUMN.",
    option: "--column",
  });
}

function judgeSeason(season: unknown): number | undefined {
  if (season === undefined) return undefined;
  if (typeof season === "number" && Number.isInteger(season) && season >= 1 && season <= 100_000) return season;
  const needed = "a whole number of rows from 1; 1: no season";
  throw new Problem("usage", "option_invalid", `--season cannot be ${JSON.stringify(season)}.`, {
    found: JSON.stringify(season),
    needed,
    hint: "Leave it out to have it found.",
    option: "--season",
  });
}
