import { Problem } from "../contracts/problem.ts";
import { gunzip, isGzip } from "./gunzip.ts";

/** Pieces of this size cost few parser runs and little memory. */
const PIECE = 64 * 1024;

/** A file's bytes, in one or as they come. */
export type ByteSource = Uint8Array | AsyncIterable<Uint8Array>;

/** Bytes of a file in pieces of up to 64 KB, decompressed where they are gzip; `onBytes` hears of the bytes as stored. */
export async function* bytePieces(source: ByteSource, onBytes: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const raw = gathered(counted(source, onBytes));
  const first = await raw.next();
  if (first.done) return;
  const all = prepended(first.value, raw);
  yield* isGzip(first.value) ? gathered(gunzip(all)) : all;
}

/** The same pieces, with the first one given back. */
export async function* prepended(
  first: Uint8Array,
  rest: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, void> {
  yield first;
  yield* rest;
}

/** All bytes in one array, which has room for `expected` of them at first. Throws `file_too_large` beyond `limit`. */
export async function joinedBytes(
  pieces: AsyncIterable<Uint8Array>,
  expected: number,
  limit: number,
): Promise<Uint8Array> {
  let all = new Uint8Array(Math.min(expected, limit));
  let length = 0;
  for await (const piece of pieces) {
    if (length + piece.length > limit) throw tooLarge(limit);
    if (length + piece.length > all.length) {
      const larger = new Uint8Array(Math.min(limit, Math.max(2 * all.length, length + piece.length)));
      larger.set(all.subarray(0, length));
      all = larger;
    }
    all.set(piece, length);
    length += piece.length;
  }
  return all.subarray(0, length);
}

async function* counted(source: ByteSource, onBytes: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  const pieces = source instanceof Uint8Array ? sliced(source) : source;
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; at += PIECE) {
      const part = piece.subarray(at, at + PIECE);
      // Each by itself: rows that are yet to come are reckoned from the share of the file that was taken in.
      bytes += part.length;
      onBytes(bytes);
      yield part;
    }
  }
}

function* sliced(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

/** Joins small pieces, such as a decompressor's: each costs a parser run. */
async function* gathered(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  let buffer = new Uint8Array(PIECE);
  let filled = 0;
  for await (const piece of pieces) {
    if (filled === 0 && piece.length === PIECE) {
      yield piece;
      continue;
    }
    for (let at = 0; at < piece.length; ) {
      const part = piece.subarray(at, at + PIECE - filled);
      buffer.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled === PIECE) {
        yield buffer;
        buffer = new Uint8Array(PIECE);
        filled = 0;
      }
    }
  }
  if (filled > 0) yield buffer.subarray(0, filled);
}

function tooLarge(limit: number): Problem {
  const megabytes = `${Math.round(limit / 1024 / 1024)} MB`;
  return new Problem("data", "file_too_large", `The file is larger than ${megabytes}.`, {
    found: `more than ${megabytes}`,
    needed: `at most ${megabytes} in this format`,
    hint: "Export the table as CSV, which is read piece by piece.",
  });
}
