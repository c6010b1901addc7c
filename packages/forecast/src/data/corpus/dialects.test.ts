import fc from "fast-check";
import { expect, test } from "vitest";
import { readTable } from "../read-table.ts";
import { writeTime } from "../time-format.ts";
import { type Column, cellsOf } from "./case.fixture.ts";

/** A way to write tables as text. */
interface Dialect {
  readonly separator: string;
  readonly decimal: "." | ",";
  /** Whether a mark stands between thousands: the point or the comma that is no decimal mark. */
  readonly grouped: boolean;
  readonly quotesAll: boolean;
  readonly lineEnd: string;
  readonly missing: string;
  /** Whether a separator stands at the end of every line as well. */
  readonly trails: boolean;
  /** Blanks around every cell. */
  readonly pad: string;
  /** Lines above the header and below the last row. */
  readonly around: readonly [above: string, below: string];
  readonly encode: (text: string) => Uint8Array;
}

/** A column of numbers with this many decimals, or of words; null where a reading is missing. */
type Cells = { readonly decimals: number; readonly cells: readonly (number | null)[] } | readonly (string | null)[];

const ROWS = 20;
const START = Date.UTC(2024, 1, 12);

const utf16 = (isLittle: boolean) => (text: string) => {
  const view = new DataView(new ArrayBuffer(2 * text.length));
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), isLittle);
  return new Uint8Array(view.buffer);
};
const utf8 = (text: string) => new TextEncoder().encode(text);

const dialect: fc.Arbitrary<Dialect> = fc.record({
  separator: fc.constantFrom(",", ";", "\t", "|"),
  decimal: fc.constantFrom(".", ","),
  grouped: fc.boolean(),
  quotesAll: fc.boolean(),
  lineEnd: fc.constantFrom("\n", "\r\n", "\r"),
  missing: fc.constantFrom("", "NA", "NaN", "null", "?", "-", ":", ".", ".."),
  trails: fc.boolean(),
  pad: fc.constantFrom("", " "),
  around: fc.constantFrom(
    ["", ""],
    ["Report of the year", ""],
    ["", "Source: the office"],
    ["Made by hand\n\n", "\n* preliminary"],
  ),
  encode: fc.constantFrom(
    utf8,
    (text) => utf8(`\uFEFF${text}`),
    (text) => utf16(true)(`\uFEFF${text}`),
    (text) => utf16(false)(`\uFEFF${text}`),
  ),
});

const rowsOf = <T>(cell: fc.Arbitrary<T>) =>
  fc.array(fc.option(cell, { nil: null, freq: 6 }), { minLength: ROWS, maxLength: ROWS });
// Of three decimals a comma or a point could as well stand between thousands.
const numbers = fc.record({
  decimals: fc.constantFrom(0, 1, 2, 4),
  cells: rowsOf(fc.integer({ min: -1e9, max: 1e9 })),
});
const words = rowsOf(
  fc.constantFrom("dry", "very wet", "a, b", "a; b", "1 | 2", 'said "no"', "Köln", "风", "5 kg", "-5 kg", "x\ty", "'s"),
);

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Columns of times, how they are written, and the step: none could be read in two ways after the twelfth day of a month. */
const TIMES: readonly (readonly [names: readonly string[], formats: readonly string[], step: number])[] = [
  [["date"], ["YYYY-MM-DD"], DAY],
  [["date"], ["YYYY-MM-DD HH:mm"], HOUR],
  [["date"], ["DD.MM.YYYY"], DAY],
  [["date"], ["MM/DD/YYYY HH:mm:ss"], 12 * HOUR],
  [["date"], ["D/M/YY"], DAY],
  [["when"], ["MMM D, YYYY"], DAY],
  [["日期"], ["YYYY年M月D日"], DAY],
  [["date"], ["YYYYMMDD"], DAY],
  [["week"], ["GGGG-[W]WW"], 7 * DAY],
  [["ts"], ["YYYY-MM-DDTHH:mm:ss.SSSZ"], 250],
  [["timestamp"], ["X"], HOUR],
  [["Datum", "Time"], ["DD.MM.YYYY", "H:mm"], HOUR / 4],
  [["year", "month", "day", "hour"], ["YYYY", "M", "D", "H"], HOUR],
];

