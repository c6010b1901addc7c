import { readdir } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { nearestName, Problem, type ProblemKind } from "@gatecast/forecast";
import { systemReason } from "./system-reason.ts";

/** What is read, and who is at fault where it cannot be. */
export interface InputKind {
  readonly kind: ProblemKind;
  /** For messages: `data file`. */
  readonly noun: string;
  /** More bytes than this are refused before they are read. */
  readonly limit: number;
  readonly option?: string;
  /** What to do where the file is not there; the nearest name in its folder is suggested otherwise. */
  readonly missing?: string;
  /** A file that is something else, which is not suggested. */
  readonly other?: string;
}

/** What the operating system says of a file, as a problem with a hint. */
export async function unreadable(path: string, input: InputKind, error: unknown): Promise<Problem> {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const facts = { file: path, ...(input.option === undefined ? {} : { option: input.option }) };
  if (code === "ENOENT" || code === "ENOTDIR") {
    return new Problem(input.kind, "file_missing", `There is no ${input.noun} "${path}".`, {
      found: "no such file",
      needed: `an existing ${input.noun}`,
      hint: input.missing ?? (await nearestFile(path, input.other)),
      ...facts,
    });
  }
  if (code === "EISDIR") {
    return new Problem(input.kind, "file_is_folder", `"${path}" is a folder.`, {
      found: "a folder",
      needed: `a ${input.noun}`,
      hint: "Name a file in it.",
      ...facts,
    });
  }
  return new Problem(input.kind, "file_unreadable", `The ${input.noun} "${path}" cannot be read.`, {
    found: systemReason(error),
    needed: `a ${input.noun} that may be read`,
    hint: "Check the file's permissions and its disk.",
    ...facts,
  });
}

async function nearestFile(path: string, other?: string): Promise<string> {
  const names = await readdir(dirname(path)).catch(() => undefined);
  if (names === undefined) return `There is no folder "${dirname(path)}" either.`;
  const isOther = (name: string): boolean => other !== undefined && resolve(dirname(path), name) === resolve(other);
  const near = nearestName(
    basename(path),
    names.filter((name) => !isOther(name)),
  );
  return near === undefined ? "Check the path; it is taken from the current folder." : `Did you mean "${near}"?`;
}

/** More than the limit. */
export function tooLarge(path: string, input: InputKind, found: string): Problem {
  return new Problem(input.kind, "file_too_large", `The ${input.noun} "${path}" is too large.`, {
    found,
    needed: `at most ${input.limit} bytes`,
    hint: input.kind === "data" ? "Cut it into parts, or leave out the oldest rows." : "Name the right file.",
    file: path,
  });
}
