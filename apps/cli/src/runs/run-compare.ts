import { rm } from "node:fs/promises";
import {
  type CompareEvent,
  type CompareOutcome,
  compareStream,
  type Lang,
  readCompareChoices,
  readWrapped,
} from "@gatecast/forecast";
import { engineOptions } from "../adapters/engine-options.ts";
import { localeLanguage } from "../adapters/environment.ts";
import type { OutFolder } from "../adapters/out-folder.ts";
import { ownCell } from "../adapters/own-cell.ts";
import { print, terminalColumns } from "../adapters/streams.ts";
import { writeFiles } from "../adapters/write-files.ts";
import type { Values } from "../options/add-flags.ts";
import { listOf } from "../options/fit-flags.ts";
import { type ChartFormat, fitRequest } from "../options/fit-request.ts";
import { compareDocument, runsCsv } from "../output/compare-document.ts";
import { fileList, filesDocument } from "../output/file-list.ts";
import type { ProgressLine } from "../output/progress-line.ts";
import { toldFailure } from "../output/told-failure.ts";
import { wordsFor } from "../words/words-for.ts";
import { follow } from "./follow.ts";
import { inFolder } from "./in-folder.ts";
import { judged } from "./judged.ts";
import { completeFit } from "./judged-fit.ts";
import type { ResultFile } from "./page-run.ts";
import { pictureFiles } from "./picture-files.ts";
import { readSeries } from "./read-series.ts";
import type { FitRun } from "./run-fit.ts";

/** Compares cells, writes the page and every run, and prints scores, tests and the conclusion. */
export async function runCompare(run: FitRun): Promise<void> {
  const { settings, options, table, command, choices } = await judged(
    run.config,
    run.typed,
    compareRequest,
    (values) => complete(values, run.data),
    OWN,
  );
  const lang = command.lang ?? localeLanguage();
  const { data, resume, json, quiet, context } = run;
  const { interruption } = context;
  interruption.takeCare();
  await inFolder(command.out, data, async (folder) => {
    const { signal } = interruption;
    const read = await readSeries(data, table, settings, { signal, lang, quiet });
    const series = "frames" in read ? read.frames : read.frame;
    const checkpoint = folder.file("compare-checkpoint.json");
    const words = wordsFor(lang);
    const compared = await follow({
      ...{ file: checkpoint, lang, resume, quiet, engine: engineOptions(command), context, notes: read.notes },
      start: (own) => compareStream(series, options, choices, own),
      tell: (event, line) => tell(event, line, lang),
      // Which cells are left out has been told.
      closing: ({ notes }) => notes.filter(({ code }) => code !== "compare_failed"),
    });
    const outcome: CompareOutcome = {
      ...compared,
      notes: [...read.notes, ...compared.notes],
      configuration: { ...compared.configuration, table: read.reading.options },
    };
    const files = await resultFiles(outcome, folder, lang, command.charts);
    await writeFiles(files);
    await rm(checkpoint, { force: true });
    if (json) {
      print(`${JSON.stringify(compareDocument(outcome, filesDocument(files), lang), null, 2)}\n`);
      return;
    }
    const { renderCompareText } = await import("@gatecast/forecast/report");
    const columns = terminalColumns();
    const text = renderCompareText(outcome, { lang, ...(columns === undefined ? {} : { width: columns }) });
    print(`${text}\n\n${fileList(folder.path, files, words)}`);
  });
}

function tell(event: CompareEvent, line: ProgressLine, lang: Lang): void {
  const words = wordsFor(lang);
  // A refit that keeps the start has nothing to show.
  if (event.kind === "epoch" && event.epochs > 0) line.update(words.compareEpoch(event));
  if (event.kind === "trial") line.line(words.compareTrial({ ...event, trial: toldFailure(event.trial, lang) }));
  if (event.kind === "run") line.line(words.compareRun(event));
  if (event.kind === "failure") line.line(words.compareFailure(toldFailure(event, lang)));
}

/** What a configuration may hold beside the options of fit. */
const OWN = ["cells", "seeds", "parameters"];

/**
 * What is to be compared, as flags or a configuration say it.
 * @throws Problem (usage) that names the option.
 */
function compareRequest({ cells, seeds, parameters, ...values }: Values) {
  const request = fitRequest(values);
  const { entrants, ...rest } = readCompareChoices({ cells, seeds, parameters }, request.options);
  return {
    ...request,
    choices: { ...rest, cells: entrants.map(({ cell, own, around }) => ({ cell: own ?? cell, ...around })) },
  };
}

/** With the graph, and with cells of one's own in the places of the files that make them. */
async function complete(values: Values, data: string): Promise<Values> {
  const read = await completeFit(values, data);
  const named = typeof read.cells === "string" ? listOf(read.cells) : read.cells;
  if (!Array.isArray(named)) return read;
  const cells: unknown[] = [];
  for (const one of named) {
    const wrapped = typeof one === "string" ? readWrapped(one) : one;
    const isNamed =
      typeof wrapped === "object" && wrapped !== null && "cell" in wrapped && typeof wrapped.cell === "string";
    cells.push(isNamed ? { ...wrapped, cell: await ownCell(wrapped.cell, "--cells") } : wrapped);
  }
  return { ...read, cells };
}

async function resultFiles(
  outcome: CompareOutcome,
  folder: OutFolder,
  lang: Lang,
  charts: readonly ChartFormat[],
): Promise<readonly ResultFile[]> {
  const { comparePictures, renderComparePage } = await import("@gatecast/forecast/report");
  const pictures = await pictureFiles("comparison", () => comparePictures(outcome, { lang }), charts);
  return [
    { key: "runs", path: folder.file("runs.csv"), content: runsCsv(outcome) },
    ...pictures.map(({ name, ...file }) => ({ ...file, path: folder.file(name) })),
    { key: "report", path: folder.file("comparison.html"), content: renderComparePage(outcome, { lang }) },
  ];
}
