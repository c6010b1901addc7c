import { resolve } from "node:path";
import {
  type Evaluation,
  type Frame,
  formatTime,
  type Lang,
  loadModel,
  type ModelDescription,
  Problem,
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
import { scoreRows } from "../output/score-rows.ts";
import { wordsFor } from "../words/words-for.ts";
import { withFile } from "./in-folder.ts";
import { readNewer } from "./read-newer.ts";
import { requireNumbers } from "./require-numbers.ts";

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
  const model = await loadModel(await readInput(run.model, MODEL)).catch((error: unknown) => {
    throw error instanceof Problem ? error.with({ file: run.model }) : error;
  });
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
  } catch (error) {
    throw withFile(error, run.data);
  } finally {
    model.close();
  }
}

function verdictOf(evaluation: Evaluation, { cell, horizon, target }: ModelDescription, frame: Frame, lang: Lang) {
  return verdictSentence({ ...evaluation, model: cell, horizon, target, frame }, lang);
}
