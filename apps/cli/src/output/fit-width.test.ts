import { expect, test } from "vitest";
import { fitWidth } from "./fit-width.ts";

const HELP = `Usage: gatecast compare [options] <data>

Any of them is what --cell takes. A page has its equations
and a drawing.

Options:
  --cells <names>     names, .js files with cells of your own, or all
  --json              one JSON document

Written to the folder:
  comparison.html     one page: the conclusion, scores and tests

Examples:
  $ gatecast compare airline.csv --target passengers --cells "lstm, gru" --seeds 5
  $ gatecast cells
`;

test("what fits stays as it is", () => {
  expect(fitWidth(HELP, 90)).toBe(HELP);
});

test("in a narrow terminal no line is wider than it, and no word is lost", () => {
  const narrow = fitWidth(HELP, 44);
  expect(narrow).toContain("Any of them is what --cell takes. A page has\nits equations and a drawing.\n");
  expect(narrow).toContain("  --cells <names>\n      names, .js files with cells of your\n      own, or all\n");
  expect(narrow).toContain("  --json              one JSON document\n");
  expect(fitWidth(HELP, 60)).toContain(
    "  --cells <names>     names, .js files with cells of your\n                      own, or all\n",
  );
  for (const width of [30, 44, 60]) {
    const lines = fitWidth(HELP, width).split("\n");
    expect(Math.max(...lines.map((line) => line.length)), String(width)).toBeLessThanOrEqual(width);
    const words = (text: string) => text.split(/\s+/).filter((word) => word !== "\\");
    expect(words(lines.join("\n"))).toEqual(words(HELP));
  }
  expect(fitWidth("  --parameters <count>   how many there are\n", 40)).toBe(
    "  --parameters <count>\n      how many there are\n",
  );
});

test("a command goes on behind a backslash, and not within quotes", () => {
  expect(fitWidth('  $ gatecast fit a.csv --target "two words" --past b', 38)).toBe(
    '  $ gatecast fit a.csv \\\n      --target "two words" --past b',
  );
});
