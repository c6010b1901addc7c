import { type Clock, clockPattern, markedClock, readClock } from "./clock-text.ts";
import { monthOfName, weekDate } from "./time-words.ts";

/** One time as written, before it is decided whether `03/04/2020` begins with its day or its month. */
export interface TimeText {
  /** What all times of a column must share: order, separators and which fields are there. */
  readonly shape: string;
  /** True for `03/04/2020`, whose fields may stand either way; else `first` is the month. */
  readonly eitherWay: boolean;
  readonly year: number;
  /** The fields beside the year, left to right; 1 where the time names none. */
  readonly first: number;
  readonly second: number;
  /** Digits of these fields; 0 where the field is absent. */
  readonly firstWidth: number;
  readonly secondWidth: number;
  readonly clock: Clock;
  /** The format of the date, given how its month and its day are written and, where they may, how they stand. */
  readonly dateFormat: (month: string, day: string, dayFirst: boolean) => string;
}

/** A way to write a date: what it looks like and how its parts are read. */
interface Pattern {
  readonly regex: RegExp;
  read(match: RegExpExecArray): Omit<TimeText, "shape" | "clock">;
  clock(match: RegExpExecArray): Clock;
}

type DateFormat = TimeText["dateFormat"];
const joined = (separator: string) => ({
  year: (() => "YYYY") as DateFormat,
  month: ((month) => `YYYY${separator}${month}`) as DateFormat,
  ymd: ((month, day) => `YYYY${separator}${month}${separator}${day}`) as DateFormat,
  eitherWay: ((month, day, dayFirst) =>
    `${dayFirst ? day + separator + month : month + separator + day}${separator}YYYY`) as DateFormat,
});
export const JOINED = { "-": joined("-"), "/": joined("/"), ".": joined("."), "": joined("") };
type Separator = keyof typeof JOINED;

const shortYears = (separator: string): DateFormat => {
  return (month, day, dayFirst) => `${dayFirst ? day + separator + month : month + separator + day}${separator}YY`;
};
const SHORT_YEARS = { "/": shortYears("/"), ".": shortYears(".") };
const fullYear = (digits: string): string => `${Number(digits) < 70 ? 20 : 19}${digits}`;

const CHINESE = {
  month: ((month) => `YYYY年${month}月`) as DateFormat,
  day: ((month, day) => `YYYY年${month}月${day}日`) as DateFormat,
};

export function fields(year: string, first: string, second: string, dateFormat: DateFormat, eitherWay = false) {
  return {
    eitherWay,
    year: Number(year),
    first: first === "" ? 1 : Number(first),
    second: second === "" ? 1 : Number(second),
    firstWidth: first.length,
    secondWidth: second.length,
    dateFormat,
  };
}

/** A pattern whose clock, if it has one, stands for `@` and begins with group `clockAt`. */
const date = (source: string, clockAt: number, read: Pattern["read"]): Pattern => ({
  regex: new RegExp(`^${source.replace("@", () => clockPattern(clockAt))}$`, "i"),
  read,
  clock: (match) => readClock(match, clockAt),
});

/** A pattern whose clock is written with marks of its own: the one before the hour stands in group 4, hour, minute and second follow. */
const stamp = (source: string, format: DateFormat, marks: readonly [string, string, string]): Pattern => ({
  regex: new RegExp(`^${source}$`, "i"),
  read: (m) => fields(m[1]!, m[2]!, m[3]!, format),
  clock: (m) => markedClock(m[4]!, [m[5]!, m[6], m[7]], marks),
});

const MONTH = String.raw`([a-z]{3,9})\.?`;
/** Literals of named dates by their separator, made once each. */
const named = new Map<string, DateFormat>();
function namedFormat(text: string): DateFormat {
  let format = named.get(text);
  if (!format) {
    format = (_, day) => text.replace("@", day);
    named.set(text, format);
  }
  return format;
}

function namedDate(year: string, month: string, day: string, text: string): ReturnType<Pattern["read"]> {
  const number = monthOfName(month);
  const token = month.length > 3 && number !== 5 ? "MMMM" : "MMM";
  return { ...fields(year, String(number), day, namedFormat(text.replace("#", token))), firstWidth: 2 };
}

