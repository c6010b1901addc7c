import { expect, test } from "vitest";
import { fillMarkers } from "../../scripts/docs/page.ts";
import { looksAlike, rounded } from "../../scripts/docs/picture.ts";

test("computed text stands between its markers, as a block or among other words, and replaces what stood there", () => {
  const page = (row: string, word: string) =>
    `# A\n\n<!-- row -->${row}<!-- /row -->\n\nIt is <!-- n -->${word}<!-- /n -->.\n`;
  const contents = { row: "| 1 |", n: "2" };
  const filled = page("\n\n| 1 |\n\n", "2");
  expect(fillMarkers(page("\n\nold\n\n", "old"), contents)).toBe(filled);
  expect(fillMarkers(page("\n\n", ""), contents)).toBe(filled);
  expect(fillMarkers(filled, contents)).toBe(filled);
});

test("markers without a content and contents without markers are errors that name them", () => {
  expect(() => fillMarkers("<!-- a --><!-- /a -->", {})).toThrow("nothing is computed for <!-- a -->");
  expect(() => fillMarkers("<!-- a --><!-- /a -->", { a: "1", b: "2" })).toThrow("no markers for b");
});

test("pictures are alike when coordinates differ by rounding, and not when a line, a word or a colour does", () => {
  const picture = (x: string, color = "#0072b2", text = "k 1") =>
    `<svg><path d="M${x} 20.04L3 4" stroke="${color}"/><text x="1.26">${text}</text></svg>`;
  expect(rounded(picture("10.123"))).toBe(
    '<svg><path d="M10.1 20L3 4" stroke="#0072b2"/><text x="1.3">k 1</text></svg>',
  );
  expect(looksAlike(picture("10.1"), picture("10.2"))).toBe(true);
  expect(looksAlike(picture("10.1"), picture("10.4"))).toBe(false);
  expect(looksAlike(picture("10.1"), picture("10.1", "#0072b3"))).toBe(false);
  expect(looksAlike(picture("10.1"), picture("10.1", "#0072b2", "k 2"))).toBe(false);
  expect(looksAlike(picture("10.1"), picture("10.1L5 6"))).toBe(false);
});
