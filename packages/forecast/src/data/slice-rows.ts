import type { Frame } from "../contracts/frame.ts";
import { timeFrom } from "./time-at.ts";

/** Rows `from` up to but not including `to`; values are views of the same memory. Throws a RangeError for an empty range. */
export function sliceRows(frame: Frame, from: number, to: number = frame.time.length): Frame {
  if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from < to && to <= frame.time.length)) {
    throw new RangeError(`internal: rows ${from} to ${to} of a frame with ${frame.time.length}`);
  }
  const columns = frame.columns.map(({ name, values, filled }) => ({
    name,
    values: values.subarray(from, to),
    ...(filled === undefined ? {} : { filled: filled.subarray(from, to) }),
  }));
  return { ...frame, time: timeFrom(frame.time, from, to - from), columns };
}
