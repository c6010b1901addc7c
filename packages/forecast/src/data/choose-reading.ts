import type { Note } from "../contracts/outcome.ts";
import { inferStep } from "./infer-step.ts";
import { describeStep } from "./time-at.ts";
import type { TimeReading } from "./time-column.ts";

/** Readings whose steps are even to within this share are equally likely. */
const CLOSE = 0.02;

/**
 * Takes the reading of the times whose steps are even. `01/02/2020` may begin with its day or its month: where both give as
 * even an axis the day is taken to come first, and a note says so.
 */
export function chooseReading(readings: readonly TimeReading[]): { reading: TimeReading; notes: Note[] } {
  if (readings.length === 1) return { reading: readings[0]!, notes: [] };
  const judged = readings.map((reading) => ({ reading, step: inferStep(reading.times, reading.format) }));
  const [first, second] = judged;
  if (!first || !second) throw new Error("internal: a time column without a reading");
  const gain = (second.step?.share ?? 0) - (first.step?.share ?? 0);
  if (Math.abs(gain) > CLOSE) return { reading: gain > 0 ? second.reading : first.reading, notes: [] };
  const facts = {
    read_as: first.reading.format,
    step: first.step ? describeStep(first.step.step) : "-",
    or: second.reading.format,
    or_step: second.step ? describeStep(second.step.step) : "-",
  };
  return { reading: first.reading, notes: [{ code: "time_ambiguous", facts }] };
}
