import { Problem } from "../contracts/problem.ts";
import type { TimeAxis, TimeFormat } from "../contracts/time-axis.ts";
import { zonesOfStep } from "./clock-changes.ts";
import { type InferredStep, inferStep } from "./infer-step.ts";
import { describeStep, nextTime, timeAt } from "./time-at.ts";
import { namesOffset, writeTime } from "./time-format.ts";

/** Epoch milliseconds, how they are written and on which clock. */
export interface WrittenTimes {
  readonly times: Float64Array;
  readonly format: TimeFormat;
  readonly zone?: string | undefined;
}

/** Where the times came from, for messages. */
export interface TimeSource {
  readonly column: string;
  /** Line of the file, from 1, that holds time `index`. */
  line(index: number): number;
  /** Zones whose clocks the offsets of the times follow, in words; absent where none is known. */
  readonly zones?: string;
  /** The file's name, for the command that proposes a cure. */
  readonly file?: string;
}

/**
 * Finds the step of a column of times and holds every row to it. Throws `too_few_rows`, `times_backwards`,
 * `times_repeated`, `times_skip` or `times_irregular`, each naming the first row that breaks the axis.
 */
export function inferAxis({ times, format, zone }: WrittenTimes, source: TimeSource): TimeAxis {
  if (times.length < 2) throw tooFewRows(times.length);
  const inferred = inferStep(times, format, zone);
  const axis = {
    kind: "calendar",
    start: times[0]!,
    step: inferred?.step ?? { unit: "day", count: 1 },
    ...(inferred?.day === undefined ? {} : { day: inferred.day }),
    length: times.length,
    format,
    ...(zone === undefined ? {} : { zone }),
  } as const;
  const faults = findFaults(times, (time) => nextTime(axis, time));
  if (faults.total > 0) throw brokenAxis({ times, format, zone }, faults, inferred, source);
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
  { times, format, zone }: WrittenTimes,
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
  const before = writeTime(format, times[at - 1]!, zone);
  const now = writeTime(format, times[at]!, zone);
  const step = inferred ? describeStep(inferred.step) : "a known step";
  const percent = Math.floor((inferred?.share ?? 0) * 100);
  const number = kind === "irregular" ? count.irregular + count.skip : count[kind];
  const many = `${number} such ${number === 1 ? "row" : "rows"} among ${times.length}`;
  const [happened, cure] = {
    backwards: [`goes back from ${before} to ${now}`, 'the step "sort" puts rows in order'],
    repeated: [`repeats ${before}`, 'the step "duplicates" keeps one row for each time'],
    skip: [`jumps from ${before} to ${now}`, 'the step "regular" makes a row for each missing time'],
    irregular: [
      `moves from ${before} to ${now}, and no step holds`,
      'the step "regular" puts the readings on a fixed step, for instance by their mean',
    ],
  }[kind] as [string, string];
  const row = source.line(at);
  return new Problem("data", `times_${kind}`, `Row ${row}: the time ${happened}.`, {
    found: `${now} after ${before}; ${many}`,
    needed: `steps of ${step}, as ${percent} % of the rows have`,
    hint:
      zoneHint(zone === undefined ? (source.zones ?? zonesBetween(format, times[at - 1]!, times[at]!)) : "") +
      `Under \`table.clean\` of a --config file ${cure}; ` +
      `\`gatecast inspect ${source.file ?? "FILE"} --write config.yaml\` proposes the steps. ` +
      "Where the file holds several series, name the column that tells them apart.",
    row,
    column: source.column,
  });
}

/** Zones whose clocks explain how one time follows another, in words. */
function zonesBetween(format: TimeFormat, before: number, now: number): string {
  return namesOffset(format) ? "" : zonesOfStep(before, now).join(", ");
}

function zoneHint(zones: string): string {
  if (zones === "") return "";
  return zones.includes(",")
    ? `The clocks of some zones change there: --zone reads the times by yours (${zones}). `
    : `The clock of ${zones} changes there: --zone ${zones} reads the times by it. `;
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
