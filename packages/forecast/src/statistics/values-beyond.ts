/** The values below `low` and above `high` of ascending ones, in their order. */
export function valuesBeyond(ascending: Float64Array, low: number, high: number): Float64Array {
  let [from, to] = [0, ascending.length];
  while (from < to && ascending[from]! < low) from++;
  while (to > from && ascending[to - 1]! > high) to--;
  const beyond = new Float64Array(from + ascending.length - to);
  beyond.set(ascending.subarray(0, from));
  beyond.set(ascending.subarray(to), from);
  return beyond;
}
