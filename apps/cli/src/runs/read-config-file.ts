import { CONFIG, readInput } from "../adapters/read-input.ts";
import type { Values } from "../options/add-flags.ts";

/** The values of a configuration file; none where no file is named. `more` are keys of a command's own. */
export async function readConfigFile(path: string | undefined, more: readonly string[] = []): Promise<Values> {
  if (path === undefined) return {};
  // With the parser of YAML, which a run without a file does not need.
  const { readConfig } = await import("../options/read-config.ts");
  return readConfig(new TextDecoder().decode(await readInput(path, CONFIG)), path, more);
}
