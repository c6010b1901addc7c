import { formatTime } from "../../data/index.ts";
import type { Alignment, Drivers, Explanation } from "../../explain/index.ts";
import { type SharesMap, sharesChart, sharesHeight } from "../charts/shares-chart.ts";
import { cellsSpan, type TimeCell, timeCells } from "../charts/time-cells.ts";
import type { Picture } from "../picture.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { inputName } from "./input-names.ts";

const MOST_CELLS = 240;
/** Lines that are named at most: every one of a few, of many every other, or third, from the first on. */
const MOST_NAMES = 12;

/** What each attention looked at: rows of the window, and columns where it chooses among them. */
export function alignmentPictures(explanation: Explanation, words: Catalogue): Picture[] {
  const { alignments, drivers } = explanation;
  return [
    ...alignments.map((one) => rowsPicture(one, explanation, words)),
    ...drivers.map((one) => columnsPicture(one, explanation, words)),
  ];
}

function rowsPicture(alignment: Alignment, { frame }: Explanation, words: Catalogue): Picture {
  const { layer, over, steps, first, rows, shares } = alignment;
  const cells = timeCells(frame.time, first, rows, MOST_CELLS);
  const { pictures } = words.explanation;
  const lines = Array.from({ length: steps }, (_, step) => shares.subarray(step * rows, (step + 1) * rows));
  const nameOf = (step: number): string => (over === "ahead" ? String(step + 1) : formatTime(frame.time, first + step));
  const apart = Math.ceil(steps / MOST_NAMES);
  const named = Array.from({ length: Math.ceil(steps / apart) }, (_, i) => i * apart);
  const map: SharesMap = {
    ...{ shares: inCells(lines, cells, "sum"), lines: steps },
    unit: over === "ahead" ? words.labels.stepsAhead : "",
    names: new Map(named.map((step) => [step, nameOf(step)])),
  };
  return {
    ...(over === "ahead" ? pictures.alignment : pictures.alignmentWithin),
    ...{ name: `alignment-${layer}`, about: "", height: sharesHeight(steps), nothing: words.labels.nothingToDraw },
    option: (title) => sharesChart(map, cells, cellsSpan(frame.time, cells), words, title),
  };
}

function columnsPicture({ layer, first, rows, inputs }: Drivers, { frame }: Explanation, words: Catalogue): Picture {
  const cells = timeCells(frame.time, first, rows, MOST_CELLS);
  const map: SharesMap = {
    shares: inCells(
      inputs.map(({ shares }) => shares),
      cells,
      "mean",
    ),
    ...{ lines: inputs.length, unit: "", names: new Map(inputs.map((input, i) => [i, inputName(input, words)])) },
  };
  return {
    ...words.explanation.pictures.drivers,
    ...{
      name: `drivers-${layer}`,
      about: "",
      height: sharesHeight(inputs.length),
      nothing: words.labels.nothingToDraw,
    },
    option: (title) => sharesChart(map, cells, cellsSpan(frame.time, cells), words, title),
  };
}

/** Lines over rows as lines over cells: shares of the rows together where rows were chosen, on the mean where columns were. */
function inCells(lines: readonly Float64Array[], cells: readonly TimeCell[], how: "sum" | "mean"): Float64Array {
  const values = new Float64Array(lines.length * cells.length);
  lines.forEach((shares, line) => {
    cells.forEach(({ from, to }, cell) => {
      const sum = shares.subarray(from, to).reduce((all, share) => all + share, 0);
      values[line * cells.length + cell] = how === "sum" ? sum : sum / (to - from);
    });
  });
  return values;
}

/** The row that an attention looked at most over all of its steps, and its mean share. */
export function lookedAtMost({ shares, steps, rows }: Alignment): { readonly at: number; readonly share: number } {
  const means = new Float64Array(rows);
  shares.forEach((share, i) => {
    means[i % rows]! += share / steps;
  });
  const share = Math.max(...means);
  return { at: means.indexOf(share), share };
}
