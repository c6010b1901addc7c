import fc from "fast-check";
import { expect, test } from "vitest";
import type { Table } from "../contracts/table.ts";
import { type Row, readTable, tableFromRows } from "./index.ts";
import { scanNumber } from "./scan-number.ts";

test("a plain number is read to the same bits as the language reads it", () => {
  const digits = fc.stringMatching(/^[+-]?\d{0,12}\.?\d{0,26}(?:[eE][+-]?\d{1,2})?$/);
  fc.assert(
    fc.property(digits, fc.constantFrom("", " ", "  "), (written, blank) => {
      const cell = { value: 0 };
      const end = scanNumber(`${blank}${written}${blank},`, 0, 46, 44, cell);
      if (end < 0) return;
      expect(Object.is(cell.value, Number(written)), `${written} gives ${cell.value}`).toBe(true);
      expect(end).toBe(written.length + 2 * blank.length);
    }),
    { numRuns: 5000 },
  );
});

test("what is no plain number is left to the careful reading", () => {
  const cell = { value: 0 };
  for (const text of [",", "-,", ".,", "1 2,", "1x,", "NA,", "1e999,", "1e,", "12", "1;"]) {
    expect(scanNumber(text, 0, 46, 44, cell), text).toBe(-1);
  }
});

const cell = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.integer({ min: -999, max: 999 }).map(String),
  fc.constantFrom("", "NA", "7", "+1.50", "-0", "nan", "?", "-", "bad", "12345678901234567890"),
);
const word = fc.constantFrom("N", "NW", "", "-", "a b", "a, b", 'a "b"', "a\nb", '"');
const line = fc.record({ a: cell, word, b: cell, isQuoted: fc.boolean(), blank: fc.constantFrom("", " ") });

/** As a CSV file holds it: quoted where it must be or happens to be. */
function written(text: string, isQuoted: boolean): string {
  return isQuoted || /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

test("rows that are scanned are the rows that were written", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 30 }), fc.boolean(), async (lines, crlf) => {
      // The columns are known after a thousand rows; the varied rows come behind them.
      const plain = { a: "1.5", word: "N", b: "2", isQuoted: false, blank: "" };
      const all = [...Array.from({ length: 1200 }, () => plain), ...lines, ...Array.from({ length: 9 }, () => plain)];
      const rows: Row[] = [{ cells: ["year", "a", "w", "b"], line: 1 }];
      const texts = ["year,a,w,b"];
      let place = 2;
      all.forEach(({ a, word: w, b, isQuoted, blank }, i) => {
        rows.push({ cells: [String(1000 + i), a, w, b], line: place });
        texts.push([String(1000 + i), a, w, b].map((text) => written(text, isQuoted) + blank).join(","));
        place += w.includes("\n") ? 2 : 1;
      });
      const bytes = new TextEncoder().encode(`${texts.join(crlf ? "\r\n" : "\n")}\n`);
      const batches = async function* () {
        yield rows;
      };
      const read = (table: Promise<Table>) => table.catch((problem: { code: string }) => problem.code);
      // Only text has a decimal mark of its own.
      const marked = (table: Promise<Table>) => table.then((made): Table => ({ ...made, decimal: "." }));
      expect(await read(readTable(bytes))).toEqual(await read(marked(tableFromRows(batches()))));
    }),
    { numRuns: 60 },
  );
});

test("where the pieces of a file are cut makes no difference", async () => {
  const rows = Array.from({ length: 3000 }, (_, i) => `${1000 + i},${i / 8},Zürich ${i % 3}`);
  const bytes = new TextEncoder().encode(`year,y,stadt\n${rows.join("\n")}\nQuelle: Archiv, ohne Gewähr`);
  const whole = await readTable(bytes);
  expect(whole.rows).toBe(3000);
  for (const size of [7, 1000, 50_000]) {
    const source = async function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
    };
    expect(await readTable(source())).toEqual(whole);
    expect(await readTable(source(), { size: bytes.length })).toEqual(whole);
  }
});
