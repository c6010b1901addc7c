import { expect, test } from "vitest";
import { jsonRows } from "./json.ts";
import { allRows, cellsText, problemOf } from "./rows.fixture.ts";

const read = (text: string) => jsonRows(new TextEncoder().encode(text));

test("records become rows; columns are all keys in the order of their appearance", async () => {
  const text = '[{"ds":"2020-01-01","y":1.10},\n {"y":null,"z":true,"ds":" a\\n\\u00e9 "},{}, {"z":false,"y":-1e-7}]';
  expect(await allRows(read(text))).toEqual([
    { cells: ["ds", "y", "z"], line: 0 },
    { cells: ["2020-01-01", "1.10", ""], line: 1 },
    { cells: ["a\né", "", "1"], line: 2 },
    { cells: ["", "", ""], line: 3 },
    { cells: ["", "-1e-7", "0"], line: 4 },
  ]);
});

test("numbers stay as written: an id of twenty digits keeps them all", async () => {
  expect(await cellsText(read('[{"id":12345678901234567890,"y":NaN,"u":-Infinity}]'))).toEqual([
    "id|y|u",
    "12345678901234567890||-Infinity",
  ]);
});

test("JSON lines bear the lines of the file, blank ones counted", async () => {
  expect(await allRows(read('{"a":1}\n\n{"b":2}\r\n{"a":3,"b":4}\n'))).toEqual([
    { cells: ["a", "b"], line: 0 },
    { cells: ["1", ""], line: 1 },
    { cells: ["", "2"], line: 3 },
    { cells: ["3", "4"], line: 4 },
  ]);
  expect(await allRows(read('["ds","y"]\n["2020",1]'))).toEqual([
    { cells: ["ds", "y"], line: 1 },
    { cells: ["2020", "1"], line: 2 },
  ]);
});

// What pandas 1.5 writes of a frame with the columns ds and y and two rows.
const pandas: Readonly<Record<string, string>> = {
  records: '[{"ds":"a","y":1},{"ds":"b","y":2}]',
  columns: '{"ds":{"0":"a","1":"b"},"y":{"0":1,"1":2}}',
  index: '{"0":{"ds":"a","y":1},"1":{"ds":"b","y":2}}',
  split: '{"columns":["ds","y"],"index":[0,1],"data":[["a",1],["b",2]]}',
  table: '{"schema":{"fields":[{"name":"ds"}],"pandas_version":"1.4.0"},"data":[{"ds":"a","y":1},{"ds":"b","y":2}]}',
};
test.each(Object.keys(pandas))("what pandas writes as %s is the same table", async (orient) => {
  expect(await cellsText(read(pandas[orient]!))).toEqual(["ds|y", "a|1", "b|2"]);
});

test("lists by column are walked side by side", async () => {
  expect(await cellsText(read('{"ds":["a","b"], "y":[1,2]}'))).toEqual(["ds|y", "a|1", "b|2"]);
  expect(await cellsText(read('{"y":[1,2]}'))).toEqual(["y", "1", "2"]);
  expect(await cellsText(read('{"y":[]}'))).toEqual(["y"]);
  expect((await problemOf(read('{"a":[1,2],"b":[1]}'))).details).toMatchObject({ column: "b" });
});

test("an index that tells something becomes a column", async () => {
  const expected = ["index|y", "2020-01-01|1", "2020-01-02|2"];
  expect(await cellsText(read('{"y":{"2020-01-01":1,"2020-01-02":2}}'))).toEqual(expected);
  expect(await cellsText(read('{"2020-01-01":{"y":1},"2020-01-02":{"y":2}}'))).toEqual(expected);
  const split = '{"columns":["y"],"index":["2020-01-01","2020-01-02"],"data":[[1],[2]]}';
  expect(await cellsText(read(split))).toEqual(expected);
  expect((await problemOf(read('{"a":{"x":1},"b":{"x":2}}'))).code).toBe("json_layout");
  expect((await problemOf(read('{"a":{"1":1,"2":5},"b":{"1":2,"3":4}}'))).code).toBe("json_ragged");
});

test("a nested value names its record, line and key", async () => {
  const problem = await problemOf(read('[{"a":1},\n{"a":{"b":[1]}}]'));
  expect(problem.code).toBe("json_nested");
  expect(problem.message).toBe('Record 2 (line 2): "a" is not a single value.');
  expect(problem.details).toMatchObject({ row: 2, column: "a", found: "an object" });
});

test("a line that breaks the rules is named", async () => {
  const cases: [string, number][] = [
    ['{"a":1}\n{"a":2\n{"a":3}', 3],
    ['{"a":1}\n{"a":"x\n{"a":3}', 2],
    ["[{\"a\":1},\n{'a':2}]", 2],
    ['[{"a":1},\n{"a":2},\n', 3],
    ['[{"a":01}]', 1],
    ['{"a":1}\n{"a":tru}', 2],
    ['[{"a":1}]\n\nmore', 3],
  ];
  for (const [text, row] of cases) {
    const problem = await problemOf(read(text));
    expect([text, problem.code, problem.details.row]).toEqual([text, "json_broken", row]);
  }
  expect((await problemOf(read('[{"a":1},\n[1]]'))).code).toBe("json_mixed");
});

test("what is no table says so", async () => {
  for (const text of ["[1,2]", '{"a":1,"b":[1,2]}', '{"a":{"b":1},"c":2}']) {
    expect((await problemOf(read(text))).code).toBe("json_layout");
  }
  expect((await problemOf(jsonRows(Uint8Array.of(0x5b, 0xff)))).code).toBe("not_text");
  expect(await allRows(read(" \n"))).toEqual([]);
  expect(await allRows(read("[]"))).toEqual([]);
});

test("a few keys a record that make a huge empty table are refused", async () => {
  const wide = `[${Array.from({ length: 20_001 }, (_, i) => `{"k${i}":1}`).join()}]`;
  expect((await problemOf(read(wide))).code).toBe("too_many_columns");
  const sparse = `[${Array.from({ length: 30_000 }, (_, i) => `{"k${i % 5000}":1}`).join()}]`;
  expect((await problemOf(read(sparse))).code).toBe("too_many_cells");
});

test("very deep nesting is a problem, not a full stack", async () => {
  expect((await problemOf(read(`{"a":${"[".repeat(200_000)}`))).code).toBe("json_broken");
  expect((await problemOf(read(`[${'{"a":'.repeat(100_000)}`))).code).toBe("json_nested");
});

test("a text that ends in the middle is told to be cut short, also on its only line; one that is wrong is to be looked at", async () => {
  const whole = '[{"ds":"2020-01-01","y":true},{"ds":"2020-01-02","y":-1.5e3}]';
  for (let end = 1; end < whole.length; end++) {
    const { hint } = (await problemOf(read(whole.slice(0, end)))).details;
    expect([whole.slice(0, end), hint]).toEqual([whole.slice(0, end), expect.stringContaining("cut short")]);
  }
  for (const wrong of ['[{"ds":1} {"ds":2}]', '[{"ds":tru}]', '[{"ds":"a\nb"}]', '[{"ds":1}] 5']) {
    expect((await problemOf(read(wrong))).details.hint).toMatch(/text editor/);
  }
});
