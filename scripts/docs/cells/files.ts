import { cellFor, FAMILY, memberEquations, SIZE_STEPS, WRAPPERS } from "@gatecast/nn";
import { fillMarkers } from "../page.ts";
import { drawingRows } from "./drawing.ts";
import { memberDrawings } from "./member-drawing.ts";
import { memberPage, memberTable, wrapperPage, wrapperTable } from "./page.ts";
import { drawingSvg } from "./svg.ts";
import { unrolled, unrolledSvg } from "./unrolled.ts";
import { CELL_PAGE_WORDS } from "./words.ts";

/**
 * The pages and drawings of all members of the family and of what can be put around them, and the lists in the indices, by path from the root. `read`
 * gives an index, and the pages in which things were measured, as they stand.
 */
export async function cellFiles(read: (path: string) => string): Promise<Readonly<Record<string, string>>> {
  const files: Record<string, string> = {};
  const members = Object.values(FAMILY);
  for (const member of members) {
    const cell = cellFor(member, SIZE_STEPS);
    const drawing = cell === null ? memberDrawings(await memberEquations(member)) : drawingRows(cell);
    files[`docs/cells/${member.name}.svg`] = drawingSvg(drawing, member.name);
  }
  const wrappers = Object.values(WRAPPERS);
  for (const wrapper of wrappers) {
    files[`docs/cells/${wrapper.name}.svg`] = unrolledSvg(unrolled(wrapper), wrapper.name);
  }
  for (const lang of ["en", "zh"] as const) {
    const { ending } = CELL_PAGE_WORDS[lang];
    const [family, performance, sparsity] = ["family", "performance", "sparsity"].map((page) =>
      read(`docs/${page}${ending}`),
    ) as [string, string, string];
    const pages = { family, performance, sparsity };
    for (const member of members) files[`docs/cells/${member.name}${ending}`] = await memberPage(member, lang, pages);
    for (const one of wrappers) files[`docs/cells/${one.name}${ending}`] = await wrapperPage(one, lang, pages);
    const index = `docs/cells/README${ending}`;
    const lists = { cells: await memberTable(members, lang), wrappers: await wrapperTable(wrappers, lang) };
    files[index] = fillMarkers(read(index), lists);
  }
  return files;
}
