import type { CompareOutcome } from "../../compare/outcome.ts";
import { wrap } from "../display-width.ts";
import { textTable } from "../text-table.ts";
import type { Lang } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { wordsFor } from "../words/words-for.ts";
import { compareConclusion } from "./compare-conclusion.ts";
import { scoreRows, testRows, trainingRows } from "./compare-rows.ts";

/** Metrics that a terminal has room for, beside the one that counts. */
const METRICS = ["rmse", "mae", "mase", "smape"] as const;

/**
 * A comparison for a terminal: scores over the seeds, how each cell was trained, the tests, the conclusion, and why cells failed. Lines end in
 * no newline at the last.
 * @param options.width cells of the terminal; without it tables are as wide as they need to be, and sentences 100
 */
export function renderCompareText(
  outcome: CompareOutcome,
  options: { readonly lang: Lang; readonly width?: number },
): string {
  const words = wordsFor(options.lang);
  const { width = 100, lang } = options;
  const room = options.width === undefined ? {} : { width };
  const metrics = [outcome.measure, ...METRICS.filter((metric) => metric !== outcome.measure)];
  const tables = [scoreRows(outcome, metrics, words), trainingRows(outcome, words), testRows(outcome, words)];
  return [
    ...tables.flatMap(({ head, rows }, t) => {
      const right = head.map((_, column) => column).slice(1, t === 2 ? -1 : undefined);
      return rows.length === 0 ? [] : [...textTable({ head, rows, right, ...room, shrink: 0 }), ""];
    }),
    ...wrap(words.compare.scoresHint, width),
    "",
    ...wrap(compareConclusion(outcome, lang), width),
    ...outcome.cells.flatMap(({ cell, failure }) =>
      failure === null ? [] : wrap(fill(words.named, { name: cell, text: words.whyRefused(failure.message) }), width),
    ),
  ].join("\n");
}
