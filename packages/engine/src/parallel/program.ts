/** A kernel or a cell's stage, as any thread can call it. */
export type Callable = (...numbers: number[]) => unknown;

/**
 * Calls as numbers: for each the number of its arguments, the function's place in the team's list, the arguments. A
 * program is a table of the first and the last word of every block, with the blocks behind it, in float64.
 */
export function encodeProgram(blocks: readonly (readonly number[])[]): Float64Array {
  let at = 2 * blocks.length;
  const table = blocks.flatMap((block) => {
    const from = at;
    at += block.length;
    return [from, at];
  });
  return Float64Array.of(...table, ...blocks.flat());
}

/** Makes the calls of one block of a program that begins at word `start`; `alive` is told after each. */
export function runBlock(
  functions: readonly Callable[],
  words: Float64Array,
  start: number,
  block: number,
  alive: () => void,
): void {
  const end = start + words[start + 2 * block + 1]!;
  for (let at = start + words[start + 2 * block]!; at < end; ) {
    const count = words[at]!;
    make(functions[words[at + 1]!]!, words, at + 2, count);
    at += 2 + count;
    alive();
  }
}

/** One call, its arguments written out: a list of them would be made anew for every call of every step. */
function make(call: Callable, w: Float64Array, at: number, count: number): void {
  const n = (i: number): number => w[at + i]!;
  switch (count) {
    case 2:
      call(n(0), n(1));
      return;
    case 3:
      call(n(0), n(1), n(2));
      return;
    case 4:
      call(n(0), n(1), n(2), n(3));
      return;
    case 5:
      call(n(0), n(1), n(2), n(3), n(4));
      return;
    case 6:
      call(n(0), n(1), n(2), n(3), n(4), n(5));
      return;
    case 7:
      call(n(0), n(1), n(2), n(3), n(4), n(5), n(6));
      return;
    case 9:
      call(n(0), n(1), n(2), n(3), n(4), n(5), n(6), n(7), n(8));
      return;
    case 10:
      call(n(0), n(1), n(2), n(3), n(4), n(5), n(6), n(7), n(8), n(9));
      return;
    case 12:
      call(n(0), n(1), n(2), n(3), n(4), n(5), n(6), n(7), n(8), n(9), n(10), n(11));
      return;
    case 13:
      call(n(0), n(1), n(2), n(3), n(4), n(5), n(6), n(7), n(8), n(9), n(10), n(11), n(12));
      return;
    default:
      call(...w.subarray(at, at + count));
  }
}
