import { expect, test } from "vitest";
import { type CleanSpec, cleanTable } from "./index.ts";
import { cellsOf, hoursOf, marksOf, tableOf } from "./table.fixture.ts";

test("named sentinels become missing, in the named columns or in all of numbers", async () => {
  const table = tableOf({ time: [0, 1, 2], columns: { y: [-9999, 1, 0], x: [-9999, 0, 5], word: ["a", "b", "c"] } });
  const all = await cleanTable(table, [{ kind: "missing", values: [-9999, 0] }]);
  expect([cellsOf(all.table, "y"), cellsOf(all.table, "x")]).toEqual([
    [null, 1, null],
    [null, null, 5],
  ]);
  expect(all.notes).toEqual([{ code: "clean_missing", facts: { cells: 4, values: "-9999, 0", columns: "y, x" } }]);
  const one = await cleanTable(table, [{ kind: "missing", values: [-9999], columns: ["x"] }]);
  expect([cellsOf(one.table, "y"), cellsOf(one.table, "x")]).toEqual([
    [-9999, 1, 0],
    [null, 0, 5],
  ]);
});

test("sorting orders by series, then by time; equal times keep the file's order, and lines follow", async () => {
  const table = tableOf({
    time: [2, 5, 1, 1, 4],
    series: ["B", "A", "B", "B", "A"],
    columns: { y: [1, 2, 3, 4, 5] },
  });
  const { table: sorted, notes } = await cleanTable(table, [{ kind: "sort" }]);
  expect(sorted.series?.codes.join()).toBe("0,0,0,1,1");
  expect(hoursOf(sorted)).toEqual([1, 1, 2, 4, 5]);
  expect(cellsOf(sorted, "y")).toEqual([3, 4, 1, 5, 2]);
  expect([...sorted.lines]).toEqual([4, 5, 2, 6, 3]);
  expect(notes).toEqual([{ code: "clean_sorted", facts: { rows: 5 } }]);
  expect((await cleanTable(sorted, [{ kind: "sort" }])).notes).toEqual([]);
});

const repeated = tableOf({
  time: [0, 1, 0, 0, 1],
  series: ["A", "A", "B", "A", "A"],
  columns: { y: [1, 5, 9, null, 6], word: [null, "p", "q", "r", "s"] },
});

test.each([
  ["first", [1, 5, 9], [null, "p", "q"], [2, 3, 4]],
  ["last", [9, null, 6], ["q", "r", "s"], [4, 5, 6]],
  ["mean", [1, 5.5, 9], ["r", "p", "q"], [2, 3, 4]],
] as const)("of rows with the same series and time the %s stays", async (keep, y, word, lines) => {
  const { table, notes } = await cleanTable(repeated, [{ kind: "duplicates", keep }]);
  expect([cellsOf(table, "y"), cellsOf(table, "word"), [...table.lines]]).toEqual([y, word, lines]);
  expect(notes).toEqual([{ code: "clean_duplicates", facts: { rows: 2, keep } }]);
});

test("the mean of equal readings is that reading to the last bit", async () => {
  const table = tableOf({ time: [0, 0, 0], columns: { y: [0.1, 0.1, 0.1] } });
  expect(cellsOf((await cleanTable(table, [{ kind: "duplicates", keep: "mean" }])).table, "y")).toEqual([0.1]);
});

test("without time only exact copies are duplicates", async () => {
  const table = tableOf({ columns: { y: [1, 1, null, null, 1], word: ["a", "a", "b", "b", "b"] } });
  const { table: cleaned } = await cleanTable(table, [{ kind: "duplicates", keep: "first" }]);
  expect(cellsOf(cleaned, "y")).toEqual([1, null, 1]);
  expect(cellsOf(cleaned, "word")).toEqual(["a", "b", "b"]);
});

test("columns are dropped by name", async () => {
  const { table, notes } = await cleanTable(repeated, [{ kind: "drop", columns: ["word"] }]);
  expect(table.columns.map(({ name }) => name)).toEqual(["y"]);
  expect(notes).toEqual([{ code: "clean_dropped", facts: { columns: "word" } }]);
});

test.each([
  { kind: "drop", columns: ["wrod"] },
  { kind: "fill", by: "mean", columns: ["wrod"] },
  { kind: "missing", values: [0], columns: ["wrod"] },
  { kind: "outliers", by: "iqr", replace: "mean", columns: ["wrod"] },
  { kind: "encode", as: "ordinal", columns: ["wrod"] },
] satisfies CleanSpec[])("a column that does not exist is a problem with the nearest name: $kind", async (spec) => {
  await expect(cleanTable(repeated, [spec])).rejects.toMatchObject({
    code: "column_missing",
    kind: "data",
    details: { column: "wrod", hint: 'Did you mean "word"?' },
  });
});

test("asking for the time or the series as a column says what they are", async () => {
  for (const [name, role] of [
    ["ds", "the time"],
    ["unique_id", "the series"],
  ] as const) {
    const wrong = cleanTable(repeated, [{ kind: "drop", columns: [name] }]);
    await expect(wrong).rejects.toMatchObject({ details: { found: `"${name}", which is ${role}` } });
  }
});

test("one_hot makes a column of each word of the past; others give zeros, missing stays missing", async () => {
  const table = tableOf({
    time: [0, 1, 2, 3, 4],
    columns: { x: [1, 2, 3, 4, 5], wind: ["NW", "cv", null, "NW", "SE"] },
  });
  const { table: encoded, notes } = await cleanTable(table, [{ kind: "encode", as: "one_hot", columns: ["wind"] }], {
    past: { rows: () => 4 },
  });
  expect(encoded.columns.map(({ name }) => name)).toEqual(["x", "wind=NW", "wind=cv"]);
  expect(cellsOf(encoded, "wind=NW")).toEqual([1, 0, null, 1, 0]);
  expect(cellsOf(encoded, "wind=cv")).toEqual([0, 1, null, 0, 0]);
  expect(notes).toEqual([
    { code: "clean_unseen", facts: { column: "wind", rows: 1, first: "SE", as: "one_hot" } },
    { code: "clean_encoded", facts: { column: "wind", as: "one_hot", words: 2 } },
  ]);
});

test("ordinal numbers words as the past meets them; numbers may be words too", async () => {
  const table = tableOf({ time: [0, 1, 2, 3], columns: { word: ["b", "a", "b", "c"], code: [7, null, 3, 7] } });
  const { table: encoded } = await cleanTable(table, [{ kind: "encode", as: "ordinal", columns: ["word", "code"] }], {
    past: { rows: () => 3 },
  });
  expect(cellsOf(encoded, "word")).toEqual([0, 1, 0, null]);
  expect(cellsOf(encoded, "code")).toEqual([0, null, 1, 0]);
  expect(marksOf(encoded, "word")).toEqual([0, 0, 0, 0]);
});

test("too many words for one_hot and names that are taken are problems", async () => {
  const words = Array.from({ length: 1001 }, (_, i) => `w${i}`);
  const many = tableOf({ columns: { word: words } });
  const one: CleanSpec = { kind: "encode", as: "one_hot", columns: ["word"] };
  await expect(cleanTable(many, [one])).rejects.toMatchObject({ code: "too_many_words" });
  const taken = tableOf({ columns: { word: ["a", "b"], "word=a": [1, 2] } });
  await expect(cleanTable(taken, [one])).rejects.toMatchObject({ code: "column_exists" });
});
