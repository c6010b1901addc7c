import { resolve } from "node:path";
import {
  type Evaluation,
  type Frame,
  fileKind,
  formatTime,
  type Lang,
  loadModel,
  loadPanel,
  type ModelDescription,
  Problem,
  panelVerdictSentence,
  renderNotes,
  renderTable,
  verdictSentence,
} from "@gatecast/forecast";
import { localeLanguage } from "../adapters/environment.ts";
import { MODEL, readInput } from "../adapters/read-input.ts";
import { print, tell } from "../adapters/streams.ts";
import type { Context } from "../context.ts";
import type { Values } from "../options/add-flags.ts";
import { readTableOptions } from "../options/table-options.ts";
import { noteRows } from "../output/note-rows.ts";
import { panelScores } from "../output/panel-document.ts";
import { scoreRows } from "../output/score-rows.ts";
import { wordsFor } from "../words/words-for.ts";
import { withFile } from "./in-folder.ts";
import { readNewer, readNewerPanel } from "./read-newer.ts";
import { requireNumbers, requirePanelColumns } from "./require-numbers.ts";

/** `gatecast evaluate`, as typed. */
export interface EvaluateRun {
  readonly model: string;
  readonly data: string;
  /** The table's flags. */
  readonly typed: Values;
  readonly lang?: Lang;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly context: Context;
}

/** Scores a saved model on rows that it has not seen. */
export async function runEvaluate(run: EvaluateRun): Promise<void> {
  const lang = run.lang ?? localeLanguage();
  readTableOptions(run.typed);
  const bytes = await readInput(run.model, MODEL);
  try {
    if (fileKind(bytes) === "panel") await evaluatePanel(run, bytes, lang);
    else await evaluateSeries(run, bytes, lang);
  } catch (error) {
    const isModel = error instanceof Problem && error.kind === "model";
    throw isModel ? error.with({ file: run.model }) : withFile(error, run.data);
  }
}

async function evaluatePanel(run: EvaluateRun, bytes: Uint8Array, lang: Lang): Promise<void> {
  const model = await loadPanel(bytes);
  try {
    const watch = { signal: run.context.interruption.signal, lang, quiet: run.quiet === true };
    const table = await readNewerPanel(run.data, run.typed, model.description, watch);
    const { target, horizon, lookback, season, cell } = model.description;
    requirePanelColumns(table, model.description);
    const evaluation = model.evaluate(table.frames);
    const notes = [...table.notes, ...evaluation.notes];
    if (run.quiet !== true) for (const note of renderNotes(notes, lang)) tell(`${note}\n`);
    const series = evaluation.perSeries.length;
    if (run.json !== true) {
      const verdict = panelVerdictSentence({ ...evaluation, model: cell }, lang);
      print(`${renderTable(evaluation.scores, lang)}\n\n${verdict}\n\n${wordsFor(lang).scoredSeries(series)}\n`);
      return;
    }
    const document = {
      ...{ command: "evaluate", model: resolve(run.model), data: resolve(run.data), unique_id: null },
      ...{ target, lookback, horizon, season, series: { given: table.frames.length, scored: series } },
      ...panelScores(evaluation, cell, lang),
      notes: noteRows(notes, lang),
    };
    print(`${JSON.stringify(document, null, 2)}\n`);
  } finally {
    model.close();
  }
}

async function evaluateSeries(run: EvaluateRun, bytes: Uint8Array, lang: Lang): Promise<void> {
  const model = await loadModel(bytes);
  try {
    const watch = { signal: run.context.interruption.signal, lang, quiet: run.quiet === true };
    const table = await readNewer(run.data, run.typed, model.description.reading, watch);
    const { target, past, future, horizon, lookback, season } = model.description;
    requireNumbers(table, [target, ...past, ...future]);
    const evaluation = model.evaluate(table.frame);
    const notes = [...table.notes, ...evaluation.notes];
    if (run.quiet !== true) for (const note of renderNotes(notes, lang)) tell(`${note}\n`);
    const verdict = verdictOf(evaluation, model.description, table.frame, lang);
    const rows = {
      first: formatTime(table.frame.time, evaluation.rows.first),
      last: formatTime(table.frame.time, evaluation.rows.last),
    };
    if (run.json !== true) {
      print(`${renderTable(evaluation.scores, lang)}\n\n${verdict}\n\n`);
      print(`${wordsFor(lang).scoredRows(rows.first, rows.last)}\n`);
      return;
    }
    const document = {
      ...{ command: "evaluate", model: resolve(run.model), data: resolve(run.data), unique_id: table.frame.id },
      ...{ target, lookback, horizon, season, rows, scores: scoreRows(evaluation.scores) },
      ...{ best_baseline: evaluation.bestBaseline, skill: evaluation.skill, verdict },
      verdict_code: evaluation.verdict,
      notes: noteRows(notes, lang),
    };
    print(`${JSON.stringify(document, null, 2)}\n`);
  } finally {
    model.close();
  }
}

function verdictOf(evaluation: Evaluation, { cell, horizon, target }: ModelDescription, frame: Frame, lang: Lang) {
  return verdictSentence({ ...evaluation, model: cell, horizon, target, frame }, lang);
}
