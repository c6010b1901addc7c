import { cellFor, FAMILY, memberEquations, SIZE_STEPS } from "@gatecast/nn";
import { fillMarkers } from "../page.ts";
import { drawingRows } from "./drawing.ts";
import { memberDrawings } from "./member-drawing.ts";
import { memberPage, memberTable } from "./page.ts";
import { drawingSvg } from "./svg.ts";
import { CELL_PAGE_WORDS } from "./words.ts";

/**
 * The pages and drawings of all members of the family, and the list of them in the indices, by path from the root. `read`
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
  for (const lang of ["en", "zh"] as const) {
    const { ending } = CELL_PAGE_WORDS[lang];
    const pages = { family: read(`docs/family${ending}`), performance: read(`docs/performance${ending}`) };
    for (const member of members) files[`docs/cells/${member.name}${ending}`] = await memberPage(member, lang, pages);
    const index = `docs/cells/README${ending}`;
    files[index] = fillMarkers(read(index), { cells: await memberTable(members, lang) });
  }
  return files;
}
