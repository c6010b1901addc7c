import { type Cell, type CellData, cellData } from "@gatecast/engine";
import { Problem } from "../contracts/index.ts";

/**
 * The equations of a cell of one's own as data, for layers of these sizes.
 * @throws Problem (usage) `cell_impossible` where it reads nothing, or what it says for each unit cannot be, in the cell's own words.
 */
export function ownEquations(cell: Cell, units: readonly number[], option: string): CellData {
  checkReads(cell, option);
  try {
    return cellData(cell, units);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw impossible(error.message, option);
  }
}

/** @throws Problem `cell_impossible` (usage) where nothing of a window is ever read: neither x nor what is given. */
function checkReads({ name, gates, given }: Cell, option: string): void {
  if (given.length > 0 || gates.some(({ input }) => input)) return;
  const all = gates.map((gate) => `"${gate.name}"`).join(", ");
  throw impossible(
    `cell "${name}": no gate takes "x", so that nothing of the data is read; write "x", or "x + " and a state, in one of gates: ${all}`,
    option,
  );
}

/** The problem of equations that no cell can have. */
export const impossible = (why: string, option: string): Problem =>
  new Problem("usage", "cell_impossible", `${why}.`, {
    found: why,
    needed: "equations that the layers asked for can have",
    hint: "See docs/your-own-cell.md.",
    option,
  });
