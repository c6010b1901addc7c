import type { Outcome } from "../../contracts/index.ts";
import { escapeHtml } from "../escape-html.ts";
import { formatNumber } from "../format-number.ts";
import { bestModels, SCORE_COLUMNS } from "../score-columns.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { modelName } from "../words/model-name.ts";

/** The score table with what its columns mean, as HTML. */
export function scoreTable(
  { scores, model, season }: Pick<Outcome, "scores" | "model" | "season">,
  words: Catalogue,
): string {
  if (scores.length === 0) return `<p>${escapeHtml(words.labels.notScored)}</p>`;
  const best = new Map(SCORE_COLUMNS.map((metric) => [metric, bestModels(scores, metric)]));
  const heads = SCORE_COLUMNS.map((metric) => `<th scope="col">${escapeHtml(words.metrics[metric])}</th>`);
  const rows = scores.map((score) => {
    const cells = SCORE_COLUMNS.map((metric) => {
      const isBest = best.get(metric)?.has(score.model);
      const spoken = isBest ? ` title="${escapeHtml(words.labels.best)}"` : "";
      return `<td class="${isBest ? "best" : "other"}"${spoken}>${formatNumber(score[metric])}</td>`;
    });
    const name = escapeHtml(modelName(score.model, model, words));
    return `<tr${score.model === model ? ' class="network"' : ""}><th scope="row">${name}</th>${cells.join("")}</tr>`;
  });
  const undefinedShown = scores.some((score) => SCORE_COLUMNS.some((metric) => Number.isNaN(score[metric])));
  const hints = [
    `● ${words.labels.best}`,
    ...(undefinedShown ? [`– ${words.labels.undefinedMetric}`] : []),
    fill(words.labels.seasonUsed, { season }),
  ];
  const meanings = SCORE_COLUMNS.map(
    (metric) => `<dt>${escapeHtml(words.metrics[metric])}</dt><dd>${escapeHtml(words.metricMeanings[metric])}</dd>`,
  );
  return `<div class="wide"><table>
<thead><tr><th scope="col">${escapeHtml(words.labels.model)}</th>${heads.join("")}</tr></thead>
<tbody>
${rows.join("\n")}
</tbody></table></div>
<p class="hint">${hints.map(escapeHtml).join(" &nbsp;·&nbsp; ")}</p>
<details><summary>${escapeHtml(words.labels.meanings)}</summary><dl>${meanings.join("")}</dl></details>`;
}
