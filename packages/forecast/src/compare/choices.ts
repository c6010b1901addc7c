import { FAMILY } from "@gatecast/nn";
import { Problem } from "../contracts/index.ts";
import { requireCell } from "../fit/options.ts";
import type { CompareChoices } from "./events.ts";

/** Cells where none is named. */
const CELLS = ["lstm", "gru"];
const SEEDS = 5;
const MOST_SEEDS = 1000;

/** What is compared, judged. */
export interface Contest {
  readonly cells: readonly string[];
  readonly seeds: number;
  /** Undefined: as many as the first cell has. */
  readonly parameters: number | undefined;
}

/**
 * Judges what is to be compared. A cell of the options is what is compared where no cells are named.
 * @throws Problem (usage): `cell_unknown` with the nearest name, `option_invalid`.
 */
export function readCompareChoices(
  { cells, seeds = SEEDS, parameters }: { readonly [Choice in keyof CompareChoices]?: unknown },
  own: string | undefined,
): Contest {
  const named = cells ?? (own === undefined ? CELLS : [own]);
  if (!isNames(named) || named.length === 0) throw invalid("--cells", named, "names of cells, or all");
  for (const name of named) if (name !== "all") requireCell(name, "--cells");
  const whole = named.flatMap((name) => (name === "all" ? Object.keys(FAMILY) : [name]));
  if (!isCount(seeds) || seeds > MOST_SEEDS) throw invalid("--seeds", seeds, `a whole number from 1 to ${MOST_SEEDS}`);
  if (parameters !== undefined && !isCount(parameters)) {
    throw invalid("--parameters", parameters, "a whole number from 1");
  }
  return { cells: [...new Set(whole)], seeds, parameters };
}

const isNames = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((name) => typeof name === "string");
const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 1;

function invalid(option: string, value: unknown, needed: string): Problem {
  const found = JSON.stringify(value) ?? "nothing";
  return new Problem("usage", "option_invalid", `${option} cannot be ${found}.`, {
    found,
    needed,
    hint: `Give ${option} ${needed}.`,
    option,
  });
}
