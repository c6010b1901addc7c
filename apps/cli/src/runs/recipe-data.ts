import { stat } from "node:fs/promises";
import { join } from "node:path";
import { type OpenFile, Problem } from "@gatecast/forecast";
import { dataFolder } from "../adapters/environment.ts";
import { DATA, readInput } from "../adapters/read-input.ts";

/** A recipe's files, below the folder that is named. */
export interface RecipeFiles {
  /** Whether a file is there. */
  has(file: string): Promise<boolean>;
  readonly open: OpenFile;
}

/**
 * Opens files below a folder: the named one, else `GATECAST_DATA`, else the current one.
 * @throws Problem `folder_missing` (usage) where one is named that is not there.
 */
export async function recipeFiles(named: string | undefined): Promise<RecipeFiles> {
  const folder = named ?? dataFolder() ?? ".";
  if (!(await stat(folder).catch(() => undefined))?.isDirectory()) throw noFolder(folder, named !== undefined);
  const has = async (file: string): Promise<boolean> =>
    (await stat(join(folder, file)).catch(() => undefined))?.isFile() ?? false;
  return {
    has,
    async open(file) {
      return (await has(file)) ? new Uint8Array(await readInput(join(folder, file), DATA)) : null;
    },
  };
}

function noFolder(folder: string, isOption: boolean): Problem {
  return new Problem("usage", "folder_missing", `There is no folder ${JSON.stringify(folder)}.`, {
    found: "no such folder",
    needed: "the folder that holds the data files",
    hint: "Check the path; it is taken from the current folder. Without --data, a recipe looks where GATECAST_DATA says, else here.",
    option: isOption ? "--data" : "GATECAST_DATA",
  });
}
