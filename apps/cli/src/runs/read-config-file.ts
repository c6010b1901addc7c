import { CONFIG, readInput } from "../adapters/read-input.ts";
import type { Values } from "../options/add-flags.ts";
import { readConfig } from "../options/read-config.ts";

/** The values of a configuration file; none where no file is named. */
export async function readConfigFile(path: string | undefined): Promise<Values> {
  if (path === undefined) return {};
  return readConfig(new TextDecoder().decode(await readInput(path, CONFIG)), path);
}
