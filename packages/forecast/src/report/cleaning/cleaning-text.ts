import { displayWidth, wrap } from "../display-width.ts";
import { renderNotes } from "../notes.ts";
import { textTable } from "../text-table.ts";
import type { Catalogue, Lang } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { wordsFor } from "../words/words-for.ts";
import { changeHead, changeRows, changeSentence } from "./change-rows.ts";
import { type Cleaning, columnChanges, holdsFilled } from "./cleaning.ts";
import { describeStep } from "./describe-step.ts";

// About a screen.
const MOST_COLUMNS = 14;

/**
 * A cleaning for a terminal: what became of the table, each step with what it did, the columns before and after. Lines end in no
 * newline at the last.
 * @param options.width cells of the terminal, 100 unless told
 */
export function renderCleaningText(
  cleaning: Cleaning,
  options: { readonly lang: Lang; readonly width?: number },
): string {
  const words = wordsFor(options.lang);
  const { width = 100 } = options;
  const steps = cleaning.steps.flatMap(({ spec, notes }, i) => [
    ...indent(`${i + 1}. `, describeStep(spec, words), width),
    ...renderNotes(notes, options.lang).flatMap((note) => indent("   - ", note, width)),
  ]);
  const columns = columnChanges(cleaning).length;
  const table = changeTable(cleaning, words, width);
  return [
    ...wrap(`${cleaning.after.id}: ${changeSentence(cleaning, words)}`, width),
    "",
    ...(steps.length > 0 ? steps : [words.cleaning.noSteps]),
    "",
    ...table,
    ...(columns > MOST_COLUMNS ? [fill(words.inspection.andMore, { count: columns - MOST_COLUMNS })] : []),
    ...(holdsFilled(cleaning) ? ["", ...wrap(words.cleaning.neverScored, width)] : []),
  ].join("\n");
}

/** The columns before and after; mean and spread, the least telling, are left out where the terminal is too narrow. */
function changeTable(cleaning: Cleaning, words: Catalogue, width: number): string[] {
  const [head, rows] = [changeHead(words), changeRows(cleaning, words, MOST_COLUMNS)];
  const right = [1, 2, 3, 4, 5, 6];
  const whole = textTable({ head, rows, right, width, shrink: 0 });
  if (whole.every((line) => displayWidth(line) <= width)) return whole;
  const short = (row: readonly string[]): string[] => row.filter((_, column) => column !== 3 && column !== 4);
  return textTable({ head: short(head), rows: rows.map(short), right, width, shrink: 0 });
}

function indent(mark: string, text: string, width: number): string[] {
  const space = " ".repeat(mark.length);
  return wrap(text, width - mark.length).map((line, i) => (i === 0 ? mark : space) + line);
}
