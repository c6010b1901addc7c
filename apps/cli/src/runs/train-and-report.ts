import { rm } from "node:fs/promises";
import type { EngineOptions } from "@gatecast/engine";
import {
  type FitSettings,
  type Frame,
  fitAmongStream,
  fitStream,
  type Lang,
  type Note,
  type Outcome,
  type Reading,
  renderTable,
  verdictSentence,
} from "@gatecast/forecast";
import { programName } from "../adapters/environment.ts";
import type { OutFolder } from "../adapters/out-folder.ts";
import { print } from "../adapters/streams.ts";
import { writeFiles } from "../adapters/write-files.ts";
import type { Context } from "../context.ts";
import type { ChartFormat } from "../options/fit-request.ts";
import { fileList, filesDocument, type NamedFile } from "../output/file-list.ts";
import { noteTeller } from "../output/note-teller.ts";
import { epochsTrained, outcomeDocument } from "../output/outcome-document.ts";
import { noProgress, showProgress } from "../output/progress.ts";
import { shellQuote } from "../output/shell-quote.ts";
import type { Words } from "../words/catalogue.ts";
import { wordsFor } from "../words/words-for.ts";
import type { ResultFile } from "./page-run.ts";
import { resultFiles } from "./result-files.ts";
import { checkpointFile, train } from "./train.ts";

/** What `fit` and `demo` have in common once their data is there. */
export interface TrainAndReport {
  readonly command: "fit" | "demo" | "tune";
  readonly frame: Frame;
  /** Series beside it to learn from as well. */
  readonly others?: readonly Frame[];
  /** How the frame came about, where it was read from a file. */
  readonly reading?: Reading;
  /** What reading the data has to tell. */
  readonly notes: readonly Note[];
  readonly settings: FitSettings;
  readonly folder: OutFolder;
  readonly lang: Lang;
  readonly charts: readonly ChartFormat[];
  readonly engine: EngineOptions;
  /** What a search before it found out: told first, and written with the rest. */
  readonly before?: { readonly text: string; readonly document: object; readonly files: readonly ResultFile[] };
  readonly resume: boolean;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly context: Context;
}

/** Trains, writes the files, and prints the table, the verdict and the paths. */
export async function trainAndReport(job: TrainAndReport): Promise<void> {
  const { frame, settings, folder, lang, context } = job;
  const words = wordsFor(lang);
  const progress = job.quiet ? noProgress : showProgress(process.stderr, words);
  const tellNotes = noteTeller(progress, lang);
  tellNotes(job.notes);
  if (settings.preparation === undefined || typeof settings.lookback !== "number") progress.choosing();
  const { interruption } = context;
  const { outcome: fitted, model } = await train({
    ...{ folder, interruption, progress, onNote: (note) => tellNotes([note]) },
    start: (run) => {
      const told = { ...run, ...(job.reading === undefined ? {} : { reading: job.reading }) };
      if (job.others === undefined) return fitStream(frame, settings, told);
      return fitAmongStream(frame, job.others, settings, told);
    },
    resume: job.resume,
    engine: job.engine,
    resumeCommand: resumeCommandOf(context),
  });
  const outcome: Outcome = { ...fitted, notes: [...job.notes, ...fitted.notes] };
  tellNotes(outcome.notes);
  const results = await model
    .save()
    .then((bytes) => resultFiles(outcome, bytes, folder, job))
    .finally(() => model.close());
  const files = [...(job.before?.files ?? []), ...results];
  await writeFiles(files);
  await rm(checkpointFile(folder), { force: true });
  if (job.json) {
    const document = { ...outcomeDocument(job.command, outcome, filesDocument(files), lang), ...job.before?.document };
    print(`${JSON.stringify(document, null, 2)}\n`);
    return;
  }
  if (job.before !== undefined) print(`${job.before.text}\n\n`);
  print(`${summary(outcome, lang, words)}\n${ending(folder, files, words)}`);
}

/** The command that goes on with an interrupted run. */
export function resumeCommandOf({ argv }: Context): string {
  return [programName(), ...[...argv.filter((word) => word !== "--resume"), "--resume"].map(shellQuote)].join(" ");
}

function summary(outcome: Outcome, lang: Lang, words: Words): string {
  const { lookback, horizon, season, rows, bestEpoch, seconds } = outcome;
  const epochs = epochsTrained(outcome);
  const setUp = words.summary({ lookback, horizon, season, ...rows, epochs, bestEpoch, seconds: seconds.toFixed(1) });
  return `${renderTable(outcome.scores, lang)}\n\n${verdictSentence(outcome, lang)}\n\n${setUp}\n`;
}

/** How to go on, and the files with what each is; the report, which people open first, comes last. */
export function ending(folder: OutFolder, files: readonly NamedFile[], words: Words): string {
  const model = files.find(({ key }) => key === "model")?.path ?? "";
  const later = words.forecastLater(`${programName()} forecast ${shellQuote(model)} --data …`);
  return `${later}\n${fileList(folder.path, files, words)}`;
}
