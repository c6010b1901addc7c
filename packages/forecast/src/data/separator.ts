import Papa from "papaparse";

/** Rarer separators first: a semicolon file may hold as many decimal commas, but not the reverse. */
const SEPARATORS = [";", "\t", "|", ","] as const;

/** The separator that cuts most of a text's first rows into the same number of cells; a comma where none does. */
export function findSeparator(head: string): string {
  let best = ",";
  let bestShare = 0;
  for (const separator of SEPARATORS) {
    const share = evenShare(separator, head.slice(0, 64 * 1024));
    if (share > bestShare) {
      best = separator;
      bestShare = share;
    }
  }
  return best;
}

/** Share of the first rows that have the most frequent number of cells, if that is at least two. */
function evenShare(separator: string, head: string): number {
  const parsed = new Papa.Parser({ delimiter: separator, preview: 20 }).parse(head, 0, false) as { data: string[][] };
  const widths = parsed.data.filter((row) => row.some((cell) => cell.trim() !== "")).map((row) => row.length);
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  let most = 0;
  for (const [width, count] of counts) if (width > 1) most = Math.max(most, count);
  return widths.length === 0 ? 0 : most / widths.length;
}
