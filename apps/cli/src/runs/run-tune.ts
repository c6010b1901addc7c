import { rm, stat } from "node:fs/promises";
import { basename } from "node:path";
import { Problem, readFitOptions, readFrame, requireTarget, type TuneLimits } from "@gatecast/forecast";
import { engineOptions } from "../adapters/engine-options.ts";
import { localeLanguage, programName } from "../adapters/environment.ts";
import { configurationYaml } from "../output/configuration-yaml.ts";
import { shellQuote } from "../output/shell-quote.ts";
import { trialRows, trialsCsv, trialsText } from "../output/trials.ts";
import { wordsFor } from "../words/words-for.ts";
import { inFolder } from "./in-folder.ts";
import { judgedFit } from "./judged-fit.ts";
import { readData } from "./read-data.ts";
import { requireNumbers } from "./require-numbers.ts";
import type { FitRun } from "./run-fit.ts";
import { search, searchFile } from "./search.ts";
import { checkpointFile } from "./train.ts";
import { trainAndReport } from "./train-and-report.ts";

/** `gatecast tune`, as typed. */
export interface TuneRequest extends FitRun {
  /** Numbers, or what was typed instead of them. */
  readonly limits: { readonly seconds: unknown; readonly trials: unknown };
}

/** Searches on validation rows, then does what `fit` does with what was found. */
export async function runTune(run: TuneRequest): Promise<void> {
  const limits: TuneLimits = {
    seconds: judge("--budget", run.limits.seconds, "a time above 0, such as 90s or 5m", (value) => value > 0),
    trials: judge(
      "--trials",
      run.limits.trials,
      "a whole number from 1",
      (value) => Number.isInteger(value) && value >= 1,
    ),
  };
  const { settings, options, table, command } = await judgedFit(run.config, run.typed);
  const lang = command.lang ?? localeLanguage();
  const words = wordsFor(lang);
  const { data, resume, json, quiet, context } = run;
  const { interruption } = context;
  interruption.takeCare();
  await inFolder(command.out, data, async (folder) => {
    const { signal } = interruption;
    const found = await readData(data, table, { signal, lang, quiet });
    const { frame, reading, notes, textColumns } = await readFrame(found, table, settings, {
      file: data,
      signal,
    });
    requireTarget(frame, settings.target, textColumns);
    requireNumbers({ frame, textColumns }, settings.past, "--past");
    requireNumbers({ frame, textColumns }, settings.future, "--future");
    const tuned = await search({
      frame,
      options,
      limits,
      folder,
      lang,
      resume,
      quiet,
      context,
      engine: engineOptions(command),
    });
    const file = folder.file("configuration.yaml");
    const again = [programName(), ...["fit", data, "--config", file].map(shellQuote)].join(" ");
    const head = words.tunedHead(basename(data), tuned.best.trial, tuned.trials.length, again);
    await trainAndReport({
      ...{ command: "tune", frame, reading, folder, lang, json, quiet, context },
      notes: [...notes, ...tuned.notes],
      settings: readFitOptions(tuned.configuration),
      charts: command.charts,
      engine: engineOptions(command),
      // A search that was interrupted before its end has not trained yet.
      resume: resume && (await exists(checkpointFile(folder))),
      before: {
        text: trialsText(tuned, words),
        document: { ...trialRows(tuned) },
        files: [
          { key: "trials", path: folder.file("trials.csv"), content: trialsCsv(tuned.trials) },
          {
            key: "configuration",
            path: file,
            content: configurationYaml(head, { ...tuned.configuration, table: reading.options }, []),
          },
        ],
      },
    });
    await rm(searchFile(folder), { force: true });
  });
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

function judge(option: string, value: unknown, needed: string, isGood: (value: number) => boolean): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "number" && isGood(value)) return value;
  throw new Problem("usage", "option_invalid", `${option} cannot be ${JSON.stringify(value)}.`, {
    found: JSON.stringify(value),
    needed,
    hint: `Give ${option} ${needed}.`,
    option,
  });
}
