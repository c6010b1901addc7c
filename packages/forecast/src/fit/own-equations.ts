import { type Cell, type CellData, cellData } from "@gatecast/engine";
import { Problem } from "../contracts/index.ts";

/**
 * The equations of a cell of one's own as data, for layers of these sizes.
 * @throws Problem (usage) `cell_impossible` where what it says for each unit cannot be, in the cell's own words.
 */
export function ownEquations(cell: Cell, units: readonly number[], option: string): CellData {
  try {
    return cellData(cell, units);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw impossible(error.message, option);
  }
}

/** The problem of equations that no cell can have. */
export const impossible = (why: string, option: string): Problem =>
  new Problem("usage", "cell_impossible", `${why}.`, {
    found: why,
    needed: "equations that the layers asked for can have",
    hint: "See docs/your-own-cell.md.",
    option,
  });
