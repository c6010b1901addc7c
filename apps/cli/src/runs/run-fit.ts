import { engineOptions } from "../adapters/engine-options.ts";
import { localeLanguage } from "../adapters/environment.ts";
import type { Context } from "../context.ts";
import type { Values } from "../options/add-flags.ts";
import { inFolder } from "./in-folder.ts";
import { judgedFit } from "./judged-fit.ts";
import { readSeries, readWithOthers } from "./read-series.ts";
import { trainAndReport } from "./train-and-report.ts";
import { trainPanel } from "./train-panel.ts";

/** A command that trains on a table, as typed. */
export interface FitRun {
  readonly data: string;
  readonly config: string | undefined;
  readonly typed: Values;
  readonly resume: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly context: Context;
}

/** From a file to a forecast. Options are judged first, then the folder, then the data. */
export async function runFit(run: FitRun): Promise<void> {
  const { settings, table, command } = await judgedFit(run.data, run.config, run.typed);
  const lang = command.lang ?? localeLanguage();
  const { resume, json, quiet, context } = run;
  const { interruption } = context;
  interruption.takeCare();
  await inFolder(command.out, run.data, async (folder) => {
    const { signal } = interruption;
    const watch = { signal, lang, quiet };
    const told = { charts: command.charts, engine: engineOptions(command), resume, json, quiet, context };
    const shared = { ...told, settings, folder, lang };
    if (table.others === true) {
      await trainAndReport({ ...shared, ...(await readWithOthers(run.data, table, settings, watch)), command: "fit" });
      return;
    }
    const read = await readSeries(run.data, table, settings, watch);
    if ("frames" in read) await trainPanel({ ...shared, ...read });
    else await trainAndReport({ ...shared, ...read, command: "fit" });
  });
}
