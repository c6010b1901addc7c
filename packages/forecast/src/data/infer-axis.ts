import { Problem } from "../contracts/problem.ts";
import type { TimeAxis } from "../contracts/time-axis.ts";
import { type InferredStep, inferStep } from "./infer-step.ts";
import { describeStep, nextTime, timeAt } from "./time-at.ts";
import type { TimeReading } from "./time-column.ts";
import { writeTime } from "./time-format.ts";

/** Where the times came from, for messages. */
export interface TimeSource {
  readonly column: string;
  /** Line of the file, from 1, that holds time `index`. */
  line(index: number): number;
  /** A sentence on several series in one file, where one was noticed. */
  readonly several?: string;
}

/**
 * Finds the step of a column of times and holds every row to it. Throws `too_few_rows`, `times_backwards`,
 * `times_repeated`, `times_skip` or `times_irregular`, each naming the first row that breaks the axis.
 */
export function inferAxis({ times, format }: TimeReading, source: TimeSource): TimeAxis {
  if (times.length < 2) throw tooFewRows(times.length);
  const inferred = inferStep(times, format);
  const axis = {
    kind: "calendar",
    start: times[0]!,
    step: inferred?.step ?? { unit: "day", count: 1 },
    ...(inferred?.day === undefined ? {} : { day: inferred.day }),
    length: times.length,
    format,
  } as const;
  const faults = findFaults(times, (time) => nextTime(axis, time));
  if (faults.total > 0) throw brokenAxis(times, format, faults, inferred, source);
  // What holds from row to row holds from the start as well, or later rows would drift from the file's own times.
  if (timeAt(axis, times.length - 1) !== times.at(-1))
    throw new Error("internal: a sound axis does not reach its last row");
  return axis;
}

type FaultKind = "backwards" | "repeated" | "skip" | "irregular";

interface Faults {
  readonly first: Partial<Record<FaultKind, number>>;
  readonly count: Record<FaultKind, number>;
  readonly total: number;
}

function findFaults(times: Float64Array, next: (time: number) => number): Faults {
  const first: Partial<Record<FaultKind, number>> = {};
  const count = { backwards: 0, repeated: 0, skip: 0, irregular: 0 };
  let total = 0;
  for (let i = 1; i < times.length; i++) {
    const time = times[i]!;
    const before = times[i - 1]!;
    const expected = next(before);
    if (time === expected) continue;
    const kind =
      time < before ? "backwards" : time === before ? "repeated" : time >= next(expected) ? "skip" : "irregular";
    first[kind] ??= i;
    count[kind]++;
    total++;
  }
  return { first, count, total };
}

function brokenAxis(
  times: Float64Array,
  format: string,
  { first, count }: Faults,
  inferred: InferredStep | undefined,
  source: TimeSource,
): Problem {
  // Where less than half of the rows keep the step, there is no step to speak of, whatever else is wrong.
  const kind =
    first.backwards !== undefined
      ? "backwards"
      : first.repeated !== undefined
        ? "repeated"
        : count.skip > count.irregular && (inferred?.share ?? 0) > 0.5
          ? "skip"
          : "irregular";
  const at = first[kind] ?? first.skip ?? 1;
  const before = writeTime(format, times[at - 1]!);
  const now = writeTime(format, times[at]!);
  const step = inferred ? describeStep(inferred.step) : "a known step";
  const percent = Math.floor((inferred?.share ?? 0) * 100);
  const number = kind === "irregular" ? count.irregular + count.skip : count[kind];
  const many = `${number} such ${number === 1 ? "row" : "rows"} among ${times.length}`;
  const [happened, hint] = {
    backwards: [`goes back from ${before} to ${now}`, "Sort the rows by time, or keep the rows of one series only."],
    repeated: [`repeats ${before}`, "Keep one row for each time: remove the copies or average them."],
    skip: [
      `jumps from ${before} to ${now}`,
      "Fill the missing times with rows whose values are empty, or cut the file to a part without holes.",
    ],
    irregular: [
      `moves from ${before} to ${now}, and no step holds`,
      "Resample the readings to a fixed step first, for instance by averaging them by the minute.",
    ],
  }[kind] as [string, string];
  const row = source.line(at);
  return new Problem("data", `times_${kind}`, `Row ${row}: the time ${happened}.`, {
    found: `${now} after ${before}; ${many}`,
    needed: `steps of ${step}, as ${percent} % of the rows have`,
    hint: `${source.several ? `${source.several} ` : ""}${hint} Gatecast does not repair a broken time axis yet.`,
    row,
    column: source.column,
  });
}

/** The problem of a table with fewer than two rows, from which no step can be read. */
export function tooFewRows(rows: number): Problem {
  return new Problem(
    "data",
    rows === 0 ? "no_rows" : "too_few_rows",
    `The file has ${rows || "no"} data ${rows === 1 ? "row" : "rows"}.`,
    {
      found: `${rows} data ${rows === 1 ? "row" : "rows"}`,
      needed: "at least 2 rows of readings",
      hint: "Give a file with one row for each point in time.",
    },
  );
}
