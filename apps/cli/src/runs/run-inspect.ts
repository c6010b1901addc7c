import { basename } from "node:path";
import {
  type Inspection,
  inspectTable,
  proposalReasons,
  proposeConfiguration,
  tableOfSeries,
} from "@gatecast/forecast";
import { programName } from "../adapters/environment.ts";
import { checkPlace } from "../adapters/output-place.ts";
import { merge, type Values } from "../options/add-flags.ts";
import { readTableOptions } from "../options/table-options.ts";
import { configurationYaml } from "../output/configuration-yaml.ts";
import { inspectionDocument } from "../output/inspection-document.ts";
import { proposalRemarks } from "../output/proposal-remarks.ts";
import { shellQuote } from "../output/shell-quote.ts";
import { wordsFor } from "../words/words-for.ts";
import { withFile } from "./in-folder.ts";
import { deliver, type Findings, type PageRun, tellNotes, watchOf } from "./page-run.ts";
import { pictureFiles } from "./picture-files.ts";
import { readData } from "./read-data.ts";

/** `gatecast inspect`, as typed. */
export interface InspectRun extends PageRun {
  readonly target?: string;
  readonly write?: string;
  readonly force?: boolean;
}

/** Shows what is wrong with a table, and proposes a configuration. */
export async function runInspect(run: InspectRun): Promise<void> {
  readTableOptions(run.typed);
  const { write } = run;
  if (write !== undefined) {
    await checkPlace(write, "--write", { input: run.data, mayOverwrite: run.force === true });
  }
  const findings = await inspect(run).catch((error: unknown) => {
    throw withFile(error, run.data);
  });
  await deliver(run, findings);
}

async function inspect(run: InspectRun): Promise<Findings> {
  const { data, typed, target, write } = run;
  const watch = watchOf(run);
  const options = readTableOptions(typed);
  const whole = await readData(data, options, watch);
  tellNotes(whole.notes, watch);
  const table = options.series === undefined ? whole : tableOfSeries(whole, options.series);
  const asked = target === undefined ? {} : { target };
  const inspection = await inspectTable(table, { ...asked, signal: watch.signal });
  // What had to be said to read the file has to be said again.
  const proposal = merge({ ...proposeConfiguration(inspection, asked) }, typed);
  const { inspectionPictures, renderInspectionPage, renderInspectionText } = await import("@gatecast/forecast/report");
  const pictures = await pictureFiles(
    "inspection",
    () => inspectionPictures(inspection, table, watch),
    run.charts ?? [],
  );
  return {
    text: [
      renderInspectionText(inspection, watch),
      ...(write === undefined ? [] : [nextStep(run, write, proposal, inspection)]),
    ].join("\n\n"),
    document: inspectionDocument(data, inspection, proposal, table.notes, watch.lang),
    files: (place) => [
      ...(write === undefined
        ? []
        : [
            {
              key: "configuration" as const,
              path: write,
              option: "--write",
              content: yamlOf(run, write, proposal, inspection),
            },
          ]),
      ...pictures.map(({ name, ...file }) => ({ ...file, path: place(name) })),
      {
        key: "inspection",
        path: place("inspection.html"),
        content: renderInspectionPage(inspection, table, watch),
      },
    ],
  };
}

/** The proposal as a file that says why each part of it stands there. */
function yamlOf(run: InspectRun, write: string, proposal: Values, inspection: Inspection): string {
  const words = wordsFor(watchOf(run).lang);
  const head = words.proposalHead(basename(run.data), fitCommand(run, write));
  return configurationYaml(
    head,
    proposal,
    proposalRemarks(proposal, reasonsOf(run, inspection), inspection.findings, words),
  );
}

/** What to do with the proposal; before it, why it names no target where it does not. */
function nextStep(run: InspectRun, write: string, proposal: Values, inspection: Inspection): string {
  const words = wordsFor(watchOf(run).lang);
  const { target: reason = "" } = reasonsOf(run, inspection);
  const lacking = proposal.target === undefined ? words.proposalReasons[reason] : undefined;
  return [...(lacking === undefined ? [] : [lacking]), words.useConfiguration(fitCommand(run, write))].join("\n");
}

function reasonsOf({ target }: InspectRun, inspection: Inspection): Record<string, string> {
  return proposalReasons(inspection, target === undefined ? {} : { target });
}

function fitCommand(run: InspectRun, write: string): string {
  return [programName(), ...["fit", run.data, "--config", write].map(shellQuote)].join(" ");
}
