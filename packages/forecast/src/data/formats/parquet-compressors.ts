import type { Compressors } from "hyparquet";
import { compressors as all, decompressZstd } from "hyparquet-compressors";

/** Decompressors whose output is never longer than the page says. */
export const compressors: Compressors = {
  ...all,
  ZSTD: (input, length) => decompressZstd(input, new Uint8Array(length)),
};