const DIGITS_FIRST: readonly Pattern[] = [
  date(String.raw`(\d{4})([-/])(\d{1,2})(?:\2(\d{1,2})@)?`, 5, (m) => {
    const formats = JOINED[m[2] as Separator];
    return fields(m[1]!, m[3]!, m[4] ?? "", m[4] === undefined ? formats.month : formats.ymd);
  }),
  date(String.raw`(\d{1,2})([-/.])(\d{1,2})\2(\d{4})@`, 5, (m) => {
    const formats = JOINED[m[2] as Separator];
    return fields(m[4]!, m[1]!, m[3]!, formats.eitherWay, true);
  }),
  date(String.raw`(\d{1,2})/(\d{1,2})/(\d{2})@`, 4, (m) => {
    return fields(fullYear(m[3]!), m[1]!, m[2]!, SHORT_YEARS["/"], true);
  }),
  date(String.raw`(\d{4})\.(\d{1,2})\.(\d{1,2})@`, 4, (m) => fields(m[1]!, m[2]!, m[3]!, JOINED["."].ymd)),
  date(String.raw`(\d{4})年(\d{1,2})月(?:(\d{1,2})日@)?`, 4, (m) =>
    fields(m[1]!, m[2]!, m[3] ?? "", m[3] === undefined ? CHINESE.month : CHINESE.day),
  ),
  date(String.raw`(\d{4})([-/ ]?)Q([1-4])`, 9, (m) => quarter(m[1]!, m[3]!, `YYYY${m[2]}[Q]Q`)),
  date(String.raw`(\d{4})(-?)W(\d{2})(?:-?([1-7]))?`, 9, (m) => week(m[1]!, m[3]!, m[4], m[2]!)),
  date(String.raw`(\d{1,2})([-/ ])${MONTH}\2(\d{4})@`, 5, (m) =>
    namedDate(m[4]!, m[3]!, m[1]!, `@${m[2]}#${m[2]}YYYY`),
  ),
  date(String.raw`(\d{1,2})([-/ ])${MONTH}\2(\d{2})@`, 5, (m) =>
    namedDate(fullYear(m[4]!), m[3]!, m[1]!, `@${m[2]}#${m[2]}YY`),
  ),
  date(String.raw`(\d{1,2})\.(\d{1,2})\.(\d{2})@`, 4, (m) => {
    // A clock, 18.00.00, looks the same.
    const isDate = isDayAndMonth(Number(m[1]), Number(m[2]));
    return {
      ...fields(fullYear(m[3]!), m[1]!, m[2]!, SHORT_YEARS["."], true),
      ...(isDate ? {} : { first: Number.NaN }),
    };
  }),
  stamp(String.raw`(\d{4})年(\d{1,2})月(\d{1,2})日( ?)(\d{1,2})时(?:(\d{1,2})分(?:(\d{1,2})秒)?)?`, CHINESE.day, [
    "时",
    "分",
    "秒",
  ]),
  stamp(String.raw`((?:1[89]|20)\d{2})(\d{2})(\d{2})([T ])(\d{2})(?:(\d{2})(\d{2})?)?`, JOINED[""].ymd, ["", "", ""]),
  // Without a clock eight digits are a number.
  date(String.raw`((?:1[89]|20)\d{2})(\d{2})(\d{2})(?=[T ])@`, 4, (m) => fields(m[1]!, m[2]!, m[3]!, JOINED[""].ymd)),
  date(String.raw`(\d{4})([-/ ])${MONTH}`, 9, (m) => namedDate(m[1]!, m[3]!, "", `YYYY${m[2]}#`)),
];

const LETTERS_FIRST: readonly Pattern[] = [
  date(String.raw`${MONTH}([-/ ])(\d{2})`, 9, (m) => namedDate(fullYear(m[3]!), m[1]!, "", `#${m[2]}YY`)),
  date(String.raw`${MONTH}([-/ ])(\d{4})`, 9, (m) => namedDate(m[3]!, m[1]!, "", `#${m[2]}YYYY`)),
  date(String.raw`${MONTH} (\d{1,2}),? (\d{4})@`, 4, (m) =>
    namedDate(m[3]!, m[1]!, m[2]!, m[0].includes(",") ? "# @, YYYY" : "# @ YYYY"),
  ),
  date(String.raw`Q([1-4])([-/ ])(\d{4})`, 9, (m) => quarter(m[3]!, m[1]!, `[Q]Q${m[2]}YYYY`)),
];

/** True where either can be the day and the other the month. */
function isDayAndMonth(first: number, second: number): boolean {
  const [low, high] = first < second ? [first, second] : [second, first];
  return low >= 1 && low <= 12 && high <= 31;
}

function quarter(year: string, number: string, format: string): ReturnType<Pattern["read"]> {
  return { ...fields(year, String(Number(number) * 3 - 2), "", namedFormat(format)), firstWidth: 2 };
}

/** ISO 8601 weeks begin on Mondays; the week with the year's first Thursday is the first. */
function week(year: string, number: string, weekday: string | undefined, mark: string): ReturnType<Pattern["read"]> {
  const day = new Date(weekDate(Number(year), Number(number), Number(weekday ?? 1)));
  const text = `GGGG${mark}[W]WW${weekday === undefined ? "" : `${mark}E`}`;
  const read = fields(String(day.getUTCFullYear()), String(day.getUTCMonth() + 1), "", namedFormat(text));
  return { ...read, second: day.getUTCDate(), firstWidth: 2 };
}

/** Reads a trimmed cell that is a time by its own looks; undefined for anything else. Ranges are not checked here. */
export function readTimeText(text: string): TimeText | undefined {
  if (text.length < 6 || text.length > 40) return undefined;
  const code = text.charCodeAt(0);
  if (code >= 48 && code <= 57) return firstThatFits(DIGITS_FIRST, text);
  return text.length <= 32 ? firstThatFits(LETTERS_FIRST, text) : undefined;
}

function firstThatFits(patterns: readonly Pattern[], text: string): TimeText | undefined {
  for (let i = 0; i < patterns.length; i++) {
    const pattern = patterns[i]!;
    const match = pattern.regex.exec(text);
    if (match === null) continue;
    const read = pattern.read(match);
    if (Number.isNaN(read.first)) continue;
    const clock = pattern.clock(match);
    // Which fields there are is part of the shape, how wide they are is not.
    const shape = `${read.dateFormat("M", "D", true).replace("MMMM", "MMM")}${clock.shape}`;
    return { ...read, clock, shape };
  }
  return undefined;
}
