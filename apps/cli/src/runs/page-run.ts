import { type Lang, type Note, renderNotes } from "@gatecast/forecast";
import { localeLanguage } from "../adapters/environment.ts";
import { Interrupted } from "../adapters/interruption.ts";
import { openFolder } from "../adapters/out-folder.ts";
import { print, tell, terminalColumns } from "../adapters/streams.ts";
import { type OutputFile, writeFiles } from "../adapters/write-files.ts";
import type { Context } from "../context.ts";
import type { Values } from "../options/add-flags.ts";
import type { ChartFormat } from "../options/fit-request.ts";
import { fileList, filesDocument } from "../output/file-list.ts";
import type { FileKey } from "../words/catalogue.ts";
import { wordsFor } from "../words/words-for.ts";
import { nameOf } from "./name-of.ts";
import type { Watch } from "./read-data.ts";

/** What the commands that look at a table and write a page have in common, as typed. */
export interface PageRun {
  readonly data: string;
  /** The table's flags. */
  readonly typed: Values;
  readonly out?: string;
  readonly lang?: Lang;
  readonly charts?: readonly ChartFormat[];
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly context: Context;
}

/** A file to be written, with its name in `--json`. */
export type ResultFile = OutputFile & { readonly key: FileKey };

/** What a command has to say once everything is worked out. */
export interface Findings {
  /** For people, on stdout. */
  readonly text: string;
  /** The document of `--json`; the files' paths are added. */
  readonly document: object;
  /** An interruption has cut them short: they are written, and the run ends as interrupted. */
  readonly isCutShort?: boolean;
  /** The page comes last. */
  files(place: (name: string) => string): readonly ResultFile[];
}

/** Remarks, on stderr. */
export function tellNotes(notes: readonly Note[], { lang, quiet }: Watch): void {
  if (!quiet) for (const note of renderNotes(notes, lang)) tell(`${note}\n`);
}

/** How a run speaks, in how many columns where it is a terminal's, and who may stop it. */
export function watchOf({ lang, quiet, context }: PageRun): Watch & { readonly width?: number } {
  const columns = terminalColumns();
  return {
    ...{ lang: lang ?? localeLanguage(), quiet: quiet === true, signal: context.interruption.signal },
    ...(columns === undefined ? {} : { width: columns }),
  };
}

/**
 * Writes the files and prints. Nothing is written before, so an interruption leaves nothing; from here on everything is
 * ready, and one does not cut it short.
 * @throws Interrupted where one has cut short what there is.
 */
export async function deliver(run: PageRun, { text, document, isCutShort, files }: Findings): Promise<void> {
  run.context.interruption.takeCare();
  const folder = await openFolder(run.out ?? `gatecast-${nameOf(run.data)}`);
  let written: readonly ResultFile[];
  try {
    written = files((name) => folder.file(name));
    await writeFiles(written);
  } catch (error) {
    await folder.discard();
    throw error;
  }
  if (isCutShort === true) throw new Interrupted({ saved: written.at(-1)!.path });
  if (run.json === true) {
    print(`${JSON.stringify({ ...document, files: filesDocument(written) }, null, 2)}\n`);
    return;
  }
  print(`${text}\n\n${fileList(folder.path, written, wordsFor(watchOf(run).lang))}`);
}
