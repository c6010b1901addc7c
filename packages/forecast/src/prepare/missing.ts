import type { Frame, Task } from "../contracts/index.ts";
import { columnOf } from "../data/index.ts";
import { seriesAt } from "./panel.ts";

/** Whether a reading is missing in a row of a prepared table: in its column of the target, `past` or `future`, in this order. */
export type IsMissing = (row: number, column: number) => boolean;

/** The readings that are missing in a frame, whether something was put in their place or not. */
export function missingIn(frame: Frame, task: Task): IsMissing {
  const columns = [task.target, ...task.past, ...task.future].map((name) => columnOf(frame, name));
  return (row, c) => {
    const { values, filled } = columns[c]!;
    return Number.isNaN(values[row]!) || (filled?.[row] ?? 0) > 0;
  };
}

/** The same of a panel whose series begin at the rows `starts`. */
export function missingInPanel(frames: readonly Frame[], starts: Int32Array, task: Task): IsMissing {
  const each = frames.map((frame) => missingIn(frame, task));
  return (row, column) => {
    const s = seriesAt(starts, row);
    return each[s]!(row - starts[s]!, column);
  };
}
