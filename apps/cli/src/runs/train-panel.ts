import { rm } from "node:fs/promises";
import type { EngineOptions } from "@gatecast/engine";
import {
  type FitSettings,
  type Frame,
  fitPanelStream,
  type Lang,
  type Note,
  type PanelOutcome,
  panelVerdictSentence,
  type Reading,
  renderTable,
} from "@gatecast/forecast";
import type { OutFolder } from "../adapters/out-folder.ts";
import { print } from "../adapters/streams.ts";
import { writeFiles } from "../adapters/write-files.ts";
import type { Context } from "../context.ts";
import type { ChartFormat } from "../options/fit-request.ts";
import { filesDocument } from "../output/file-list.ts";
import { noteTeller } from "../output/note-teller.ts";
import { epochsTrained } from "../output/outcome-document.ts";
import { panelDocument } from "../output/panel-document.ts";
import { noProgress, showProgress } from "../output/progress.ts";
import type { Words } from "../words/catalogue.ts";
import { wordsFor } from "../words/words-for.ts";
import { panelFiles } from "./panel-files.ts";
import { checkpointFile, train } from "./train.ts";
import { ending, resumeCommandOf } from "./train-and-report.ts";

/** One model over many series, as `TrainAndReport` is one of a single series. */
export interface TrainPanel {
  readonly frames: readonly Frame[];
  readonly reading: Reading;
  readonly notes: readonly Note[];
  readonly settings: FitSettings;
  readonly folder: OutFolder;
  readonly lang: Lang;
  readonly charts: readonly ChartFormat[];
  readonly engine: EngineOptions;
  readonly resume: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly context: Context;
}

/** Trains, writes the files, and prints the table, the verdict and the paths. */
export async function trainPanel(job: TrainPanel): Promise<void> {
  const { frames, reading, settings, folder, lang, context } = job;
  const words = wordsFor(lang);
  const progress = job.quiet ? noProgress : showProgress(process.stderr, words);
  const tellNotes = noteTeller(progress, lang);
  tellNotes(job.notes);
  progress.choosing();
  const { outcome: fitted, model } = await train({
    ...{
      folder,
      engine: job.engine,
      interruption: context.interruption,
      progress,
      onNote: (note) => tellNotes([note]),
    },
    start: (run) => fitPanelStream(frames, settings, { ...run, reading }),
    resume: job.resume,
    resumeCommand: resumeCommandOf(context),
  });
  const outcome: PanelOutcome = { ...fitted, notes: [...job.notes, ...fitted.notes] };
  tellNotes(outcome.notes);
  const files = await model
    .save()
    .then((bytes) => panelFiles(outcome, bytes, folder, job))
    .finally(() => model.close());
  await writeFiles(files);
  await rm(checkpointFile(folder), { force: true });
  if (job.json) {
    print(`${JSON.stringify(panelDocument("fit", outcome, filesDocument(files), lang), null, 2)}\n`);
    return;
  }
  print(`${summary(outcome, lang, words)}\n${ending(folder, files, words)}`);
}

function summary(outcome: PanelOutcome, lang: Lang, words: Words): string {
  const { lookback, horizon, season, rows, bestEpoch, seconds } = outcome;
  const epochs = epochsTrained(outcome);
  const setUp = words.summary({ lookback, horizon, season, ...rows, epochs, bestEpoch, seconds: seconds.toFixed(1) });
  return `${renderTable(outcome.scores, lang)}\n\n${panelVerdictSentence(outcome, lang)}\n\n${setUp}\n`;
}
