import { createReadStream } from "node:fs";
import { open, readFile, stat } from "node:fs/promises";
import { Problem } from "@gatecast/forecast";
import { type InputKind, tooLarge, unreadable } from "./input-problem.ts";
import { withoutListening } from "./interruption.ts";

/** A table. Node reads no more than 2 GiB at once. */
export const DATA: InputKind = { kind: "data", noun: "data file", limit: 2 ** 31 - 1 };
/** A model; 512 MiB hold 128 million parameters. */
export const MODEL: InputKind = { kind: "model", noun: "model file", limit: 2 ** 29 };
/** Weights of another framework, or a model. */
export const WEIGHTS: InputKind = { kind: "model", noun: "file of weights", limit: 2 ** 31 - 1 };
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

/** Bytes that are read at once. */
const PIECE = 2 ** 18;

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
async function readStream(path: string, kind: InputKind): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces(path, kind)) all.push(piece);
  return Buffer.concat(all);
}

/** A file's bytes: as they come, or all at once where its format is read from its end. */
export interface Input {
  readonly source: Uint8Array | AsyncIterable<Uint8Array>;
  /** Bytes in all; a pipe does not tell. */
  readonly size: number | undefined;
}

/**
 * Reads a file as `work` asks for it, piece by piece; only an Excel or Parquet file, whose index stands at its end, is held
 * whole. Signals end a reading from a pipe as if nobody listened.
 * @throws Problem as `readInput` does, and whatever `work` throws.
 */
export async function withInput<T>(path: string, kind: InputKind, work: (input: Input) => Promise<T>): Promise<T> {
  let size: number | undefined;
  let isWhole = false;
  try {
    const found = await stat(path);
    size = found.isFile() ? found.size : undefined;
    if (size !== undefined && size > kind.limit) throw tooLarge(path, kind, `${size} bytes`);
    isWhole = size !== undefined && (await isArchive(path));
  } catch (error) {
    throw error instanceof Problem ? error : await unreadable(path, kind, error);
  }
  if (isWhole) return work({ source: await readInput(path, kind), size });
  const input = { source: pieces(path, kind), size };
  return size === undefined ? withoutListening(() => work(input)) : work(input);
}

/** Its first bytes are those of a ZIP archive, such as an Excel file, or of a Parquet file. */
async function isArchive(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && ["PK\u0003\u0004", "PAR1"].includes(buffer.toString("latin1"));
  } finally {
    await file.close();
  }
}

/** The bytes as they come; the system's faults are problems that name the file. */
async function* pieces(path: string, kind: InputKind): AsyncGenerator<Uint8Array, void, void> {
  let length = 0;
  try {
    for await (const piece of createReadStream(path, { highWaterMark: PIECE }) as AsyncIterable<Buffer>) {
      length += piece.length;
      if (length > kind.limit) throw tooLarge(path, kind, `more than ${kind.limit} bytes`);
      yield piece;
    }
  } catch (error) {
    throw error instanceof Problem ? error : await unreadable(path, kind, error);
  }
}
