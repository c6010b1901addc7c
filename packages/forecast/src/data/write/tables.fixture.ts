import fc from "fast-check";
import type { Table, TableColumn, TableTime } from "../../contracts/table.ts";
import { isMissing, isNumber } from "../cell.ts";
import { writeTime } from "../time-format.ts";

/** A table of these columns without notes. */
export function tableOf(columns: readonly TableColumn[], more: Partial<Table> = {}): Table {
  const first = columns[0];
  const rows =
    more.time?.values.length ?? (first?.kind === "number" ? first.values.length : (first?.codes.length ?? 0));
  const lines = Uint32Array.from({ length: rows }, (_, i) => i + 2);
  return { id: "t", layout: "single", rows, lines, columns, notes: [], ...more };
}

/** A column of words of these texts; an empty one is missing. */
export function words(name: string, texts: readonly string[]) {
  const categories = [...new Set(texts)].filter((text) => text !== "");
  return { kind: "text", name, codes: Int32Array.from(texts, (text) => categories.indexOf(text)), categories } as const;
}

/** What every format must hold of a table: names, then rows, each as text; times in the table's own format. */
export function expectedCells({ series, time, columns, rows }: Table): string[][] {
  const all = [...(series ? [series] : []), ...columns];
  const cells = (row: number): string[] => {
    const texts = all.map((column) => {
      if (column.kind === "text") return column.categories[column.codes[row]!] ?? "";
      const value = column.values[row]!;
      return Number.isNaN(value) ? "" : String(value);
    });
    if (time) texts.splice(series ? 1 : 0, 0, writeTime(time.format, time.values[row]!, time.zone));
    return texts;
  };
  const names = all.map(({ name }) => name);
  if (time) names.splice(series ? 1 : 0, 0, time.name);
  return [names, ...Array.from({ length: rows }, (_, row) => cells(row))];
}

// Readers trim; what looks like a number or a missing cell never becomes a column of words.
const word = fc
  .oneof(
    fc.string({ unit: "grapheme", maxLength: 12 }),
    fc.string({ unit: fc.constantFrom(..."=+-@'＝＋－＠a1,;\"\t\n_x00A>"), maxLength: 8 }),
    fc.constantFrom(
      "=1+1",
      "'=1",
      "''@x",
      "constructor",
      "__proto__",
      "toString",
      "_x0041_",
      "a\rb",
      "\u0001",
      "<b>&amp;",
      "中 文",
      "-5 kg",
    ),
  )
  .map((text) => text.trim())
  .filter(
    (text) =>
      text !== "" && !isMissing(text) && !isNumber(text) && !/\p{Surrogate}/u.test(text) && !/^[\ufeff]/.test(text),
  );

const number = fc
  .oneof(fc.double({ noDefaultInfinity: true }), fc.integer(), fc.constant(Number.NaN))
  .map((v) => v + 0);

const times: readonly Pick<TableTime, "format" | "values">[] = [
  { format: "YYYY-MM-DD", values: Float64Array.from({ length: 20 }, (_, i) => Date.UTC(2020, 1, 20 + i)) },
  {
    format: "YYYY-MM-DD HH:mm:ss",
    values: Float64Array.from({ length: 20 }, (_, i) => Date.UTC(1999, 11, 31, 20 + i)),
  },
  {
    format: "YYYY-MM-DD HH:mm:ss.SSS",
    values: Float64Array.from({ length: 20 }, (_, i) => Date.UTC(2021, 0) + (i + 1) * 130),
  },
  { format: "YYYY-MM-DD HH:mm:ssZ", values: Float64Array.from({ length: 20 }, (_, i) => Date.UTC(2021, 0, 1, i + 1)) },
  { format: "YYYY-MM", values: Float64Array.from({ length: 20 }, (_, i) => Date.UTC(1949, i)) },
  { format: "YYYY-MM-DD", values: Float64Array.from({ length: 20 }, (_, i) => Date.UTC(1850, i)) },
];

/** Any table: with and without series and time, numbers of all sizes, words that try everything. */
export const anyTable: fc.Arbitrary<Table> = fc
  .record({
    rows: fc.integer({ min: 1, max: 20 }),
    names: fc.uniqueArray(word, { minLength: 4, maxLength: 7 }),
    kinds: fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
    numbers: fc.array(number, { minLength: 20, maxLength: 20 }),
    texts: fc.array(fc.oneof(word, fc.constant("")), { minLength: 20, maxLength: 20 }),
    time: fc.option(fc.constantFrom(...times), { nil: undefined }),
    series: fc.boolean(),
  })
  .map(({ rows, names, kinds, numbers, texts, time, series }) => {
    const [timeName, seriesName, ...rest] = names as [string, string, ...string[]];
    const columns = rest.map((name, i): TableColumn => {
      const turn = <T>(list: readonly T[]): T[] => [...list.slice(i), ...list.slice(0, i)].slice(0, rows);
      return kinds[i] ? { kind: "number", name, values: Float64Array.from(turn(numbers)) } : words(name, turn(texts));
    });
    return tableOf(columns, {
      rows,
      ...(time ? { time: { ...time, values: time.values.slice(0, rows), name: timeName, columns: [timeName] } } : {}),
      ...(series
        ? {
            series: words(
              seriesName,
              texts.slice(0, rows).map((text) => text || "none"),
            ),
          }
        : {}),
    });
  });
