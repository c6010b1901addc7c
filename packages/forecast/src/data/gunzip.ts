import { Problem } from "../contracts/problem.ts";

const MEGABYTE = 1024 * 1024;

/** True for bytes that begin as gzip files do. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** The most that a gzip file of this many bytes may grow to: 200-fold or 256 MB, and never above 2 GB. */
export function gunzipLimit(compressed: number): number {
  return Math.min(2048 * MEGABYTE, Math.max(256 * MEGABYTE, compressed * 200));
}

/**
 * Decompresses piece by piece, so that no more than a piece is in memory at once. Throws `gzip_broken` for a damaged or
 * truncated file and `gzip_too_large` beyond `limit` bytes.
 */
export async function* gunzip(bytes: Uint8Array, limit = gunzipLimit(bytes.length)): AsyncGenerator<Uint8Array> {
  const reader = slices(bytes).pipeThrough(new DecompressionStream("gzip")).getReader();
  let total = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw broken(cause);
      });
      if (done) return;
      total += value.length;
      if (total > limit) throw tooLarge(bytes.length, limit);
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

const SLICE = 16 * 1024;

/** Small slices bound what the decompressor can put out at a time, up to a thousandfold. */
function slices(bytes: Uint8Array): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + SLICE));
      at += SLICE;
    },
  });
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
