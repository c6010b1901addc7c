import type { FrameTable, ReadTableOptions } from "./index.ts";
import { frameOf, readTable } from "./index.ts";

/** The whole way from a file's bytes to a sound frame. */
export async function readFrame(bytes: Uint8Array, options: ReadTableOptions = {}): Promise<FrameTable> {
  const { file } = options;
  return frameOf(await readTable(bytes, options), file === undefined ? {} : { file });
}
