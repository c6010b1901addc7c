import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Frame } from "../contracts/frame.ts";
import { Problem } from "../contracts/problem.ts";
import type { Table } from "../contracts/table.ts";
import { formatTime, type ReadTableOptions, readTable, timeAt } from "./index.ts";
import { readFrame } from "./read-frame.fixture.ts";

const VALID = [
  `ds,y,z\n${Array.from({ length: 30 }, (_, i) => `2020-01-${String(i + 1).padStart(2, "0")},${i * 1.5},NA`).join("\n")}\n`,
  `"Month","Passengers"\r\n${Array.from({ length: 12 }, (_, i) => `"1949-${String(i + 1).padStart(2, "0")}",${100 + i}`).join("\r\n")}`,
  `year,month,wind,rain\n${Array.from({ length: 24 }, (_, i) => `${1959 + Math.floor(i / 12)},${(i % 12) + 1},NW,${i}e-1`).join("\n")}\nSource: somebody`,
  `date;a;b\n${Array.from({ length: 28 }, (_, i) => `${i + 1}/2/2021 ${i % 24}:00;${i};-`).join("\n")}`,
].map((text) => new TextEncoder().encode(text));

/** Everything that the type `Frame` promises. */
function expectSound(frame: Frame): void {
  const { time, columns } = frame;
  expect(time.length).toBeGreaterThanOrEqual(2);
  expect(columns.length).toBeGreaterThanOrEqual(1);
  const names = columns.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.every((name) => name !== "")).toBe(true);
  for (const { values } of columns) {
    expect(values.length).toBe(time.length);
    expect(values.every((value) => Number.isNaN(value) || Number.isFinite(value))).toBe(true);
  }
  for (let row = 1; row < time.length + 3; row++) expect(timeAt(time, row)).toBeGreaterThan(timeAt(time, row - 1));
  expect(formatTime(time, time.length)).not.toContain("NaN");
}

/** Everything that the type `Table` promises. */
function expectWhole({ rows, lines, time, series, columns }: Table): void {
  expect(lines.length).toBe(rows);
  if (time) {
    expect(time.values.length).toBe(rows);
    expect(time.values.every(Number.isFinite)).toBe(true);
  }
  for (const column of series ? [...columns, series] : columns) {
    const length = column.kind === "number" ? column.values.length : column.codes.length;
    expect(length).toBe(rows);
    if (column.kind === "number") expect(column.values.some((value) => Math.abs(value) === Infinity)).toBe(false);
    else expect(column.codes.every((code) => code >= -1 && code < column.categories.length)).toBe(true);
  }
}

async function wholeOrProblem(bytes: Uint8Array, options: ReadTableOptions): Promise<void> {
  try {
    expectWhole(await readTable(bytes, options));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    expect(error.details.hint).toMatch(/\S/);
  }
}

async function soundOrProblem(bytes: Uint8Array): Promise<void> {
  try {
    expectSound((await readFrame(bytes)).frame);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    expect(error.kind).toBe("data");
    expect(error.details.hint).toMatch(/\S/);
  }
}

const valid = fc.constantFrom(...VALID);
const csvCharacters = fc.constantFrom(...'0123456789.-+eE,;|\t"\n\r /:TZaNif');

test("random bytes give a sound frame or a Problem", async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), soundOrProblem), { numRuns: 200 });
});

test("random text of a CSV file's characters gives a sound frame or a Problem", async () => {
  const text = fc.string({ unit: csvCharacters, maxLength: 120 }).map((s) => new TextEncoder().encode(s));
  await fc.assert(fc.asyncProperty(text, soundOrProblem), { numRuns: 800 });
});

test("valid files with changed, removed and added characters give a sound frame or a Problem", async () => {
  const edit = fc.tuple(fc.nat(1000), fc.nat(3), csvCharacters);
  const mutated = fc.tuple(valid, fc.array(edit, { minLength: 1, maxLength: 4 })).map(([bytes, edits]) => {
    let text = new TextDecoder().decode(bytes);
    for (const [place, remove, character] of edits) {
      const at = place % text.length;
      text = text.slice(0, at) + character + text.slice(at + remove);
    }
    return new TextEncoder().encode(text);
  });
  await fc.assert(fc.asyncProperty(mutated, soundOrProblem), { numRuns: 800 });
});

test("valid files cut anywhere give a sound frame or a Problem, plain and gzip", async () => {
  const cut = fc.tuple(valid, fc.nat(1000), fc.boolean()).map(([bytes, at, zip]) => {
    const whole = zip ? gzipSync(bytes) : bytes;
    return whole.subarray(0, at % whole.length);
  });
  await fc.assert(fc.asyncProperty(cut, soundOrProblem), { numRuns: 300 });
});

const options = fc.record(
  {
    zone: fc.constantFrom("Europe/Berlin", "Asia/Shanghai", "Nowhere/Land"),
    series: fc.constantFrom("y", "ds", "unique_id", "wind", "none"),
    time: fc.constantFrom("ds", "y", ["year", "month"], ["ds", "y"]),
    decimal: fc.constantFrom("." as const, "," as const),
    missing: fc.constant([-9999, "n/a", ""]),
  },
  { requiredKeys: [] },
);

test("hostile text under any options gives a whole table or a Problem", async () => {
  const unit = fc.constantFrom(...'0123456789.-+eE,;|\t"\n\r /:TZaNifyds_uniqeQW年Jané');
  const hostile = fc.oneof(
    valid,
    fc.string({ unit, maxLength: 200 }).map((text) => new TextEncoder().encode(text)),
  );
  const long = fc.tuple(hostile, fc.nat(400)).map(([bytes, copies]) => {
    const text = new TextDecoder().decode(bytes);
    const [first = "", ...rest] = text.split("\n");
    return new TextEncoder().encode([first, ...Array.from({ length: copies }, () => rest).flat()].join("\n"));
  });
  await fc.assert(fc.asyncProperty(fc.oneof(hostile, long), options, wholeOrProblem), { numRuns: 400 });
});

test("bytes of any encoding give a whole table or a Problem", async () => {
  const header = fc.constantFrom([0xff, 0xfe], [0xfe, 0xff], [0xef, 0xbb, 0xbf], [0xc8, 0xd5, 44], []);
  const bytes = fc
    .tuple(header, fc.uint8Array({ maxLength: 200 }))
    .map(([mark, rest]) => Uint8Array.of(...mark, ...rest));
  await fc.assert(fc.asyncProperty(bytes, fc.constant({}), wholeOrProblem), { numRuns: 400 });
});