const table = fc.record({
  time: fc.constantFrom(...TIMES),
  place: fc.nat({ max: 4 }),
  ids: fc.constantFrom(undefined, ["007", "012"] as const, ["north", "south"] as const),
  isTurnedByTime: fc.boolean(),
  columns: fc.dictionary(
    fc.constantFrom("y", "temp", "Wind speed", "Größe", "风速", "5 min", 'a "b"', "Load, MW", "x; y"),
    fc.oneof(numbers, words),
    {
      minKeys: 1,
      maxKeys: 4,
    },
  ),
});

function written({ decimal, grouped }: Dialect, value: number, decimals: number): string {
  const [whole = "", rest = ""] = (value / 10 ** decimals).toFixed(decimals).split(".");
  if (decimals === 0) return whole;
  const mark = decimal === "." ? "," : ".";
  return `${grouped ? whole.replace(/\B(?=(?:\d{3})+$)/g, mark) : whole}${decimal}${rest}`;
}

function textsOf(way: Dialect, name: string, column: Cells): string[] {
  // Among words a colon and points are words.
  const hole = /[:.]/.test(way.missing) ? "" : way.missing;
  if (!("cells" in column)) return [name, ...column.map((cell) => cell ?? hole)];
  return [name, ...column.cells.map((cell) => (cell === null ? way.missing : written(way, cell, column.decimals)))];
}

function csv(way: Dialect, columns: readonly (readonly string[])[]): Uint8Array {
  const {
    separator,
    quotesAll,
    lineEnd,
    trails,
    pad,
    around: [above, below],
    encode,
  } = way;
  const quoted = (cell: string): string => {
    // A quote behind a blank holds no separator together.
    if (cell.includes(separator) || /["\r\n]/.test(cell)) return `"${cell.replaceAll('"', '""')}"`;
    return pad + (quotesAll ? `"${cell}"` : cell) + pad;
  };
  const lines = columns[0]!.map((_, row) => columns.map((cells) => quoted(cells[row]!)).join(separator));
  const table = lines.map((line) => `${line}${trails ? separator : ""}\n`).join("");
  return encode(`${above}\n${table}${below}`.replaceAll("\n", lineEnd));
}

test("a table of dates, numbers, words and holes is read back from whatever dialect it is written in", async () => {
  await fc.assert(
    fc.asyncProperty(
      table,
      dialect,
      async ({ time: [names, formats, step], place, ids, isTurnedByTime, columns }, way) => {
        const rows = Array.from({ length: ROWS }, (_, row) => row);
        const seriesOf = (row: number): number => (isTurnedByTime ? row % 2 : Math.floor((2 * row) / ROWS));
        const timeOf = (row: number): number => (isTurnedByTime ? row >> 1 : row % (ROWS / 2));
        const times = rows.map((row) => START + (ids ? timeOf(row) : row) * step);
        const series = ids ? [["shop", ...rows.map((row) => ids[seriesOf(row)]!)] as const] : [];
        const texts: (readonly string[])[] = Object.entries(columns).map(([name, column]) =>
          textsOf(way, name, column),
        );
        const dates = names.map((name, i) => [name, ...times.map((ms) => writeTime(formats[i]!, ms))]);
        texts.splice(place, 0, ...dates, ...series);
        const read = await readTable(csv(way, texts));
        expect([read.time?.columns, [...(read.time?.values ?? [])]]).toEqual([names, times]);
        expect(read.series && cellsOf(read.series)).toEqual(series[0]);
        expect(read.columns.map(cellsOf)).toEqual(Object.entries(columns).map(expectedOf));
      },
    ),
    { numRuns: 1000 },
  );
});

function expectedOf([name, column]: [string, Cells]): Column {
  if (!("cells" in column)) return [name, ...column];
  return [name, ...column.cells.map((cell) => (cell === null ? null : cell / 10 ** column.decimals))];
}
