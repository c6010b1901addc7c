import { type Frame, Problem } from "../contracts/index.ts";
import { columnOf, formatTime } from "../data/index.ts";

/** Networks count in float32, which ends near 3.4e38; squares of errors must fit as well. */
export const LARGEST = 1e18;

/** @throws Problem `values_too_large` (data) with the row, `column_missing` for a column that is not there. */
export function checkRange(frame: Frame, names: readonly string[]): void {
  for (const name of names) {
    const { values } = columnOf(frame, name);
    const row = values.findIndex((value) => Math.abs(value) > LARGEST);
    if (row < 0) continue;
    throw new Problem("data", "values_too_large", `Column "${name}" holds ${values[row]}.`, {
      found: `${values[row]} at ${formatTime(frame.time, row)}`,
      needed: `values between ${-LARGEST} and ${LARGEST}`,
      hint: "Give the column in a larger unit, or correct the value.",
      column: name,
    });
  }
}
