/** Row of the last known value of a history; −1 where none is known. */
export function lastKnownRow(history: Float64Array): number {
  let row = history.length - 1;
  while (row >= 0 && Number.isNaN(history[row]!)) row--;
  return row;
}
