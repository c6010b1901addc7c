import { expect, test } from "vitest";
import { ROOT } from "../support/run-script.ts";
import { shippedSources } from "../support/source-files.ts";
import { importsOf } from "../support/source-text.ts";
import { cycles, throughWalls, uphill } from "./import-rules.ts";
import { doorsOf } from "./public-names.ts";

const sources = shippedSources();
const doors = doorsOf(ROOT).map(({ specifier }) => specifier);
const file = (path: string, ...specifiers: string[]) => ({
  path,
  text: specifiers.map((specifier, i) => `import { a${i} } from "${specifier}";`).join("\n"),
});

test("imports only go downhill", () => {
  expect(sources.length).toBeGreaterThan(100);
  expect(uphill(sources)).toEqual([]);
});

test("no package reaches through another's wall", () => {
  expect(doors).toContain("@gatecast/engine");
  expect(throughWalls(sources, doors)).toEqual([]);
});

test("no module waits for itself", () => {
  expect(cycles(sources)).toEqual([]);
});

test("an import that leads uphill is found, with its line", () => {
  const nn = file("packages/nn/src/index.ts", "@gatecast/engine", "@gatecast/forecast");
  expect(uphill([nn])).toEqual(['packages/nn/src/index.ts:2 imports "@gatecast/forecast"']);
  expect(uphill([file("packages/engine/src/a.ts", "@gatecast/nn")]).length).toBe(1);
  expect(uphill([file("packages/forecast/src/a.ts", "gatecast")]).length).toBe(1);
  expect(uphill([file("apps/cli/src/a.ts", "@gatecast/forecast", "@gatecast/nn")])).toEqual([]);
  expect(uphill([file("packages/forecast/src/data/a.ts", "../contracts/b.ts", "./c.ts")])).toEqual([]);
  expect(uphill([file("packages/forecast/src/data/a.ts", "../fit/b.ts")]).length).toBe(1);
  expect(uphill([file("packages/forecast/src/data/a.ts", "../unheard-of/b.ts")]).length).toBe(1);
});

test("an import through a wall is found", () => {
  const deep = file(
    "packages/nn/src/a.ts",
    "@gatecast/engine/dist/index.js",
    "../../engine/src/index.ts",
    "./b.ts",
    "../../x.ts",
  );
  expect(throughWalls([deep], ["@gatecast/engine"]).map((line) => line.split(" ")[0])).toEqual(
    [1, 2, 4].map((n) => `packages/nn/src/a.ts:${n}`),
  );
});

test("a ring of modules is found, and one of types alone is none", () => {
  const ring = [
    file("packages/nn/src/a.ts", "./b.ts"),
    file("packages/nn/src/b.ts", "./c.ts"),
    file("packages/nn/src/c.ts", "./a.ts"),
  ];
  expect(cycles(ring)).toEqual([
    "packages/nn/src/a.ts → packages/nn/src/b.ts → packages/nn/src/c.ts → packages/nn/src/a.ts",
  ]);
  const types = { path: "packages/nn/src/c.ts", text: 'import type { A } from "./a.ts";' };
  expect(cycles([ring[0]!, ring[1]!, types])).toEqual([]);
});

test("imports of every form are read, and none in comments or strings", () => {
  const text = [
    'import a from "one";',
    'import type { B } from "two";',
    'import {\n  c,\n  d,\n} from "three";',
    'export * from "four";',
    'export { e } from "five";',
    'const f = await import("six");',
    'import "seven";',
    '// import x from "no";',
    'const text = `import y from "no"`;',
    '/** import z from "no" */',
    'export const g = "from";',
  ].join("\n");
  expect(importsOf(text).map(({ specifier }) => specifier)).toEqual([
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
  ]);
  expect(importsOf(text).map(({ line }) => line)).toEqual([1, 2, 6, 7, 8, 9, 10]);
  expect(
    importsOf(text)
      .filter(({ typeOnly }) => typeOnly)
      .map(({ specifier }) => specifier),
  ).toEqual(["two"]);
});
