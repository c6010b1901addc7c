import { type CleanSpec, cleanTable, Problem, type TableOptions } from "@gatecast/forecast";
import type { CleaningStep } from "@gatecast/forecast/report";
import { checkPlace } from "../adapters/output-place.ts";
import { readTableOptions } from "../options/table-options.ts";
import { cleaningDocument } from "../output/cleaning-document.ts";
import { withFile } from "./in-folder.ts";
import { judged } from "./judged.ts";
import { nameOf } from "./name-of.ts";
import { deliver, type Findings, type PageRun, tellNotes, watchOf } from "./page-run.ts";
import { pictureFiles } from "./picture-files.ts";
import { readData } from "./read-data.ts";
import { checkTableName, tableContent } from "./table-content.ts";

/** `gatecast clean`, as typed. */
export interface CleanRun extends PageRun {
  readonly config?: string;
  readonly to?: string;
  readonly force?: boolean;
}

/** Repairs a table by the steps of a configuration; without a step the table is written as it was read, and that is said. */
export async function runClean(run: CleanRun): Promise<void> {
  const { config, to } = run;
  if (config === undefined) throw noConfiguration();
  if (to !== undefined) {
    checkTableName(to);
    await checkPlace(to, "--to", { input: run.data, mayOverwrite: run.force === true });
  }
  const options = await judged(config, run.typed, readTableOptions);
  const findings = await clean(run, options, options.clean ?? []).catch((error: unknown) => {
    throw withFile(error, run.data);
  });
  await deliver(run, findings);
}

async function clean(run: CleanRun, options: TableOptions, specs: readonly CleanSpec[]): Promise<Findings> {
  const watch = watchOf(run);
  const before = await readData(run.data, options, watch);
  tellNotes(before.notes, watch);
  const steps: CleaningStep[] = [];
  let after = before;
  // One by one, so that each can say what it did: without a cutoff every step learns from all rows that reach it.
  for (const spec of specs) {
    const { table, notes } = await cleanTable(after, [spec], { signal: watch.signal });
    // Not the tables themselves: those of all steps together may be the file many times over.
    steps.push({ spec, before: { rows: after.rows }, after: { rows: table.rows }, notes });
    after = table;
  }
  const name = `${nameOf(run.data)}-clean.csv`;
  const content = await tableContent(after, run.to ?? name);
  const { cleaningPictures, renderCleaningPage, renderCleaningText } = await import("@gatecast/forecast/report");
  const cleaning = { before, after, steps };
  const pictures = await pictureFiles("cleaning", () => cleaningPictures(cleaning, watch), run.charts ?? []);
  return {
    text: renderCleaningText(cleaning, watch),
    document: cleaningDocument(run.data, cleaning, watch.lang),
    files: (place) => [
      run.to === undefined
        ? { key: "table", path: place(name), content }
        : { key: "table", path: run.to, content, option: "--to" },
      ...pictures.map(({ name: picture, ...file }) => ({ ...file, path: place(picture) })),
      { key: "cleaning", path: place("cleaning.html"), content: renderCleaningPage(cleaning, watch) },
    ],
  };
}

function noConfiguration(): Problem {
  return new Problem("usage", "option_invalid", "--config is missing.", {
    found: "no configuration",
    needed: "a file with cleaning steps",
    hint: "Let one be proposed: gatecast inspect FILE --write config.yaml.",
    option: "--config",
  });
}
