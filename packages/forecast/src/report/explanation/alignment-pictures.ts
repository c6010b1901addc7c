import type { Alignment, Explanation } from "../../explain/index.ts";
import { alignmentChart, alignmentHeight } from "../charts/alignment-chart.ts";
import { cellsSpan, type TimeCell, timeCells } from "../charts/time-cells.ts";
import type { Picture } from "../picture.ts";
import type { Catalogue } from "../words/catalogue.ts";

const MOST_CELLS = 240;

/** What each attention looked at, a picture each. */
export function alignmentPictures({ alignments, frame, horizon }: Explanation, words: Catalogue): Picture[] {
  return alignments.map((one): Picture => {
    const cells = timeCells(frame.time, one.first, one.steps, MOST_CELLS);
    const shares = sharesOf(one, horizon, cells);
    return {
      ...words.explanation.pictures.alignment,
      name: `alignment-${one.layer}`,
      about: "",
      height: alignmentHeight(horizon),
      option: (title) => alignmentChart({ shares, steps: horizon }, cells, cellsSpan(frame.time, cells), words, title),
      nothing: words.labels.nothingToDraw,
    };
  });
}

/** Shares by step ahead and cell: those of the rows of a cell together. */
function sharesOf({ shares, steps }: Alignment, horizon: number, cells: readonly TimeCell[]): Float64Array {
  return Float64Array.from({ length: horizon * cells.length }, (_, i) => {
    const { from, to } = cells[i % cells.length]!;
    const step = Math.floor(i / cells.length);
    return shares.subarray(step * steps + from, step * steps + to).reduce((sum, share) => sum + share, 0);
  });
}

/** The step of the window that an attention looked at most over all steps ahead, and its mean share. */
export function lookedAtMost({ shares, steps }: Alignment): { readonly at: number; readonly share: number } {
  const means = new Float64Array(steps);
  shares.forEach((share, i) => {
    means[i % steps]! += share / (shares.length / steps);
  });
  const share = Math.max(...means);
  return { at: means.indexOf(share), share };
}
