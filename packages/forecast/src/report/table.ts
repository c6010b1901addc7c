import type { Score } from "../contracts/index.ts";
import { displayWidth } from "./display-width.ts";
import { formatNumber } from "./format-number.ts";
import { bestModels, SCORE_COLUMNS } from "./score-columns.ts";
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
  const table = [
    [words.labels.model, ...SCORE_COLUMNS.map((metric) => `${words.metrics[metric]} `)],
    ...scores.map((score) => [
      modelName(score.model, scores[0]?.model ?? "", words),
      ...SCORE_COLUMNS.map((metric) => formatNumber(score[metric]) + (best.get(metric)?.has(score.model) ? "*" : " ")),
    ]),
  ];
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => displayWidth(row[column] ?? ""))));
  const lines = table.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0, column > 0))
      .join("  ")
      .trimEnd(),
  );
  lines.splice(1, 0, "-".repeat(Math.max(...lines.map(displayWidth))));
  lines.push(`* ${words.labels.best}`);
  if (scores.some((score) => SCORE_COLUMNS.some((metric) => Number.isNaN(score[metric])))) {
    lines.push(`– ${words.labels.undefinedMetric}`);
  }
  return lines.join("\n");
}

function pad(text: string, width: number, right: boolean): string {
  const space = " ".repeat(Math.max(0, width - displayWidth(text)));
  return right ? space + text : text + space;
}
