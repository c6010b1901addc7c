import { sha256 } from "../artifact/index.ts";
import { type Note, Problem, type Table } from "../contracts/index.ts";
import { readTable, tableOf } from "../data/index.ts";
import type { TableOptions } from "../fit/index.ts";
import { readDrive } from "./drive.ts";
import type { Recipe, RecipeSourceSpec } from "./recipe-schema.ts";
import { simulateDrive } from "./simulate-drive.ts";

/** The bytes of a file below the data folder; null where it is not there. */
export type OpenFile = (file: string) => Promise<Uint8Array<ArrayBuffer> | null>;

/** A recipe's table as its files hold it. */
export interface RecipeData {
  readonly table: Table;
  readonly simulated: boolean;
  readonly notes: readonly Note[];
}

/**
 * Reads a recipe's files. A file that is not the one that the recipe was written for is told in a note. Nothing is made up, but
 * for a drive, which has a simulator.
 * @throws Problem `recipe_data_missing` (data), which says where the file is to be had.
 */
export async function readRecipeData(recipe: Recipe, open: OpenFile, signal?: AbortSignal): Promise<RecipeData> {
  const { data } = recipe;
  const notes: Note[] = [];
  const read = async (file: string): Promise<Uint8Array<ArrayBuffer> | null> => {
    const bytes = await open(file);
    const expected = recipe.sources.find((source) => source.file === file)?.sha256;
    if (bytes !== null && expected !== undefined && (await sha256(bytes)) !== expected) {
      notes.push({ code: "recipe_other_file", facts: { file, sha256: expected } });
    }
    return bytes;
  };
  if (data.kind === "drive") {
    const [car, phone] = [await read(data.car), await read(data.phone)];
    const simulated = car === null || phone === null;
    if (simulated) notes.push({ code: "recipe_simulated", facts: {} });
    const frame = simulated ? simulateDrive() : await readDrive(car, phone, data, signal);
    return { table: tableOf(frame), simulated, notes };
  }
  const bytes = await read(data.file);
  if (bytes === null) throw missing(recipe, data.file);
  const { time, series_column: series, zone, missing: marks, decimal, sheet } = data.table;
  const given = { time, series, zone, missing: marks, decimal, sheet, signal };
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { table: await readTable(bytes, { file: data.file, ...known }), simulated: false, notes };
}

function missing(recipe: Recipe, file: string): Problem {
  const source: RecipeSourceSpec | undefined = recipe.sources.find((one) => one.file === file);
  return new Problem("data", "recipe_data_missing", `The recipe ${recipe.name} needs the file ${file}.`, {
    found: "no such file in the data folder",
    needed:
      source === undefined
        ? file
        : `${file} from ${source.url} (${source.licence}; SHA-256 ${source.sha256}, as it was when the recipe was written)`,
    hint: `Download it, and name its folder: gatecast recipe run ${recipe.name} --data DIR.`,
    file,
    option: "--data",
  });
}

/** A part's table options over those of the whole recipe. */
export function partTable(recipe: Recipe, own: TableOptions): TableOptions {
  return recipe.data.kind === "table" ? { ...recipe.data.table, ...own } : own;
}
