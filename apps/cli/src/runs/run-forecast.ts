import { resolve } from "node:path";
import {
  fileKind,
  type Lang,
  loadModel,
  loadPanel,
  type Note,
  Problem,
  renderNotes,
  type SeriesForecast,
} from "@gatecast/forecast";
import { localeLanguage } from "../adapters/environment.ts";
import { MODEL, readInput } from "../adapters/read-input.ts";
import { print, tell } from "../adapters/streams.ts";
import { writeFiles } from "../adapters/write-files.ts";
import type { Context } from "../context.ts";
import type { Values } from "../options/add-flags.ts";
import { invalidOption } from "../options/invalid-option.ts";
import { readTableOptions } from "../options/table-options.ts";
import { forecastRows } from "../output/forecast-csv.ts";
import { noteRows } from "../output/note-rows.ts";
import { panelForecastCsv, withBand } from "../output/panel-csv.ts";
import { wordsFor } from "../words/words-for.ts";
import { withFile } from "./in-folder.ts";
import { readNewer, readNewerPanel } from "./read-newer.ts";
import { requireNumbers, requirePanelColumns } from "./require-numbers.ts";

/** `gatecast forecast`, as typed. */
export interface ForecastRun {
  readonly model: string;
  readonly data?: string;
  /** The table's flags. */
  readonly typed: Values;
  /** A number, or what was typed instead of one. */
  readonly horizon?: unknown;
  readonly passes?: unknown;
  readonly level?: unknown;
  readonly format?: "csv" | "json";
  readonly out?: string;
  readonly lang?: Lang;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly context: Context;
}

/** A saved model's forecast beyond the end. */
export async function runForecast(run: ForecastRun): Promise<void> {
  const horizon = judge(run);
  const lang = run.lang ?? localeLanguage();
  readTableOptions(run.typed);
  const bytes = await readInput(run.model, MODEL);
  try {
    if (fileKind(bytes) === "panel") await forecastPanel(run, bytes, horizon, lang);
    else await forecastSeries(run, bytes, horizon, lang);
  } catch (error) {
    const isModel = error instanceof Problem && error.kind === "model";
    throw isModel ? error.with({ file: run.model }) : withFile(error, run.data);
  }
}

async function forecastSeries(run: ForecastRun, bytes: Uint8Array, horizon: number | undefined, lang: Lang) {
  const model = await loadModel(bytes);
  try {
    const watch = { signal: run.context.interruption.signal, lang, quiet: run.quiet === true };
    const table =
      run.data === undefined ? undefined : await readNewer(run.data, run.typed, model.description.reading, watch);
    const { target, past, future } = model.description;
    if (table !== undefined) requireNumbers(table, [target, ...past, ...future]);
    const answer = model.forecast({
      ...(horizon === undefined ? {} : { horizon }),
      ...(table === undefined ? {} : { frame: table.frame }),
      ...bandOf(run),
    });
    const { frame, forecasts, band = [] } = answer;
    await deliver(run, lang, target, [...(table?.notes ?? []), ...answer.notes], frame.id, [
      { frame, forecasts: [forecasts, ...band] },
    ]);
  } finally {
    model.close();
  }
}

async function forecastPanel(run: ForecastRun, bytes: Uint8Array, horizon: number | undefined, lang: Lang) {
  const model = await loadPanel(bytes);
  try {
    const watch = { signal: run.context.interruption.signal, lang, quiet: run.quiet === true };
    const table =
      run.data === undefined ? undefined : await readNewerPanel(run.data, run.typed, model.description, watch);
    if (table !== undefined) requirePanelColumns(table, model.description);
    const answer = model.forecast({
      ...(horizon === undefined ? {} : { horizon }),
      ...(table === undefined ? {} : { frames: table.frames }),
      ...bandOf(run),
    });
    await deliver(run, lang, model.description.target, [...(table?.notes ?? []), ...answer.notes], null, answer.series);
  } finally {
    model.close();
  }
}

/** To stdout, or to the file that `--out` names; `--json` prints its one document in either case. */
async function deliver(
  run: ForecastRun,
  lang: Lang,
  target: string,
  notes: readonly Note[],
  id: string | null,
  series: readonly SeriesForecast[],
): Promise<void> {
  if (run.quiet !== true) for (const note of renderNotes(notes, lang)) tell(`${note}\n`);
  const facts = {
    ...{ command: "forecast", model: resolve(run.model), target, unique_id: id },
    horizon: series[0]?.forecasts[0]?.horizon ?? 0,
    forecast: series.flatMap((one) => forecastRows(one.frame, withBand(one))),
    notes: noteRows(notes, lang),
  };
  const json = `${JSON.stringify(facts, null, 2)}\n`;
  const csv = panelForecastCsv(series);
  if (run.out === undefined) {
    print(run.json === true || run.format === "json" ? json : csv);
    return;
  }
  await writeFiles([{ path: run.out, content: run.format === "json" ? json : csv, option: "--out" }]);
  if (run.json === true) print(`${JSON.stringify({ ...facts, files: { forecast: resolve(run.out) } }, null, 2)}\n`);
  else if (run.quiet !== true) tell(`${wordsFor(lang).writtenTo(run.out)}\n`);
}

/** What an option of the band takes. */
const OF_BAND = { passes: "a whole number from 2 to 100000", level: "a number between 0 and 100" };

/** What is asked of a band: numbers, which the library judges; only here is it known what was typed instead of one. */
function bandOf({ passes, level }: ForecastRun): { readonly passes?: number; readonly level?: number } {
  const asked = Object.entries({ passes, level }).filter(([, value]) => value !== undefined);
  for (const [name, value] of asked) {
    if (typeof value !== "number")
      throw invalidOption({ passes, level }, [name], OF_BAND[name as keyof typeof OF_BAND]);
  }
  return Object.fromEntries(asked);
}

/** Judges the options before any file is read. */
function judge({ horizon, typed, data, format, json, out }: ForecastRun): number | undefined {
  if (json === true && format === "csv" && out === undefined) {
    throw conflict("--format", "--format csv and --json both ask for stdout.", "Write the CSV to a file with --out.");
  }
  const [key] = Object.keys((typed.table ?? {}) as Values);
  if (key !== undefined && data === undefined) {
    const flag = `--${key.replaceAll("_", "-")}`;
    throw conflict(flag, `${flag} is about the table of --data, which is not there.`, "Name the table with --data.");
  }
  if (horizon === undefined) return undefined;
  if (typeof horizon === "number" && Number.isInteger(horizon) && horizon >= 1 && horizon <= 100_000) return horizon;
  throw new Problem("usage", "option_invalid", `--horizon cannot be ${JSON.stringify(horizon)}.`, {
    found: JSON.stringify(horizon),
    needed: "a whole number from 1 to 100000",
    hint: "Leave it out for the horizon that the model was trained for.",
    option: "--horizon",
  });
}

function conflict(option: string, message: string, hint: string): Problem {
  return new Problem("usage", "option_conflict", message, { hint, option });
}
