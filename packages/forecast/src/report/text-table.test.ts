import { expect, test } from "vitest";
import { displayWidth } from "./display-width.ts";
import { textTable } from "./text-table.ts";

test("Columns align, numbers to the right, and a Chinese character takes two cells", () => {
  const lines = textTable({
    head: ["列", "n"],
    rows: [
      ["气温", "5"],
      ["ab", "12"],
    ],
    right: [1],
  });
  expect(lines).toEqual(["列     n", "--------", "气温   5", "ab    12"]);
});

test("Where it is too wide one column gives way, with a mark where it was cut, and no line is wider than asked", () => {
  const rows = [["a column with a long name", "a long sentence about it", "1"]];
  const lines = textTable({ head: ["name", "text", "n"], rows, right: [2], width: 40, shrink: 1 });
  expect(Math.max(...lines.map(displayWidth))).toBe(40);
  expect(lines[2]).toBe("a column with a long name  a long se…  1");
});

test("A table without rows is its head", () => {
  expect(textTable({ head: ["a", "b"], rows: [], right: [] })).toEqual(["a  b", "----"]);
});
