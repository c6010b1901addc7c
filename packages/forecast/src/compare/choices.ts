import { type Cell, type CellData, cellFromData } from "@gatecast/engine";
import { FAMILY } from "@gatecast/nn";
import { Problem } from "../contracts/index.ts";
import { readsGraph } from "../fit/graph.ts";
import { requireCell } from "../fit/options.ts";
import { ownEquations } from "../fit/own-equations.ts";
import { optionInvalid } from "../tune/option-invalid.ts";
import type { CompareChoices } from "./events.ts";

/** Cells where none is named. */
const CELLS = ["lstm", "gru"];
const SEEDS = 5;
const MOST_SEEDS = 1000;

/** A cell that takes part. */
export interface Entrant {
  readonly name: string;
  /** Its equations where it is one of one's own; null for one of the family. */
  readonly own: Cell | null;
}

/** What is compared, judged. */
export interface Contest {
  /** No name twice. */
  readonly entrants: readonly Entrant[];
  readonly seeds: number;
  /** Undefined: as many as the first cell has. */
  readonly parameters: number | undefined;
}

/** What of fit's options says which cells there are. */
interface Options {
  readonly cell?: string | Cell;
  readonly equations?: CellData | undefined;
  readonly graph?: unknown;
}

/**
 * Judges what is to be compared. The cell of fit's options is what is compared where no cells are named; equations in them stand
 * for their name. `all` adds those that are not named beside it.
 * @throws Problem (usage): `cell_unknown` with the nearest name, `option_invalid`, `option_conflict`.
 */
export function readCompareChoices(
  { cells, seeds = SEEDS, parameters }: { readonly [Choice in keyof CompareChoices]?: unknown },
  options: Options,
): Contest {
  const named: unknown = cells ?? (options.cell === undefined ? CELLS : [options.cell]);
  if (!isCells(named) || named.length === 0) throw optionInvalid("--cells", named, "names of cells, or all");
  const asked = named.map((cell) => entrantsOf(cell, options));
  checkOnce(asked.filter((_, at) => named[at] !== "all").flat());
  const entrants = asked.flat();
  if (!isCount(seeds) || seeds > MOST_SEEDS)
    throw optionInvalid("--seeds", seeds, `a whole number from 1 to ${MOST_SEEDS}`);
  if (parameters !== undefined && !isCount(parameters)) {
    throw optionInvalid("--parameters", parameters, "a whole number from 1");
  }
  const isFirst = ({ name }: Entrant, at: number) => entrants.findIndex((other) => other.name === name) === at;
  return { entrants: entrants.filter(isFirst), seeds, parameters };
}

/** @throws Problem `option_conflict` (usage) where two have one name, under which only one could be told of. */
function checkOnce(entrants: readonly Entrant[]): void {
  const names = entrants.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice === undefined) return;
  throw new Problem("usage", "option_conflict", `Two of the cells are called "${twice}".`, {
    found: names.join(", "),
    needed: "every cell once, each with a name of its own",
    hint: "Name each cell once, and give each cell of your own another name.",
    option: "--cells",
  });
}

function entrantsOf(cell: string | Cell, options: Options): Entrant[] {
  const { equations } = options;
  if (typeof cell !== "string") {
    if (!Object.hasOwn(FAMILY, cell.name)) return [{ name: cell.name, own: cell }];
    throw new Problem("usage", "option_conflict", `"${cell.name}" is a cell that comes with Gatecast.`, {
      found: `a cell of your own called "${cell.name}"`,
      needed: "a name of its own",
      hint: "Give your cell another name.",
      option: "--cells",
    });
  }
  if (cell === "all") {
    const names = Object.keys(FAMILY).filter((name) => options.graph !== undefined || !readsGraph(name));
    return names.map((name) => ({ name, own: null }));
  }
  if (cell === equations?.name) return [{ name: cell, own: cellFromData(equations) }];
  requireCell(cell, "--cells");
  return [{ name: cell, own: null }];
}

/** What says in fit's options which cell it is, for layers of these sizes. */
export function cellOptions({ name, own }: Entrant, units: readonly number[]) {
  return { cell: name, equations: own === null ? undefined : ownEquations(own, units, "--cells") };
}

const isCells = (value: unknown): value is (string | Cell)[] =>
  Array.isArray(value) && value.every((cell) => typeof cell === "string" || isCell(cell));
const isCell = (value: unknown): value is Cell =>
  typeof value === "object" && value !== null && "gates" in value && "next" in value;
const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 1;
