import { Problem } from "../contracts/problem.ts";
import { gunzip, isGzip } from "./gunzip.ts";
import { nameBinary } from "./name-binary.ts";

const PIECE = 256 * 1024;

/**
 * A file's text in pieces of a few hundred kilobytes, decompressed where it is gzip and without a byte-order mark. Throws
 * `not_text` for anything but UTF-8, and what `gunzip` throws.
 */
export async function* textPieces(bytes: Uint8Array, signal?: AbortSignal): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decode = (piece?: Uint8Array): string => {
    try {
      return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
    } catch {
      throw notText(
        "bytes that are not UTF-8",
        "Save the file as UTF-8 text; other encodings come in a later version.",
      );
    }
  };
  let first = true;
  for await (const piece of isGzip(bytes) ? gathered(gunzip(bytes)) : sliced(bytes)) {
    signal?.throwIfAborted();
    if (first) refuseBinary(piece);
    first = false;
    if (piece.includes(0)) throw notText("zero bytes", "Give a CSV file, which is plain text.");
    yield decode(piece);
  }
  yield decode();
}

function* sliced(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

/** Joins the decompressor's small pieces: each costs a parser run. */
async function* gathered(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let buffer = new Uint8Array(PIECE);
  let filled = 0;
  for await (const piece of pieces) {
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

function refuseBinary(piece: Uint8Array): void {
  const binary = nameBinary(piece);
  if (binary) throw notText(binary.name, binary.hint);
}

function notText(found: string, hint: string): Problem {
  return new Problem("data", "not_text", `This is not a text file: it holds ${found}.`, {
    found,
    needed: "a CSV file in UTF-8",
    hint,
  });
}
