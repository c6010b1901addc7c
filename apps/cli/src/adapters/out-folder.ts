import { mkdir, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { partialName, unwritable } from "./write-files.ts";

/** A folder that is known to be writable. */
export interface OutFolder {
  /** The folder as it was named. */
  readonly path: string;
  /** A file in it. */
  file(name: string): string;
  /** Removes what opening it has made, where nothing was put into it since. */
  discard(): Promise<void>;
}

/**
 * Makes a folder and proves that it can be written, before hours are spent on what should go there.
 * @throws Problem `output_unwritable` (usage).
 */
export async function openFolder(path: string): Promise<OutFolder> {
  let made: string | undefined;
  const discard = async (): Promise<void> => {
    if (made === undefined) return;
    for (let at = resolve(path); at.startsWith(made); at = dirname(at)) {
      const gone = await rmdir(at).then(
        () => true,
        () => false,
      );
      if (!gone) return;
    }
  };
  const probe = partialName(join(path, "gatecast"));
  try {
    made = await makeFolder(resolve(path));
    // As large as a disk's block: an empty file fits on a full disk.
    await writeFile(probe, new Uint8Array(4096));
    await rm(probe);
  } catch (error) {
    await rm(probe, { force: true }).catch(() => {});
    await discard();
    throw unwritable(path, error);
  }
  return { path, file: (name) => join(path, name), discard };
}

/** Makes a folder and those above it; the topmost that was not there. Node's own `recursive` never ends in `/proc`. */
async function makeFolder(path: string): Promise<string | undefined> {
  try {
    await mkdir(path);
    return path;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EEXIST" && (await stat(path)).isDirectory()) return undefined;
    if (code !== "ENOENT" || dirname(path) === path) throw error;
    const above = await makeFolder(dirname(path));
    await mkdir(path);
    return above ?? path;
  }
}
