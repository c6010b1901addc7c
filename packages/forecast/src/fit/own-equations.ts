import { type Cell, type CellData, cellData } from "@gatecast/engine";
import { Problem } from "../contracts/index.ts";
import { networkFields } from "./network-schema.ts";
import { stillStates } from "./still-states.ts";

/**
 * The equations of a cell of one's own as data, for layers of these sizes.
 * @throws Problem (usage) `cell_impossible` where it reads nothing, never changes a state, or what it says for each unit cannot
 * be, in the cell's own words.
 */
export function ownEquations(cell: Cell, units: readonly number[], option: string): CellData {
  checkReads(cell, option);
  // Sizes that no layer can have are refused as what they are, options, and not by what would come of them.
  const sizes = units.filter((size) => networkFields.units.safeParse([size]).success);
  try {
    const data = cellData(cell, sizes);
    if (sizes[0] !== undefined) checkMoves(cell, sizes[0], option);
    return data;
  } catch (error) {
    throw failureOfCell(cell, error, option);
  }
}

/** What a cell of one's own threw when it was asked for numbers of its units, as a problem: those functions are its author's. */
export function failureOfCell({ name }: Cell, error: unknown, option: string): Problem {
  if (error instanceof Problem) return error;
  const message = error instanceof Error ? error.message : String(error);
  const why = error instanceof RangeError ? message : `cell "${name}": a function of a unit's number fails: ${message}`;
  return impossible(why, option);
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

/** @throws Problem `cell_impossible` (usage) where a state stays what it was at the start of the window, whatever is read. */
function checkMoves(cell: Cell, units: number, option: string): void {
  const [state] = stillStates(cell, units);
  if (state === undefined) return;
  const start = cell.starts.states[state] ?? 0;
  throw impossible(
    `cell "${cell.name}": state "${state}" starts at ${start} and stays there: in its equation stand numbers and what stays as it is; write to it what a gate says, or leave it out of states`,
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
