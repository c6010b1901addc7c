import { expect, test } from "vitest";
import { detectFormat, oldExcel } from "./detect.ts";
import { workbook } from "./rows.fixture.ts";

const detect = (text: string, file?: string) => detectFormat(new TextEncoder().encode(text), file);

test("formats are told by their first bytes, whatever the name says", () => {
  expect(detectFormat(workbook({ a: "" }), "table.csv")).toBe("excel");
  expect(detectFormat(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), "table.xlsx")).toBe("old_excel");
  expect(detect("PAR1....", "table.csv")).toBe("parquet");
  expect(detect("# a comment\n# another\n\n@relation x\n@data")).toBe("tsf");
  expect(detect("@FREQUENCY daily\r\n")).toBe("tsf");
  expect(detect("ds,y\n2020-01-01,1")).toBe("text");
  expect(detect("")).toBe("text");
});

test("JSON is told by its grammar, not by a bracket", () => {
  for (const text of [
    '{"ds": 1}',
    '\n { "a" : [1',
    '[{"a":1}]',
    "[ [1, 2], [3, 4] ]",
    '[["ds","y"],',
    "[]",
    "{}",
    '{"a\\"b":1}',
    '\ufeff[{"a":1}]',
  ]) {
    expect([text, detect(text)]).toEqual([text, "json"]);
  }
  for (const text of [
    "[kW],y\n1,2",
    "{id},y\n1,2",
    '{"id"},y',
    "[1,2],3",
    "[[a]],y",
    "[2020-01-01],5",
    "[x",
    "{",
    '["a","b"]\n',
  ]) {
    expect([text, detect(text)]).toEqual([text, "text"]);
  }
});

test("a name settles what the bytes leave open", () => {
  expect(detect("[1,2]\n[3,4]", "x.jsonl")).toBe("json");
  expect(detect("[1,2]\n[3,4]", "x.JSON.gz")).toBe("json");
  expect(detect("y\n1", "x.json")).toBe("text");
  expect(detect("# nothing but a comment so far\n", "m4.tsf")).toBe("tsf");
});

test("an old workbook is answered with what to do", () => {
  expect(oldExcel().details.hint).toContain(".xlsx");
});
