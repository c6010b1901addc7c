// Calls that were written down: for each the place of a function's entry in the table, and behind it what the entry reads.

/** Makes the calls from one address to another, in order. The word at `life`, where that is not 0, grows with each of them. */
export function makeCalls(at: usize, end: usize, life: usize): void {
  while (at < end) {
    at = call_indirect<usize>(load<u32>(at), at + 4);
    if (life != 0) store<i32>(life, load<i32>(life) + 1);
  }
}
