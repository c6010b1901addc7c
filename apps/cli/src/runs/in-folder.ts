import type { Problem } from "@gatecast/forecast";
import { type OutFolder, openFolder } from "../adapters/out-folder.ts";
import { nameOf } from "./name-of.ts";

/**
 * Opens the folder of a run over a data file (`gatecast-<name>` where none is named) and does the work; where it fails, an
 * empty folder that was made for it is removed, and a fault of the data names the file.
 */
export async function inFolder(
  out: string | undefined,
  data: string,
  work: (folder: OutFolder) => Promise<void>,
): Promise<void> {
  const folder = await openFolder(out ?? `gatecast-${nameOf(data)}`);
  try {
    await work(folder);
  } catch (error) {
    await folder.discard();
    throw withFile(error, data);
  }
}

/** Whatever is wrong with the data is wrong with this file. */
export function withFile(error: unknown, file: string | undefined): unknown {
  const isData = error instanceof Error && error.name === "Problem" && (error as Problem).kind === "data";
  return isData && file !== undefined ? (error as Problem).with({ file }) : error;
}
