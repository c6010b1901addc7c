import type { Score } from "../contracts/index.ts";
import { formatNumber } from "./format-number.ts";
import { bestModels, SCORE_COLUMNS } from "./score-columns.ts";
import { textTable } from "./text-table.ts";
import type { Lang } from "./words/catalogue.ts";
import { modelName } from "./words/model-name.ts";
import { wordsFor } from "./words/words-for.ts";

/**
 * The score table as plain text: aligned columns for a terminal, `*` after the best of each column, `–` for NaN.
 * Lines end in no newline at the last.
 */
export function renderTable(scores: readonly Score[], lang: Lang): string {
  const words = wordsFor(lang);
  if (scores.length === 0) return words.labels.notScored;
  const best = new Map(SCORE_COLUMNS.map((metric) => [metric, bestModels(scores, metric)]));
  const head = [words.labels.model, ...SCORE_COLUMNS.map((metric) => `${words.metrics[metric]} `)];
  const rows = scores.map((score) => [
    modelName(score.model, scores[0]?.model ?? "", words),
    ...SCORE_COLUMNS.map((metric) => formatNumber(score[metric]) + (best.get(metric)?.has(score.model) ? "*" : " ")),
  ]);
  const lines = textTable({ head, rows, right: head.map((_, column) => column).slice(1) });
  lines.push(`* ${words.labels.best}`);
  if (scores.some((score) => SCORE_COLUMNS.some((metric) => Number.isNaN(score[metric])))) {
    lines.push(`– ${words.labels.undefinedMetric}`);
  }
  return lines.join("\n");
}
