import type { Note } from "../contracts/outcome.ts";
import type { TimeFormat } from "../contracts/time-axis.ts";
import { dateMs } from "./calendar.ts";
import { type OffsetTime, zonesOfOffsets } from "./clock-changes.ts";
import { isFixed, readFixed } from "./fixed-time.ts";
import { floatList, type NumberList } from "./number-list.ts";
import type { TimeText } from "./time-text.ts";

/** One way to understand a column of times: epoch milliseconds of every row and the format they were written in. */
export interface TimeReading {
  readonly times: Float64Array;
  readonly format: TimeFormat;
}

/** What is wrong with a time; where it is one that is written differently, how those above it are written and how it is. */
export interface TimeFault {
  readonly wrong: string;
  readonly formats?: { readonly above: TimeFormat; readonly here: TimeFormat };
}

/** Takes in a table's times row by row. */
export interface TimeReader {
  /** Reads the cells of one row's time; answers what is wrong with it, and then keeps nothing of the row. */
  read(cells: readonly string[]): TimeFault | undefined;
  /** The same for cells that were read as numbers, where the reader takes such; false for what `read` would refuse. */
  readFields?(fields: Float64Array): boolean;
  /** Makes room for this many rows. */
  reserve(rows: number): void;
  /** Every reading that fits all rows, the likelier first. */
  finish(): { readings: TimeReading[]; notes: Note[] };
}

/** Changes of offset that are looked at: a thousand tell a zone. */
const MOST_TURNS = 2000;

/** Which field beside the year is the month: the first, or, where the times stand either way, both until one fails. */
interface Order {
  readonly dayFirst: boolean;
  readonly times: NumberList;
  alive: boolean;
}

/** Reads times from one column, or a date and a clock from two. `readText` says which spellings are times. */
export function timeColumn(readText: (text: string) => TimeText | undefined): TimeReader {
  let sample: TimeText | undefined;
  /** A time of fixed places that the following times are expected to be written like. */
  let fixed: string | undefined;
  let orders: Order[] = [];
  let zonesDiffer = false;
  /** The times on both sides of each change of the offset, the first of them. */
  const turns: OffsetTime[] = [];
  let last: OffsetTime | undefined;
  // Widths vary from row to row where fields are not padded (9, 10), and Python leaves out a fraction of zero.
  let narrow: Narrow = { first: 2, second: 2, hour: 2 };
  let fraction = 0;

  const start = (text: TimeText): void => {
    sample = text;
    orders = (text.eitherWay ? [true, false] : [false]).map((dayFirst) => ({
      dayFirst,
      times: floatList(),
      alive: true,
    }));
  };

  const read = (cells: readonly string[]): TimeFault | undefined => {
    const written = cells.length === 1 ? cells[0]! : cells.join(" ");
    if (fixed !== undefined) {
      const time = readFixed(written, fixed);
      if (!Number.isNaN(time)) {
        orders[0]!.times.push(time);
        return undefined;
      }
    }
    const text = readText(written);
    if (!text) return { wrong: "is not a time" };
    if (!sample) start(text);
    if (sample && text.shape !== sample.shape) return differently(ownFormat(sample), ownFormat(text));
    const candidates = orders.length === 1 ? orders : orders.filter((order) => order.alive);
    const ms = candidates.map((order) => msOf(text, order.dayFirst));
    if (ms.every(Number.isNaN)) {
      if (candidates[0]?.times.length === 0) sample = undefined;
      const other = orders.find(({ alive, dayFirst }) => !alive && !Number.isNaN(msOf(text, dayFirst)));
      if (other === undefined) return { wrong: "is not a date or a clock time that exists" };
      return differently(ownFormat(text, !other.dayFirst), ownFormat(text, other.dayFirst));
    }
    candidates.forEach((order, i) => {
      if (Number.isNaN(ms[i]!)) {
        order.alive = false;
        order.times.take();
      } else order.times.push(ms[i]!);
    });
    const now = { ms: ms.find((one) => !Number.isNaN(one))!, offset: text.clock.offset };
    if (last && last.offset !== now.offset && turns.length < MOST_TURNS) turns.push(last, now);
    last = now;
    zonesDiffer ||= text.clock.zone !== sample?.clock.zone;
    narrow = narrower(narrow, text);
    fraction = Math.max(fraction, Math.min(6, text.clock.fractionWidth));
    if (orders.length === 1 && isFixed(written)) fixed = written;
    return undefined;
  };

  return {
    read,
    reserve: (rows) => {
      for (const order of orders) if (order.alive) order.times.reserve(rows);
    },
    finish: () => ({
      readings: orders
        .filter((order) => order.alive)
        .map((order) => ({
          times: order.times.take(),
          format: sample ? formatOf(sample, order.dayFirst, narrow, fraction, zonesDiffer) : "",
        })),
      notes: zonesDiffer ? [{ code: "time_offsets_differ", facts: { written_as: "UTC", ...zoneFacts(turns) } }] : [],
    }),
  };
}

function differently(above: TimeFormat, here: TimeFormat): TimeFault {
  return { wrong: `is written as ${here}, the times above as ${above}`, formats: { above, here } };
}

/** The format of a time by itself; where day and month may stand either way, the day comes first unless it cannot. */
function ownFormat(text: TimeText, dayFirst = text.second <= 12): TimeFormat {
  const narrow = { first: text.firstWidth || 2, second: text.secondWidth || 2, hour: text.clock.hourWidth || 2 };
  return formatOf(text, text.eitherWay && dayFirst, narrow, Math.min(6, text.clock.fractionWidth), false);
}

/** Zones whose offsets are those that were written, and the first of them. */
function zoneFacts(turns: readonly OffsetTime[]): { zones?: string; zone?: string } {
  const zones = turns.length > 0 ? zonesOfOffsets(turns) : [];
  return zones.length > 0 ? { zones: zones.join(", "), zone: zones[0]! } : {};
}

function msOf(text: TimeText, dayFirst: boolean): number {
  const month = dayFirst ? text.second : text.first;
  const day = dayFirst ? text.first : text.second;
  return dateMs(text.year, month, day, text.clock.ms) - text.clock.offset;
}

interface Narrow {
  readonly first: number;
  readonly second: number;
  readonly hour: number;
}

function narrower(narrow: Narrow, { firstWidth, secondWidth, clock: { hourWidth } }: TimeText): Narrow {
  if (firstWidth !== 1 && secondWidth !== 1 && hourWidth !== 1) return narrow;
  return {
    first: Math.min(narrow.first, firstWidth || 2),
    second: Math.min(narrow.second, secondWidth || 2),
    hour: Math.min(narrow.hour, hourWidth || 2),
  };
}

function formatOf(text: TimeText, dayFirst: boolean, narrow: Narrow, fraction: number, inUtc: boolean): TimeFormat {
  const { clock } = text;
  const month = "MM".slice(0, dayFirst ? narrow.second : narrow.first);
  const day = "DD".slice(0, dayFirst ? narrow.first : narrow.second);
  const date = text.dateFormat(month, day, dayFirst);
  if (clock.hourWidth === 0) return date;
  const hour = (clock.half === "" ? "HH" : "hh").slice(0, narrow.hour);
  const fractions = fraction ? `.${"S".repeat(fraction)}` : "";
  return `${date}${clock.before}${hour}${clock.after}${fractions}${clock.half}${inUtc ? "Z" : clock.zone}`;
}
