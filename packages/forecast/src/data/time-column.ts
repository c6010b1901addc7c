import type { Note } from "../contracts/outcome.ts";
import type { TimeFormat } from "../contracts/time-axis.ts";
import { NumberList } from "./number-list.ts";
import { dateMs, type TimeText, type TimeTextParts } from "./time-text.ts";

/** One way to understand a column of times: epoch milliseconds of every row and the format they were written in. */
export interface TimeReading {
  readonly times: Float64Array;
  readonly format: TimeFormat;
}

/** Takes in a table's times row by row. */
export interface TimeReader {
  /** Reads one record's time; answers what is wrong with it, and then keeps nothing of the row. */
  read(record: readonly string[]): string | undefined;
  /** The latest time read, epoch milliseconds; NaN before the first. */
  latest(): number;
  /** Every reading that fits all rows, the likelier first. */
  finish(): { readings: TimeReading[]; notes: Note[] };
}

/** Which field beside the year is the month: always the first for `ymd`, else both are tried until one fails. */
interface Order {
  readonly dayFirst: boolean;
  readonly times: NumberList;
  alive: boolean;
}

/** Reads times from one column. `readText` says which spellings are times. */
export function timeColumn(column: number, readText: (text: string) => TimeText | undefined): TimeReader {
  let sample: TimeText | undefined;
  let orders: Order[] = [];
  let zonesDiffer = false;
  // Widths vary from row to row where fields are not padded (9, 10), and Python leaves out a fraction of zero.
  let narrow = { first: 2, second: 2, hour: 2 };
  let fraction = 0;

  const start = (text: TimeText): void => {
    sample = text;
    orders = (text.order === "ymd" ? [false] : [true, false]).map((dayFirst) => ({
      dayFirst,
      times: new NumberList(),
      alive: true,
    }));
  };

  const read = (record: readonly string[]): string | undefined => {
    const cell = record[column] ?? "";
    const text = readText(cell);
    if (!text) return "is not a time";
    if (!sample) start(text);
    if (sample && text.shape !== sample.shape) return "is written differently from the times above";
    const candidates = orders.filter((order) => order.alive);
    const ms = candidates.map((order) => msOf(text, order.dayFirst));
    if (ms.every(Number.isNaN)) {
      if (candidates[0]?.times.length === 0) sample = undefined;
      return "is not a date or a clock time that exists";
    }
    candidates.forEach((order, i) => {
      if (Number.isNaN(ms[i]!)) order.alive = false;
      else order.times.push(ms[i]!);
    });
    zonesDiffer ||= text.parts.zone !== sample?.parts.zone;
    narrow = narrower(narrow, text.parts);
    fraction = Math.max(fraction, Math.min(6, text.parts.fractionWidth));
    return undefined;
  };

  const alive = (): Order[] => orders.filter((order) => order.alive);
  return {
    read,
    latest: () => {
      const times = alive()[0]?.times;
      return times ? times.at(times.length - 1) : Number.NaN;
    },
    finish: () => ({
      readings: alive().map((order) => ({
        times: order.times.toArray(),
        format: sample ? formatOf(sample, order.dayFirst, narrow, fraction, zonesDiffer) : "",
      })),
      notes: zonesDiffer ? [{ code: "time_offsets_differ", facts: { written_as: "UTC" } }] : [],
    }),
  };
}

function msOf(text: TimeText, dayFirst: boolean): number {
  const month = dayFirst ? text.second : text.first;
  const day = dayFirst ? text.first : text.second;
  return dateMs(text.year, month, day, text.clock) - text.offset;
}

type Narrow = { first: number; second: number; hour: number };

function narrower(narrow: Narrow, { firstWidth, secondWidth, hourWidth }: TimeTextParts): Narrow {
  if (firstWidth !== 1 && secondWidth !== 1 && hourWidth !== 1) return narrow;
  return {
    first: Math.min(narrow.first, firstWidth || 2),
    second: Math.min(narrow.second, secondWidth || 2),
    hour: Math.min(narrow.hour, hourWidth || 2),
  };
}

function formatOf(text: TimeText, dayFirst: boolean, narrow: Narrow, fraction: number, inUtc: boolean): TimeFormat {
  const { parts, order } = text;
  const month = "MM".slice(0, dayFirst ? narrow.second : narrow.first);
  const day = "DD".slice(0, dayFirst ? narrow.first : narrow.second);
  const beside = dayFirst ? [day, month] : [month, day];
  const present = [parts.firstWidth ? beside[0] : undefined, parts.secondWidth ? beside[1] : undefined];
  const fields = (order === "ymd" ? ["YYYY", ...present] : [...present, "YYYY"]).filter((field) => field !== undefined);
  const date = fields.join(parts.separator);
  if (parts.clockMark === "") return date;
  const seconds = `${parts.seconds ? ":ss" : ""}${fraction ? `.${"S".repeat(fraction)}` : ""}`;
  return `${date}${parts.clockMark}${"HH".slice(0, narrow.hour)}:mm${seconds}${inUtc ? "Z" : parts.zone}`;
}
