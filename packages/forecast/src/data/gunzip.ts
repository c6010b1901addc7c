import { Problem } from "../contracts/problem.ts";

const MEGABYTE = 1024 * 1024;

/** True for bytes that begin as gzip files do. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** The most that a gzip or Parquet file of this many bytes may grow to: 200-fold or 256 MB, and never above 2 GB. */
export function gunzipLimit(compressed: number): number {
  return Math.min(2048 * MEGABYTE, Math.max(256 * MEGABYTE, compressed * 200));
}

/**
 * Decompresses piece by piece, so that no more than a piece is in memory at once. Throws `gzip_broken` for a damaged or
 * truncated file and `gzip_too_large` beyond what `limit` allows for the bytes read so far.
 */
export async function* gunzip(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  limit: (compressed: number) => number = gunzipLimit,
): AsyncGenerator<Uint8Array> {
  const compressed = { bytes: 0 };
  let failure: { readonly error: unknown } | undefined;
  const source = slices(pieces, compressed, (error) => {
    failure = { error };
  });
  const reader = source.pipeThrough(new DecompressionStream("gzip")).getReader();
  let total = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        // A fault of the source is not one of the file.
        throw failure ? failure.error : broken(cause);
      });
      if (done) return;
      total += value.length;
      const most = limit(compressed.bytes);
      if (total > most) throw tooLarge(compressed.bytes, most);
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

const SLICE = 16 * 1024;

/** Small slices bound what the decompressor can put out at a time, up to a thousandfold. */
function slices(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  compressed: { bytes: number },
  onError: (error: unknown) => void,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const iterator = cut(pieces);
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await iterator.next();
        if (done) return controller.close();
        compressed.bytes += value.length;
        controller.enqueue(value);
      } catch (error) {
        onError(error);
        throw error;
      }
    },
    async cancel() {
      await iterator.return();
    },
  });
}

async function* cut(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, void> {
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; at += SLICE) yield piece.slice(at, at + SLICE) as Uint8Array<ArrayBuffer>;
  }
}

function broken(cause: unknown): Problem {
  return new Problem("data", "gzip_broken", "The gzip file is damaged or was cut short.", {
    found: cause instanceof Error ? cause.message : "an error while decompressing",
    needed: "a complete gzip file",
    hint: "Download or compress it again; `gunzip --test` checks one.",
  });
}

function tooLarge(compressed: number, limit: number): Problem {
  const megabytes = (size: number): string => `${Math.round(size / MEGABYTE)} MB`;
  return new Problem("data", "gzip_too_large", `The gzip file grows beyond ${megabytes(limit)}.`, {
    found: `${compressed} bytes that decompress to more than ${megabytes(limit)}`,
    needed: `at most ${megabytes(limit)} of text`,
    hint: "If the file is really that large, decompress it first and cut it to the part that matters.",
  });
}
