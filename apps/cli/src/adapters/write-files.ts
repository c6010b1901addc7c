import { rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Problem } from "@gatecast/forecast";
import { systemReason } from "./system-reason.ts";

/** A file to be written. */
export interface OutputFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/**
 * Writes files beside their places and renames them once all are complete: a full disk leaves none of them, and what
 * stood there before.
 * @throws Problem `output_unwritable` (usage) with the path and the system's reason.
 */
export async function writeFiles(files: readonly OutputFile[]): Promise<void> {
  const renames: { readonly from: string; readonly to: string }[] = [];
  let at = "";
  try {
    for (const { path, content } of files) {
      at = path;
      if (await isDevice(path)) {
        await writeFile(path, content);
        continue;
      }
      const from = partialName(path);
      renames.push({ from, to: path });
      await writeFile(from, content);
    }
    for (const { from, to } of renames) {
      at = to;
      await rename(from, to);
    }
  } catch (error) {
    for (const { from } of renames) await rm(from, { force: true }).catch(() => {});
    throw unwritable(at, error);
  }
}

/** A file that is not complete; the name is always the same, so that a later run overwrites what a crash has left. */
export function partialName(path: string): string {
  return join(dirname(path), `.${basename(path)}.partial`);
}

/** The problem of a path that cannot be written. */
export function unwritable(path: string, error: unknown): Problem {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const full = ["ENOSPC", "EDQUOT", "EFBIG"].includes(code);
  return new Problem("usage", "output_unwritable", `"${path}" cannot be written.`, {
    found: systemReason(error),
    needed: "a folder that may be written, with room for the files",
    hint: full ? "Make room on that disk, or name another folder." : "Name another folder.",
    file: path,
    option: "--out",
  });
}

/** `/dev/stdout`, a pipe: written to as it stands, for renaming would replace it. */
async function isDevice(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && !found.isFile() && !found.isDirectory();
}
