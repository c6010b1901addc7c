import type { Note } from "../contracts/outcome.ts";
import type { TimeFormat } from "../contracts/time-axis.ts";
import { inferStep } from "./infer-step.ts";
import { describeStep } from "./time-at.ts";
import type { TimeReading } from "./time-column.ts";

/** Readings whose steps are even to within this share are equally likely. */
const CLOSE = 0.02;

/**
 * Takes the reading of the times whose steps are even. `01/02/2020` may begin with its day or its month: it is read as in the
 * file that this one goes on from, whose format is `before`. Without one, `01.02.2020` begins with its day, as nobody puts a point
 * behind a month; where both give as even an axis, the day is taken to come first, and a note says so.
 */
export function chooseReading(
  readings: readonly TimeReading[],
  before?: TimeFormat,
): { reading: TimeReading; notes: Note[] } {
  const dayFirst = before === undefined ? undefined : isDayFirst(before);
  const [only, ...others] = readings;
  if (only && others.length === 0) {
    const own = isDayFirst(only.format);
    const differs = own !== undefined && dayFirst !== undefined && own !== dayFirst;
    return {
      reading: only,
      notes: differs ? [{ code: "dates_differ", facts: { read_as: only.format, before: before! } }] : [],
    };
  }
  const judged = readings
    .map((reading) => ({ reading, step: inferStep(reading.times, reading.format) }))
    .sort(
      (a, b) => Number(isDayFirst(b.reading.format) === dayFirst) - Number(isDayFirst(a.reading.format) === dayFirst),
    );
  const pointed = readings.find(({ format }) => /^DD?\./.test(format));
  if (dayFirst === undefined && pointed !== undefined) return { reading: pointed, notes: [] };
  const [first, second] = judged;
  if (!first || !second) throw new Error("internal: a time column without a reading");
  const gain = (second.step?.share ?? 0) - (first.step?.share ?? 0);
  if (Math.abs(gain) > CLOSE && dayFirst === undefined)
    return { reading: gain > 0 ? second.reading : first.reading, notes: [] };
  const facts = {
    read_as: first.reading.format,
    step: first.step ? describeStep(first.step.step) : "-",
    or: second.reading.format,
    or_step: second.step ? describeStep(second.step.step) : "-",
  };
  if (dayFirst === undefined) return { reading: first.reading, notes: [{ code: "time_ambiguous", facts }] };
  return { reading: first.reading, notes: gain > CLOSE ? [{ code: "dates_uneven", facts }] : [] };
}

/** True for `DD/MM/YYYY`, false for `MM/DD/YYYY`; undefined where a format leaves no doubt which is which. */
function isDayFirst(format: TimeFormat): boolean | undefined {
  if (/^DD?[-/.]MM?[-/.]Y/.test(format)) return true;
  return /^MM?[-/.]DD?[-/.]Y/.test(format) ? false : undefined;
}
