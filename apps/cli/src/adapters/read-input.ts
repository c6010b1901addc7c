import { createReadStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { nearestName, Problem, type ProblemKind } from "@gatecast/forecast";
import { withoutListening } from "./interruption.ts";
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
}

/** A table. Node reads no more than 2 GiB at once. */
export const DATA: InputKind = { kind: "data", noun: "data file", limit: 2 ** 31 - 1 };
/** A model; 512 MiB hold 128 million parameters. */
export const MODEL: InputKind = { kind: "model", noun: "model file", limit: 2 ** 29 };
/** A checkpoint: weights, the best weights and the optimiser's state. */
export const CHECKPOINT: InputKind = {
  kind: "usage",
  noun: "checkpoint",
  limit: 2 ** 31 - 1,
  option: "--resume",
  missing: "The run was finished, or stopped before it could save anything: leave out --resume to start anew.",
};
/** A configuration is written by hand. */
export const CONFIG: InputKind = { kind: "usage", noun: "configuration file", limit: 2 ** 20, option: "--config" };

/**
 * Reads a whole file, a pipe until it ends.
 * @throws Problem `file_missing` (with the nearest name in its folder), `file_is_folder`, `file_too_large`, `file_unreadable`.
 */
export async function readInput(path: string, input: InputKind): Promise<Uint8Array> {
  try {
    const { size } = await stat(path).then((found) => (found.isFile() ? found : { size: undefined }));
    if (size !== undefined && size > input.limit) throw tooLarge(path, input, `${size} bytes`);
    if (size !== undefined) return await readFile(path);
    return await withoutListening(() => readStream(path, input));
  } catch (error) {
    throw error instanceof Problem ? error : await unreadable(path, input, error);
  }
}

/** A pipe or a device tells no size and may never end. */
async function readStream(path: string, input: InputKind): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > input.limit) throw tooLarge(path, input, `more than ${input.limit} bytes`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

async function unreadable(path: string, input: InputKind, error: unknown): Promise<Problem> {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const facts = { file: path, ...(input.option === undefined ? {} : { option: input.option }) };
  if (code === "ENOENT" || code === "ENOTDIR") {
    return new Problem(input.kind, "file_missing", `There is no ${input.noun} "${path}".`, {
      found: "no such file",
      needed: `an existing ${input.noun}`,
      hint: input.missing ?? (await nearestFile(path)),
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

async function nearestFile(path: string): Promise<string> {
  const names = await readdir(dirname(path)).catch(() => undefined);
  if (names === undefined) return `There is no folder "${dirname(path)}" either.`;
  const near = nearestName(basename(path), names);
  return near === undefined ? "Check the path; it is taken from the current folder." : `Did you mean "${near}"?`;
}

function tooLarge(path: string, input: InputKind, found: string): Problem {
  return new Problem(input.kind, "file_too_large", `The ${input.noun} "${path}" is too large.`, {
    found,
    needed: `at most ${input.limit} bytes`,
    hint: input.kind === "data" ? "Cut it into parts, or leave out the oldest rows." : "Name the right file.",
    file: path,
  });
}
