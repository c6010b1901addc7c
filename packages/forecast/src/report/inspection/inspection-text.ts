import { describeStep as stepText } from "../../data/index.ts";
import type { Inspection } from "../../inspect/inspection.ts";
import { displayWidth, truncate, wrap } from "../display-width.ts";
import { textTable } from "../text-table.ts";
import type { Lang } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { timeStep } from "../words/time-step.ts";
import { wordsFor } from "../words/words-for.ts";
import { columnsText } from "./columns-text.ts";
import { describeFinding, type FindingText } from "./describe-finding.ts";
import { summaryOf } from "./inspection-page.ts";

// About a screen.
const MOST = 14;

/**
 * An inspection for a terminal: what the table is, its columns in brief, then its findings, the weightiest first, as what · where · how many · first
 * lines · repair, each with its facts below it. Lines end in no newline at the last.
 * @param options.width cells of the terminal, 100 unless told
 */
export function renderInspectionText(
  inspection: Inspection,
  options: { readonly lang: Lang; readonly width?: number },
): string {
  const words = wordsFor(options.lang);
  const say = words.inspection;
  const { width = 100 } = options;
  const { id, time, rows, columns, findings } = inspection;
  const title = [
    `${id}: ${summaryOf(inspection, words)}`,
    ...(time ? [`${time.first} – ${time.last}${time.step ? ` · ${timeStep(stepText(time.step), words)}` : ""}`] : []),
    "",
    ...columnsText(columns, rows, words, width),
  ];
  if (findings.length === 0) return [...title, "", say.noFindings].join("\n");
  const texts = findings.slice(0, MOST).map((finding) => describeFinding(finding, words));
  const [head = "", rule = "", ...lines] = textTable({
    head: [say.what, say.where, say.count, say.firstRows],
    rows: texts.map(({ what, where, count, firstRows }) => [what, truncate(where, 30), count, firstRows]),
    right: [2],
    width,
  });
  const body = lines.flatMap((text, i) => [text, ...below(texts[i], width)]);
  const more = findings.length - texts.length;
  return [...title, "", head, rule, ...body, ...(more > 0 ? [fill(say.andMore, { count: more })] : [])].join("\n");
}

/** The facts of a finding and its repair, on one line where they fit. */
function below(text: FindingText | undefined, width: number): string[] {
  if (!text) return [];
  const parts = [text.detail, ...(text.repair === "" ? [] : [`→ ${text.repair}`])].filter((part) => part !== "");
  const together = `    ${parts.join("  ")}`;
  if (parts.length === 0) return [];
  if (displayWidth(together) <= width) return [together];
  return parts.flatMap((part) => wrap(part, width - 4).map((line) => `    ${line}`));
}
