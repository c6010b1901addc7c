import { sha256 } from "../artifact/index.ts";
import type { Frame, Task } from "../contracts/index.ts";
import { columnOf } from "../data/index.ts";
import { readValues } from "../prepare/index.ts";

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
  const bytes = new Uint8Array(text.length + 8 * columns.reduce((sum, { length }) => sum + length, 0));
  bytes.set(text);
  const view = new DataView(bytes.buffer);
  let at = text.length;
  for (const values of columns) {
    for (const value of values) {
      // A NaN has many bit patterns, and engines differ in which they keep.
      view.setFloat64(at, Number.isNaN(value) ? Number.NaN : value, true);
      at += 8;
    }
  }
  return sha256(bytes);
}
