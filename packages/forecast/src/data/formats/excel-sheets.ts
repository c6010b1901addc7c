import { Problem } from "../../contracts/problem.ts";
import { listNames } from "../column-names.ts";
import { nearestName } from "../nearest.ts";

/** A sheet of a workbook. */
export interface SheetPart {
  readonly name: string;
  readonly hidden: boolean;
  /** Its file in the archive; empty for a sheet that holds a chart alone. */
  readonly path: string;
}

/**
 * The sheet of this name (exact, else but for case) or this number from 1; a name of digits that no sheet bears is a
 * number; without either the first that holds cells and is not hidden. Throws `sheet_unknown`.
 */
export function chooseSheet(
  sheets: readonly SheetPart[],
  wanted: string | number | undefined,
): { readonly part: SheetPart; readonly number: number } {
  const index = indexOf(sheets, wanted);
  const part = sheets[index];
  if (part && part.path !== "") return { part, number: index + 1 };
  const names = sheets.filter(({ path }) => path !== "").map(({ name }) => name);
  const near = typeof wanted === "string" ? nearestName(wanted, names) : undefined;
  const asked =
    typeof wanted === "number" ? `sheet number ${wanted}` : wanted === undefined ? "sheet" : `sheet "${wanted}"`;
  throw new Problem("data", "sheet_unknown", `The workbook has no ${asked}.`, {
    found: names.length === 0 ? "no sheet with cells" : `the sheets ${listNames(names)}`,
    needed: "the name of a sheet, or its number from 1",
    hint: near === undefined ? "Name one of the sheets of the workbook." : `Did you mean "${near}"?`,
    option: "--sheet",
  });
}

function indexOf(sheets: readonly SheetPart[], wanted: string | number | undefined): number {
  if (typeof wanted === "number") return wanted - 1;
  if (wanted === undefined) {
    const visible = sheets.findIndex(({ hidden, path }) => !hidden && path !== "");
    return visible >= 0 ? visible : sheets.findIndex(({ path }) => path !== "");
  }
  const exact = sheets.findIndex(({ name }) => name === wanted);
  if (exact >= 0) return exact;
  const loose = wanted.trim().toLowerCase();
  const named = sheets.findIndex(({ name }) => name.trim().toLowerCase() === loose);
  // A command line hands numbers over as text.
  return named < 0 && /^\d{1,5}$/.test(loose) ? Number(loose) - 1 : named;
}
