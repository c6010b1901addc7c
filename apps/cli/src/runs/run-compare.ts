import { rm } from "node:fs/promises";
import { type CompareOutcome, type Lang, readCompareChoices, readFrame, requireTarget } from "@gatecast/forecast";
import { engineOptions } from "../adapters/engine-options.ts";
import { localeLanguage } from "../adapters/environment.ts";
import type { OutFolder } from "../adapters/out-folder.ts";
import { ownCell } from "../adapters/own-cell.ts";
import { print, terminalColumns } from "../adapters/streams.ts";
import { writeFiles } from "../adapters/write-files.ts";
import type { ChartFormat } from "../options/fit-request.ts";
import { compareDocument, runsCsv } from "../output/compare-document.ts";
import { fileList, filesDocument } from "../output/file-list.ts";
import { wordsFor } from "../words/words-for.ts";
import { compareFile, followCompare } from "./follow-compare.ts";
import { inFolder } from "./in-folder.ts";
import { judgedFit } from "./judged-fit.ts";
import type { ResultFile } from "./page-run.ts";
import { pictureFiles } from "./picture-files.ts";
import { readData } from "./read-data.ts";
import { requireNumbers } from "./require-numbers.ts";
import type { FitRun } from "./run-fit.ts";

/** `gatecast compare`, as typed. */
export interface CompareRequest extends FitRun {
  /** Names and numbers, or what was typed instead of them. */
  readonly choices: { readonly cells: unknown; readonly seeds: unknown; readonly parameters: unknown };
}

/** Compares cells, writes the page and every run, and prints scores, tests and the conclusion. */
export async function runCompare(run: CompareRequest): Promise<void> {
  const { settings, options, table, command } = await judgedFit(run.config, run.typed);
  const { entrants, ...rest } = readCompareChoices(await withOwnCells(run.choices), options);
  const choices = { ...rest, cells: entrants.map(({ name, own }) => own ?? name) };
  const lang = command.lang ?? localeLanguage();
  const { data, resume, json, quiet, context } = run;
  const { interruption } = context;
  interruption.takeCare();
  await inFolder(command.out, data, async (folder) => {
    const { signal } = interruption;
    const found = await readData(data, table, { signal, lang, quiet });
    const { frame, notes, textColumns } = await readFrame(found, table, settings, { file: data, signal });
    requireTarget(frame, settings.target, textColumns);
    requireNumbers({ frame, textColumns }, settings.past, "--past");
    requireNumbers({ frame, textColumns }, settings.future, "--future");
    const engine = engineOptions(command);
    const job = { frame, notes, options, choices, folder, lang, resume, quiet, engine, context };
    const compared = await followCompare(job);
    const outcome: CompareOutcome = { ...compared, notes: [...notes, ...compared.notes] };
    const files = await resultFiles(outcome, folder, lang, command.charts);
    await writeFiles(files);
    await rm(compareFile(folder), { force: true });
    if (json) {
      print(`${JSON.stringify(compareDocument(outcome, filesDocument(files), lang), null, 2)}\n`);
      return;
    }
    const { renderCompareText } = await import("@gatecast/forecast/report");
    const columns = terminalColumns();
    const text = renderCompareText(outcome, { lang, ...(columns === undefined ? {} : { width: columns }) });
    print(`${text}\n\n${fileList(folder.path, files, wordsFor(lang))}`);
  });
}

/** The choices with cells of one's own in the places of the files that make them. */
async function withOwnCells(choices: CompareRequest["choices"]): Promise<CompareRequest["choices"]> {
  if (!Array.isArray(choices.cells)) return choices;
  const cells: unknown[] = [];
  for (const name of choices.cells) cells.push(await ownCell(String(name), "--cells"));
  return { ...choices, cells };
}

async function resultFiles(
  outcome: CompareOutcome,
  folder: OutFolder,
  lang: Lang,
  charts: readonly ChartFormat[],
): Promise<readonly ResultFile[]> {
  const { comparePictures, renderComparePage } = await import("@gatecast/forecast/report");
  const pictures = await pictureFiles("report", charts.length > 0 ? comparePictures(outcome, { lang }) : [], charts);
  return [
    { key: "runs", path: folder.file("runs.csv"), content: runsCsv(outcome) },
    ...pictures.map(({ name, ...file }) => ({ ...file, path: folder.file(name) })),
    { key: "report", path: folder.file("report.html"), content: renderComparePage(outcome, { lang }) },
  ];
}
