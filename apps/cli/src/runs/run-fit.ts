import { holdsPanel, readFrame, readPanel, requireTarget } from "@gatecast/forecast";
import { engineOptions } from "../adapters/engine-options.ts";
import { localeLanguage } from "../adapters/environment.ts";
import type { Context } from "../context.ts";
import type { Values } from "../options/add-flags.ts";
import { fitRequest } from "../options/fit-request.ts";
import { inFolder } from "./in-folder.ts";
import { judged } from "./judged.ts";
import { readData } from "./read-data.ts";
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

/** From a file to a forecast. Options are judged first, then the folder, then the data. */
export async function runFit(run: FitRun): Promise<void> {
  const { settings, table, command } = await judged(run.config, run.typed, fitRequest);
  const lang = command.lang ?? localeLanguage();
  const { resume, json, quiet, context } = run;
  const { interruption } = context;
  interruption.takeCare();
  await inFolder(command.out, run.data, async (folder) => {
    const { signal } = interruption;
    const found = await readData(run.data, table, { signal, lang, quiet });
    const place = { file: run.data, signal };
    const told = { charts: command.charts, engine: engineOptions(command), resume, json, quiet, context };
    const shared = { ...told, settings, folder, lang };
    if (table.series === undefined && holdsPanel(found, settings.target)) {
      const read = await readPanel(found, table, settings, place);
      requirePanelColumns(read, settings);
      await trainPanel({ ...shared, frames: read.frames, reading: read.reading, notes: read.notes });
      return;
    }
    const read = await readFrame(found, table, settings, place);
    requireTarget(read.frame, settings.target, read.textColumns);
    requireNumbers(read, settings.past, "--past");
    requireNumbers(read, settings.future, "--future");
    await trainAndReport({ ...shared, command: "fit", frame: read.frame, reading: read.reading, notes: read.notes });
  });
}
