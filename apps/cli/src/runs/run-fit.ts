import { readFrame, requireTarget } from "@gatecast/forecast";
import { engineOptions } from "../adapters/engine-options.ts";
import { localeLanguage } from "../adapters/environment.ts";
import type { Context } from "../context.ts";
import type { Values } from "../options/add-flags.ts";
import { fitRequest } from "../options/fit-request.ts";
import { inFolder } from "./in-folder.ts";
import { judged } from "./judged.ts";
import { readData } from "./read-data.ts";
import { requireNumbers } from "./require-numbers.ts";
import { trainAndReport } from "./train-and-report.ts";

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
    const read = await readFrame(found, table, settings, { file: run.data, signal });
    requireTarget(read.frame, settings.target, read.textColumns);
    requireNumbers(read, settings.past, "--past");
    requireNumbers(read, settings.future, "--future");
    await trainAndReport({
      ...{ command: "fit", frame: read.frame, reading: read.reading, notes: read.notes, settings, folder, lang },
      ...{ charts: command.charts, engine: engineOptions(command), resume, json, quiet, context },
    });
  });
}
