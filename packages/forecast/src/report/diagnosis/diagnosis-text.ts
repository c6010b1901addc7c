import { wrap } from "../display-width.ts";
import { textTable } from "../text-table.ts";
import type { Lang } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { wordsFor } from "../words/words-for.ts";
import { conclusionsOf } from "./conclusions.ts";
import type { DiagnosedSeries } from "./diagnosed-series.ts";
import { seasonHead, seasonRows } from "./diagnosis-page.ts";
import { testHead, testRows } from "./test-rows.ts";

// What was tried in vain fills no screen.
const SEASONS = 4;

/**
 * A diagnosis for a terminal: what it means in sentences, then the tests and the periods in numbers. Lines end in no newline at
 * the last.
 * @param options.width cells of the terminal, 100 unless told
 */
export function renderDiagnosisText(
  { diagnosis, frame, column }: DiagnosedSeries,
  options: { readonly lang: Lang; readonly width?: number },
): string {
  const words = wordsFor(options.lang);
  const say = words.diagnosis;
  const { width = 100 } = options;
  const { rows, season } = diagnosis;
  const title = fill(say.titleReadings, {
    title: fill(say.title, { column, id: frame.id }),
    readings: fill(say.readings, { known: rows.known, rows: rows.count }),
  });
  // What each test assumes is told by its answer; the page has it in full.
  const short = (row: readonly string[]): string[] => row.filter((_, i) => i !== 4);
  const tests = textTable({
    head: short(testHead(words)),
    rows: testRows(diagnosis, words).map(short),
    right: [1, 2, 3],
    width,
  });
  const seasons = seasonRows(season.candidates, words).slice(0, SEASONS);
  return [
    ...wrap(title, width),
    "",
    ...conclusionsOf(diagnosis, words).flatMap((sentence) =>
      wrap(sentence, width - 2).map((line, i) => (i === 0 ? `- ${line}` : `  ${line}`)),
    ),
    "",
    ...tests,
    ...(seasons.length > 0
      ? ["", ...textTable({ head: seasonHead(words), rows: seasons, right: [0, 1, 2], width })]
      : []),
  ].join("\n");
}
