import { rm, stat } from "node:fs/promises";
import { basename } from "node:path";
import { type Lang, readFitOptions, readTuneLimits, type TuneEvent, tuneStream } from "@gatecast/forecast";
import { engineOptions } from "../adapters/engine-options.ts";
import { localeLanguage, programName } from "../adapters/environment.ts";
import { configurationYaml } from "../output/configuration-yaml.ts";
import type { ProgressLine } from "../output/progress-line.ts";
import { shellQuote } from "../output/shell-quote.ts";
import { toldFailure } from "../output/told-failure.ts";
import { trialRows, trialsCsv, trialsText } from "../output/trials.ts";
import { wordsFor } from "../words/words-for.ts";
import { follow } from "./follow.ts";
import { inFolder } from "./in-folder.ts";
import { judgedFit } from "./judged-fit.ts";
import { readOne } from "./read-series.ts";
import type { FitRun } from "./run-fit.ts";
import { checkpointFile } from "./train.ts";
import { trainAndReport } from "./train-and-report.ts";

/** `gatecast tune`, as typed. */
export interface TuneRequest extends FitRun {
  /** Numbers, or what was typed instead of them. */
  readonly limits: { readonly seconds: unknown; readonly trials: unknown };
}

/** Searches on validation rows, then does what `fit` does with what was found. */
export async function runTune(run: TuneRequest): Promise<void> {
  const limits = readTuneLimits(run.limits);
  const { settings, options, table, command } = await judgedFit(run.data, run.config, run.typed);
  const lang = command.lang ?? localeLanguage();
  const words = wordsFor(lang);
  const { data, resume, json, quiet, context } = run;
  const { interruption } = context;
  interruption.takeCare();
  await inFolder(command.out, data, async (folder) => {
    const { signal } = interruption;
    const { frame, reading, notes } = await readOne(data, table, settings, { signal, lang, quiet });
    const engine = engineOptions(command);
    const checkpoint = folder.file("tune-checkpoint.json");
    const tuned = await follow({
      ...{ file: checkpoint, lang, resume, quiet, engine, context },
      start: (own) => tuneStream(frame, options, limits, { ...own, now: () => performance.now() }),
      tell: (event, line) => tell(event, line, lang),
      // They are told with the data's, before the fit.
      ...{ notes: [], closing: () => [] },
    });
    const file = folder.file("configuration.yaml");
    const again = [programName(), ...["fit", data, "--config", file].map(shellQuote)].join(" ");
    const head = words.tunedHead(basename(data), tuned.best.trial, tuned.trials.length, again);
    await trainAndReport({
      ...{ command: "tune", frame, reading, folder, lang, json, quiet, context },
      notes: [...notes, ...tuned.notes],
      settings: readFitOptions(tuned.configuration),
      charts: command.charts,
      engine,
      // A search that was interrupted before its end has not trained yet.
      resume: resume && (await exists(checkpointFile(folder))),
      before: {
        text: trialsText(tuned, lang),
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
    await rm(checkpoint, { force: true });
  });
}

function tell(event: TuneEvent, line: ProgressLine, lang: Lang): void {
  const words = wordsFor(lang);
  if (event.kind === "epoch") line.update(words.trialEpoch(event));
  if (event.kind === "trial") line.line(words.trialDone(toldFailure(event.row, lang)));
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}
