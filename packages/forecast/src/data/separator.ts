import Papa from "papaparse";

/** Rarer separators first: a semicolon file may hold as many decimal commas, but not the reverse. */
const SEPARATORS = [";", "\t", "|", ","] as const;

/**
 * The separator that cuts most of a text's first rows into the same number of cells. Where none does, runs of blanks if they do
 * in every row; else a comma.
 */
export function findSeparator(head: string): string {
  const start = head.slice(0, 64 * 1024);
  let best = ",";
  let bestShare = 0;
  for (const separator of SEPARATORS) {
    const share = evenShare(separator, start);
    if (share > bestShare) {
      best = separator;
      bestShare = share;
    }
  }
  return bestShare === 0 && hasEvenBlanks(start) ? " " : best;
}

/** What ends lines: old Macs write a carriage return alone; CRLF needs no mode, as cells are trimmed. */
export function newlineOf(head: string): "\r" | "\n" {
  return head.includes("\r") && !head.includes("\n") ? "\r" : "\n";
}

/** Share of the first rows that have the most frequent number of cells, if that is at least two. */
function evenShare(separator: string, head: string): number {
  const rows = new Papa.Parser({ delimiter: separator, newline: newlineOf(head), preview: 20 });
  const parsed = rows.parse(head, 0, false) as { data: string[][] };
  const widths = parsed.data.filter((row) => row.some((cell) => cell.trim() !== "")).map((row) => row.length);
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  let most = 0;
  for (const [width, count] of counts) if (width > 1) most = Math.max(most, count);
  return widths.length === 0 ? 0 : most / widths.length;
}

/** All of the first rows have the same number of words, and below the first they hold numbers; prose does not. */
function hasEvenBlanks(head: string): boolean {
  const lines = head.split(/\r\n?|\n/, 20).map((line) => line.trim().split(/ +/));
  const whole = lines.slice(0, Math.max(2, lines.length - 1)).filter((words) => words[0] !== "");
  const width = whole[0]?.length ?? 0;
  if (whole.length < 2 || width < 2 || whole.some((words) => words.length !== width)) return false;
  return whole.slice(1).every((words) => words.some((word) => /^[+-]?\d/.test(word)));
}
