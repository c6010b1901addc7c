import { basename } from "node:path";
import { type Problem, requireTarget } from "@gatecast/forecast";
import { localeLanguage } from "../adapters/environment.ts";
import { openFolder } from "../adapters/out-folder.ts";
import { CONFIG, readInput } from "../adapters/read-input.ts";
import type { Context } from "../context.ts";
import { merge, type Values } from "../options/add-flags.ts";
import { fitRequest } from "../options/fit-request.ts";
import { readConfig } from "../options/read-config.ts";
import { readTable, requireNumbers } from "./read-table.ts";
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
  const { settings, command } = fitRequest(merge(await fromConfig(run.config), run.typed));
  const lang = command.lang ?? localeLanguage();
  run.context.interruption.takeCare();
  const folder = await openFolder(command.out ?? `gatecast-${nameOf(run.data)}`);
  try {
    const table = await readTable(run.data, command.time, run.context.interruption.signal);
    requireTarget(table.frame, settings.target, table.textColumns);
    requireNumbers(table, settings.past, "--past");
    requireNumbers(table, settings.future, "--future");
    const { resume, json, quiet, context } = run;
    await trainAndReport({
      ...{ command: "fit", frame: table.frame, notes: table.notes, settings, folder, lang },
      ...{ charts: command.charts, resume, json, quiet, context },
    });
  } catch (error) {
    await folder.discard();
    throw withFile(error, run.data);
  }
}

async function fromConfig(path: string | undefined): Promise<Values> {
  if (path === undefined) return {};
  return readConfig(new TextDecoder().decode(await readInput(path, CONFIG)), path);
}

/** `data/airline.csv.gz` is `airline`. */
function nameOf(path: string): string {
  return (
    basename(path)
      .replace(/\.gz$/i, "")
      .replace(/\.(?:csv|tsv|txt|dat)$/i, "") || "series"
  );
}

/** Whatever is wrong with the data is wrong with this file. */
function withFile(error: unknown, file: string): unknown {
  const isData = error instanceof Error && error.name === "Problem" && (error as Problem).kind === "data";
  return isData ? (error as Problem).with({ file }) : error;
}
