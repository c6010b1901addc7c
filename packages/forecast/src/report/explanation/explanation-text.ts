import { formatTime } from "../../data/index.ts";
import type { Explanation } from "../../explain/index.ts";
import { wrap } from "../display-width.ts";
import { formatNumber } from "../format-number.ts";
import { textTable } from "../text-table.ts";
import type { Lang } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { wordsFor } from "../words/words-for.ts";
import { explanationSentences } from "./explanation-sentences.ts";
import { gateHead, gateRows, partHead, partRows } from "./gate-rows.ts";
import { signed } from "./input-names.ts";
import { importanceHead, importanceRows, inputHead, inputRows } from "./input-rows.ts";

/** Inputs, and gates, that are listed; a page has all. */
const MOST = 14;
const MOST_GATES = 48;

/**
 * An explanation for a terminal: what mattered most in sentences, then contributions, importance and gates in numbers, of many
 * inputs the first. Lines end in no newline at the last.
 * @param options.width cells of the terminal, 100 unless told
 */
export function renderExplanationText(
  explanation: Explanation,
  options: { readonly lang: Lang; readonly width?: number },
): string {
  const words = wordsFor(options.lang);
  const say = words.explanation;
  const { width = 100 } = options;
  const { frame, target, origin, attribution, importance, gates, unit } = explanation;
  const table = (head: readonly string[], rows: readonly (readonly string[])[], right: readonly number[]): string[] =>
    rows.length === 0 ? [] : ["", ...textTable({ head, rows, right, width, shrink: 0 })];
  const first = (
    head: readonly string[],
    rows: readonly (readonly string[])[],
    right: readonly number[],
    most = MOST,
  ): string[] => {
    const more = rows.length - most;
    const rest = more > 0 ? [fill(words.inspection.andMore, { count: more })] : [];
    return [...table(head, rows.slice(0, most), right), ...rest];
  };
  const facts = { target, cutoff: formatTime(frame.time, origin), id: frame.id };
  const missed = [
    fill(words.named, { name: say.labels.residual, text: signed(formatNumber(attribution.residual)) }),
    fill(say.path, { nodes: attribution.nodes }),
  ];
  return [
    ...wrap(fill(say.title, facts), width),
    "",
    ...explanationSentences(explanation, options.lang).flatMap((sentence) =>
      wrap(sentence, width - 2).map((line, i) => (i === 0 ? `- ${line}` : `  ${line}`)),
    ),
    ...first(inputHead(words), inputRows(explanation, words), [1, 2, 3, 5]),
    ...wrap(missed.join(words.betweenItems), width),
    ...(importance === null ? [] : first(importanceHead(words), importanceRows(explanation, words), [1, 2, 3])),
    ...first(partHead(words), partRows(explanation, words), [1, 2]),
    ...first(gateHead(words), gateRows(gates, unit, words), [1, 2, 3, 4], MOST_GATES),
  ].join("\n");
}
