import { type Cell, type CellData, cellFromData } from "@gatecast/engine";
import { FAMILY } from "@gatecast/nn";
import { Problem } from "../contracts/index.ts";
import { readsGraph } from "../fit/graph.ts";
import { type FitSettings, requireCell } from "../fit/options.ts";
import { ownEquations } from "../fit/own-equations.ts";
import { requireOwnName } from "../fit/own-name.ts";
import { optionInvalid } from "../tune/option-invalid.ts";
import { type Around, readAround, readWrapped, type WrappedCell, wrappedName } from "./around.ts";
import type { CompareChoices } from "./events.ts";

/** Cells where none is named. */
const CELLS = ["lstm", "gru"];
/** What stands for the whole family. */
const ALL = "all";
const SEEDS = 5;
const MOST_SEEDS = 1000;

/** A cell that takes part. */
export interface Entrant {
  /** With what goes around it: `lstm+variational:0.2`. */
  readonly name: string;
  readonly cell: string;
  /** Its equations where it is one of one's own; null for one of the family. */
  readonly own: Cell | null;
  /** What goes around it alone. */
  readonly around: Around;
}

/** What all cells share, with the dilations of each: a look-back is to be one in which every cell can be. */
export function withAllDilations(settings: FitSettings, entrants: readonly Entrant[]): FitSettings {
  return {
    ...settings,
    dilations: [...settings.dilations, ...entrants.flatMap(({ around }) => around.dilations ?? [])],
  };
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
 * for their name. `all` adds those that are not named beside it. Behind a name may stand what goes around that cell alone.
 * @throws Problem (usage): `cell_unknown` with the nearest name, `option_invalid`, `option_conflict`.
 */
export function readCompareChoices(
  { cells, seeds = SEEDS, parameters }: { readonly [Choice in keyof CompareChoices]?: unknown },
  options: Options,
): Contest {
  const named: unknown = cells ?? (options.cell === undefined ? CELLS : [options.cell]);
  if (!isCells(named) || named.length === 0) throw optionInvalid("--cells", named, "names of cells, or all");
  const wrapped = named.map(wrappedOf);
  const asked = wrapped.map((one) => entrantsOf(one, options));
  checkOnce(asked.filter((_, at) => wrapped[at]!.cell !== ALL).flat());
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

function entrantsOf({ cell, ...rest }: WrappedCell, options: Options): Entrant[] {
  const name = typeof cell === "string" ? cell : cell.name;
  const around = readAround(rest, name);
  if (cell === ALL) {
    const names = Object.keys(FAMILY).filter((one) => options.graph !== undefined || !readsGraph(one));
    return names.map((one) => ({ name: wrappedName(one, around), cell: one, own: null, around }));
  }
  const own = typeof cell === "string" ? ownOf(cell, options) : cell;
  if (own === null) checkCell(name);
  else requireOwnName(name, "--cells");
  return [{ name: wrappedName(name, around), cell: name, own, around }];
}

/** @throws Problem `cell_unknown` (usage); a number is what a comma has cut off a list of numbers. */
function checkCell(name: string): void {
  if (!/^\d+$/.test(name)) {
    requireCell(name, "--cells");
    return;
  }
  throw new Problem("usage", "cell_unknown", `There is no cell "${name}".`, {
    found: name,
    needed: "names of cells, with commas between them and nowhere else",
    hint: "Between the numbers of one cell stands a stroke: lstm+dilated:1/2/4.",
    option: "--cells",
  });
}

function wrappedOf(named: string | Cell | WrappedCell): WrappedCell {
  if (typeof named !== "string") return "cell" in named ? named : { cell: named };
  return readWrapped(named);
}

/** The cell whose equations stand in the options under that name. */
const ownOf = (name: string, { equations }: Options): Cell | null =>
  name === equations?.name ? cellFromData(equations) : null;

/**
 * The options of all for one cell, in layers of these sizes: with what says which cell it is, and what goes around it. Where that asks for
 * more layers than there are, all have the size of the first.
 */
export function settingsFor(
  { cell, own, around }: Entrant,
  settings: FitSettings,
  sizes: readonly number[] = settings.units,
): FitSettings {
  const { layers, ...options } = around;
  const count = layers ?? Math.max(sizes.length, around.dilations?.length ?? 0);
  const units = count === sizes.length ? [...sizes] : Array.from({ length: count }, () => sizes[0]!);
  const equations = own === null ? undefined : ownEquations(own, units, "--cells");
  return { ...settings, ...(options as Partial<FitSettings>), cell, equations, units };
}

const isCells = (value: unknown): value is (string | Cell | WrappedCell)[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string" || isCell(one) || isWrapped(one));
const isCell = (value: unknown): value is Cell =>
  typeof value === "object" && value !== null && "gates" in value && "next" in value;
const isWrapped = (value: unknown): value is WrappedCell =>
  typeof value === "object" &&
  value !== null &&
  "cell" in value &&
  (typeof value.cell === "string" || isCell(value.cell));
const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 1;
