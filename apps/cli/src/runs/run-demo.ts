import { airPassengers } from "@gatecast/forecast";
import { engineOptions } from "../adapters/engine-options.ts";
import { localeLanguage } from "../adapters/environment.ts";
import { openFolder } from "../adapters/out-folder.ts";
import type { Context } from "../context.ts";
import { merge, type Values } from "../options/add-flags.ts";
import { fitRequest } from "../options/fit-request.ts";
import { trainAndReport } from "./train-and-report.ts";

/** `gatecast demo`, as typed. */
export interface DemoRun {
  readonly typed: Values;
  readonly resume: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly context: Context;
}

/** What the demonstration asks for; everything else is the library's default. */
const DEMO: Values = { target: "passengers", horizon: 12, beyond: 24, split: { validation: 24, test: 36 } };

/** Trains on the built-in series. */
export async function runDemo({ typed, resume, json, quiet, context }: DemoRun): Promise<void> {
  const { settings, command } = fitRequest(merge(DEMO, typed));
  const lang = command.lang ?? localeLanguage();
  context.interruption.takeCare();
  const folder = await openFolder(command.out ?? "gatecast-demo");
  try {
    await trainAndReport({
      ...{ command: "demo", frame: airPassengers(), notes: [], settings, folder, lang },
      ...{ charts: command.charts, engine: engineOptions(command), resume, json, quiet, context },
    });
  } catch (error) {
    await folder.discard();
    throw error;
  }
}
