import type { Outcome } from "../../contracts/index.ts";
import { formatTime } from "../../data/index.ts";
import { escapeHtml } from "../escape-html.ts";
import { formatNumber } from "../format-number.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { bandName, modelName } from "../words/model-name.ts";

/** The forecast beyond the end in numbers: one row a step: the network, the best baseline and the network's band, folded away. */
export function forecastTable({ frame, beyond, band, model, bestBaseline }: Outcome, words: Catalogue): string {
  const shown = beyond.filter((forecast) => forecast.model === model || forecast.model === bestBaseline);
  const [first] = shown;
  const origin = first?.origins[0];
  if (!first || origin === undefined) return "";
  const head = [frame.timeName, ...shown.map((forecast) => modelName(forecast.model, model, words))];
  if (band !== undefined) head.push(bandName(band, words));
  const rows = Array.from({ length: first.horizon }, (_, step) => {
    const cells = shown.map(({ values }) => `<td>${formatNumber(values[step] ?? Number.NaN)}</td>`);
    if (band !== undefined) {
      const [low, high] = band.ends.map(({ values }) => formatNumber(values[step] ?? Number.NaN));
      cells.push(`<td>${low} … ${high}</td>`);
    }
    return `<tr><th scope="row">${escapeHtml(formatTime(frame.time, origin + 1 + step))}</th>${cells.join("")}</tr>`;
  });
  return `<details><summary>${escapeHtml(words.labels.forecastBeyond)}</summary><div class="wide"><table>
<thead><tr>${head.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join("")}</tr></thead>
<tbody>
${rows.join("\n")}
</tbody></table></div></details>`;
}
