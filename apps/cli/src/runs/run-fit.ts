import {
  type FitSettings,
  holdsPanel,
  readFrame,
  readPanel,
  requireTarget,
  type TableOptions,
} from "@gatecast/forecast";
import { engineOptions } from "../adapters/engine-options.ts";
import { localeLanguage } from "../adapters/environment.ts";
import type { Context } from "../context.ts";
import type { Values } from "../options/add-flags.ts";
import { inFolder } from "./in-folder.ts";
import { judgedFit } from "./judged-fit.ts";
import { readData, type Watch } from "./read-data.ts";
import { requireNumbers, requirePanelColumns } from "./require-numbers.ts";
import { trainAndReport } from "./train-and-report.ts";
import { trainPanel } from "./train-panel.ts";

/** `gatecast fit`, as typed. */
export interface FitRun {
  readonly data: string;
  readonly config: string | undefined;
  readonly typed: Values;
  readonly resume: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly context: Context;
}

/**
 * The series of a file, or all of them where none is named. The table of the whole file is gone once this is over: training need
 * not carry it along.
 */
async function readSeries(file: string, table: TableOptions, settings: FitSettings, watch: Watch) {
  const found = await readData(file, table, watch);
  const place = { file, signal: watch.signal };
  const isPanel = table.series === undefined && holdsPanel(found, settings.target);
  return isPanel ? await readPanel(found, table, settings, place) : await readFrame(found, table, settings, place);
}

/** From a file to a forecast. Options are judged first, then the folder, then the data. */
export async function runFit(run: FitRun): Promise<void> {
  const { settings, table, command } = await judgedFit(run.config, run.typed);
  const lang = command.lang ?? localeLanguage();
  const { resume, json, quiet, context } = run;
  const { interruption } = context;
  interruption.takeCare();
  await inFolder(command.out, run.data, async (folder) => {
    const { signal } = interruption;
    const read = await readSeries(run.data, table, settings, { signal, lang, quiet });
    const told = { charts: command.charts, engine: engineOptions(command), resume, json, quiet, context };
    const shared = { ...told, settings, folder, lang };
    if ("frames" in read) {
      requirePanelColumns(read, settings);
      await trainPanel({ ...shared, frames: read.frames, reading: read.reading, notes: read.notes });
      return;
    }
    requireTarget(read.frame, settings.target, read.textColumns);
    requireNumbers(read, settings.past, "--past");
    requireNumbers(read, settings.future, "--future");
    await trainAndReport({ ...shared, command: "fit", frame: read.frame, reading: read.reading, notes: read.notes });
  });
}
