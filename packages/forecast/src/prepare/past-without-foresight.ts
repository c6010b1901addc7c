import type { Column } from "../contracts/index.ts";
import { type Past, pastOf } from "../contracts/past.ts";

/** The past of a column without what was filled in with the help of later readings, which may lie behind any cutoff. */
export function pastWithoutForesight({ values, filled }: Column, cutoff: number): Past {
  const past = pastOf(values, cutoff);
  if (filled?.subarray(0, cutoff).includes(2) !== true) return past;
  return pastOf(
    past.values.map((value, row) => (filled[row] === 2 ? Number.NaN : value)),
    cutoff,
  );
}
