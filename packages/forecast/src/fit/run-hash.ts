import { sha256 } from "../artifact/index.ts";
import type { Frame, Task } from "../contracts/index.ts";
import { columnOf } from "../data/index.ts";
import { readValues } from "../prepare/index.ts";

/** Bytes that are hashed at a time. Web Crypto takes a whole message and copies it; of more, the hash is that of their hashes. */
const PIECE = 8_388_608;

/** SHA-256 of a configuration and of every column that enters, with what was filled in: the same hash is the same run. */
export async function runHash(frames: readonly Frame[], task: Task, configuration: object): Promise<string> {
  const names = [task.target, ...task.past, ...task.future];
  const columns = frames.flatMap((frame) =>
    names.flatMap((name) => {
      const column = columnOf(frame, name);
      return column.filled === undefined ? [column.values] : [column.values, readValues(column)];
    }),
  );
  const text = new TextEncoder().encode(JSON.stringify([configuration, ...frames.map(({ time }) => time)]));
  const length = text.length + 8 * columns.reduce((sum, values) => sum + values.length, 0);
  const piece = new Uint8Array(Math.min(length, text.length + PIECE));
  const view = new DataView(piece.buffer);
  piece.set(text);
  let at = text.length;
  const hashes: string[] = [];
  for (const values of columns) {
    for (const value of values) {
      if (at + 8 > piece.length) {
        hashes.push(await sha256(piece.subarray(0, at)));
        at = 0;
      }
      // A NaN has many bit patterns, and engines differ in which they keep.
      view.setFloat64(at, Number.isNaN(value) ? Number.NaN : value, true);
      at += 8;
    }
  }
  hashes.push(await sha256(piece.subarray(0, at)));
  return hashes.length === 1 ? hashes[0]! : sha256(new TextEncoder().encode(hashes.join(" ")));
}
