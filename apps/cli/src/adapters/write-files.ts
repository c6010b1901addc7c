import { rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Problem } from "@gatecast/forecast";
import { systemReason } from "./system-reason.ts";

/** A file to be written. */
export interface OutputFile {
  readonly path: string;
  /** Whole, or in pieces that are made as they are written. */
  readonly content: string | Uint8Array | Iterable<string>;
  /** The option that names this file; without one it lies in the folder of `--out`. */
  readonly option?: string;
}

/**
 * Writes files beside their places and renames them once all are complete: a full disk leaves none of them, and what
 * stood there before.
 * @throws Problem `output_unwritable` (usage) with the path and the system's reason.
 */
export async function writeFiles(files: readonly OutputFile[]): Promise<void> {
  const renames: { readonly from: string; readonly file: OutputFile }[] = [];
  let at: Pick<OutputFile, "path" | "option"> = { path: "" };
  try {
    for (const file of files) {
      const { path, content } = file;
      at = file;
      if (await isDevice(path)) {
        await writeFile(path, content);
        continue;
      }
      const from = partialName(path);
      renames.push({ from, file });
      await writeFile(from, content);
    }
    for (const { from, file } of renames) {
      at = file;
      await rename(from, file.path);
    }
  } catch (error) {
    for (const { from } of renames) await rm(from, { force: true }).catch(() => {});
    throw unwritable(at.path, error, at.option);
  }
}

/** A file that is not complete; the name is always the same, so that a later run overwrites what a crash has left. */
export function partialName(path: string): string {
  return join(dirname(path), `.${basename(path)}.partial`);
}

/** The problem of a folder that cannot be written, or of the file that an option names. */
export function unwritable(path: string, error: unknown, option?: string): Problem {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const noun = option === undefined ? "folder" : "file";
  const full = ["ENOSPC", "EDQUOT", "EFBIG"].includes(code);
  return new Problem("usage", "output_unwritable", `"${path}" cannot be written.`, {
    found: systemReason(error),
    needed:
      option === undefined
        ? "a folder that may be written, with room for the files"
        : "a file that may be written, with room for it",
    hint: full ? `Make room on that disk, or name another ${noun}.` : `Name another ${noun}.`,
    file: path,
    option: option ?? "--out",
  });
}

/** `/dev/stdout`, a pipe: written to as it stands, for renaming would replace it. */
async function isDevice(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && !found.isFile() && !found.isDirectory();
}
