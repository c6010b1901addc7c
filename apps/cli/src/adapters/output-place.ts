import { stat } from "node:fs/promises";
import { Problem } from "@gatecast/forecast";

/**
 * Judges a file that an option names for writing, before any work is done: it is not the table that is read, under whatever
 * name, and it is not there yet unless it may be overwritten.
 * @throws Problem (usage) `output_is_input`, `output_exists`.
 */
export async function checkPlace(
  path: string,
  option: string,
  { input, mayOverwrite }: { readonly input: string; readonly mayOverwrite: boolean },
): Promise<void> {
  const [there, read] = await Promise.all([path, input].map((file) => stat(file).catch(() => undefined)));
  if (there === undefined) return;
  if (read !== undefined && there.ino === read.ino && there.dev === read.dev) {
    throw new Problem("usage", "output_is_input", `"${path}" is the file that is read.`, {
      found: "the same file",
      needed: "another file",
      hint: "Name another file: what is read is never written over.",
      file: path,
      option,
    });
  }
  if (mayOverwrite || !there.isFile()) return;
  throw new Problem("usage", "output_exists", `"${path}" is there already.`, {
    found: "an existing file",
    needed: "a name that is free",
    hint: "Name another file, or add --force to overwrite it.",
    file: path,
    option,
  });
}
