import {
  type ExplainProgress,
  type ExplainSettings,
  type Explanation,
  explain,
  type ForecastModel,
  type Frame,
  fileKind,
  loadModel,
  loadPanel,
  type Note,
  originAt,
  type PanelModel,
  Problem,
  readExplainOptions,
} from "@gatecast/forecast";
import { MODEL, readInput } from "../adapters/read-input.ts";
import { readTableOptions } from "../options/table-options.ts";
import { attributionsCsv, gatesCsv } from "../output/explanation-csv.ts";
import { explanationDocument } from "../output/explanation-document.ts";
import { noProgressLine, progressLine } from "../output/progress-line.ts";
import { wordsFor } from "../words/words-for.ts";
import { withFile } from "./in-folder.ts";
import { deliver, type Findings, type PageRun, tellNotes, watchOf } from "./page-run.ts";
import { pictureFiles } from "./picture-files.ts";
import type { Watch } from "./read-data.ts";
import { readNewer, readNewerPanel } from "./read-newer.ts";
import { requireNumbers, requirePanelColumns } from "./require-numbers.ts";

/** `gatecast explain`, as typed. */
export interface ExplainRun extends PageRun {
  readonly model: string;
  readonly at?: string;
  /** Numbers, or what was typed instead of them. */
  readonly step?: unknown;
  readonly layer?: unknown;
  readonly part?: string;
  readonly unit?: unknown;
  readonly baseline?: unknown;
  readonly repeats?: unknown;
  readonly seed?: unknown;
}

/** A model with the table that it is explained on. */
interface Opened {
  readonly model: ForecastModel | PanelModel;
  readonly frame: Frame;
  readonly notes: readonly Note[];
}

/** Shows why a saved model forecasts what it forecasts. */
export async function runExplain(run: ExplainRun): Promise<void> {
  const settings = judge(run);
  const bytes = await readInput(run.model, MODEL);
  try {
    const watch = watchOf(run);
    const opened =
      fileKind(bytes) === "panel" ? await openPanel(run, bytes, watch) : await openSeries(run, bytes, watch);
    try {
      await deliver(run, await examine(run, opened, settings));
    } finally {
      opened.model.close();
    }
  } catch (error) {
    const isModel = error instanceof Problem && error.kind === "model";
    throw isModel ? error.with({ file: run.model }) : withFile(error, run.data);
  }
}

async function examine(run: ExplainRun, { model, frame, notes }: Opened, settings: ExplainSettings): Promise<Findings> {
  const watch = watchOf(run);
  const { signal } = watch;
  const at = run.at === undefined ? {} : { origin: originAt(frame, run.at) };
  // From here on an interruption ends the exchanges of inputs, and what there is then is written.
  run.context.interruption.takeCare();
  const found = await followed(watch, (onProgress) =>
    explain(model, frame, { ...settings, ...at }, { signal, onProgress, keep: true }),
  );
  const explanation: Explanation = { ...found, notes: [...notes, ...found.notes] };
  tellNotes(explanation.notes, watch);
  // Drawing loads a large library, which commands without pictures need not wait for.
  const report = await import("@gatecast/forecast/report");
  const drawn = () => report.explanationPictures(explanation, watch);
  const pictures = await pictureFiles("explanation", drawn, run.charts ?? []);
  return {
    text: report.renderExplanationText(explanation, watch),
    document: explanationDocument(run, explanation, report, watch.lang),
    isCutShort: explanation.notes.some(({ code }) => code === "importance_cut_short"),
    files: (place) => [
      { key: "attributions", path: place("attributions.csv"), content: attributionsCsv(explanation) },
      ...(explanation.gates.length === 0
        ? []
        : [{ key: "gates" as const, path: place("gates.csv"), content: gatesCsv(explanation) }]),
      ...pictures.map(({ name, ...file }) => ({ ...file, path: place(name) })),
      {
        key: "explanation",
        path: place("explanation.html"),
        content: report.renderExplanationPage(explanation, watch),
      },
    ],
  };
}

/** Milliseconds that an explanation may take before anybody is told how far it is. */
const PATIENCE = 1000;

/** Tells how far the exchanges of inputs are, where they take long. */
async function followed<T>(
  { quiet, lang }: Watch,
  work: (onProgress: (reached: ExplainProgress) => void) => Promise<T>,
): Promise<T> {
  const line = quiet ? noProgressLine : progressLine(process.stderr);
  const words = wordsFor(lang);
  const began = performance.now();
  try {
    return await work((reached) => {
      if (performance.now() - began >= PATIENCE) line.update(words.exchanging(reached));
    });
  } finally {
    line.end();
  }
}

async function openSeries(run: ExplainRun, bytes: Uint8Array, watch: Watch): Promise<Opened> {
  const model = await loadModel(bytes);
  try {
    const table = await readNewer(run.data, run.typed, model.description.reading, watch);
    const { target, past, future } = model.description;
    requireNumbers(table, [target, ...past, ...future]);
    return { model, frame: table.frame, notes: table.notes };
  } catch (error) {
    model.close();
    throw error;
  }
}

async function openPanel(run: ExplainRun, bytes: Uint8Array, watch: Watch): Promise<Opened> {
  const model = await loadPanel(bytes);
  try {
    const table = await readNewerPanel(run.data, run.typed, model.description, watch);
    requirePanelColumns(table, model.description);
    return { model, frame: onlySeries(table.frames), notes: table.notes };
  } catch (error) {
    model.close();
    throw error;
  }
}

const NAMED = 8;

function onlySeries(frames: readonly Frame[]): Frame {
  const [only, ...others] = frames;
  if (only !== undefined && others.length === 0) return only;
  const ids = frames.map(({ id }) => id);
  const list = `${ids.slice(0, NAMED).join(", ")}${ids.length > NAMED ? " …" : ""}`;
  throw new Problem("usage", "option_invalid", "--series is missing.", {
    found: `${frames.length} series: ${list}`,
    needed: "the name of one of them",
    hint: `Name the series to explain: --series ${ids[0]}.`,
    option: "--series",
  });
}

/** Judges the options before any file is read. */
function judge({ step, layer, part, unit, baseline, repeats, seed, typed }: ExplainRun): ExplainSettings {
  readTableOptions(typed);
  const asked = Object.entries({ step, layer, part, unit, baseline, repeats, seed });
  return readExplainOptions(Object.fromEntries(asked.filter(([, value]) => value !== undefined)));
}
