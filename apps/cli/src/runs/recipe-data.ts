import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { OpenFile } from "@gatecast/forecast";
import { dataFolder } from "../adapters/environment.ts";
import { DATA, readInput } from "../adapters/read-input.ts";

/** A recipe's files, below the folder that is named. */
export interface RecipeFiles {
  /** Whether a file is there. */
  has(file: string): Promise<boolean>;
  readonly open: OpenFile;
}

/** Opens files below a folder: the named one, else `GATECAST_DATA`, else the current one. */
export function recipeFiles(named: string | undefined): RecipeFiles {
  const folder = named ?? dataFolder() ?? ".";
  const has = async (file: string): Promise<boolean> =>
    (await stat(join(folder, file)).catch(() => undefined))?.isFile() ?? false;
  return {
    has,
    async open(file) {
      return (await has(file)) ? new Uint8Array(await readInput(join(folder, file), DATA)) : null;
    },
  };
}
