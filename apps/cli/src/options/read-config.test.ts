import { expect, test } from "vitest";
import { readConfig } from "./read-config.ts";

test("YAML and JSON are read alike", () => {
  const expected = { target: "y", units: [8, 4], schedule: { kind: "cosine", floor: 0.1 }, charts: ["svg"] };
  expect(readConfig(JSON.stringify(expected), "a.json")).toEqual(expected);
  const yaml = "target: y # the column\nunits: [8, 4]\nschedule:\n  kind: cosine\n  floor: 0.1\ncharts:\n  - svg\n";
  expect(readConfig(yaml, "a.yaml")).toEqual(expected);
});

test("A file without a key asks for nothing", () => {
  expect(readConfig("", "a.yaml")).toEqual({});
  expect(readConfig("# later\n", "a.yaml")).toEqual({});
});

const BAD: readonly [string, string, object][] = [
  ["an unknown key", "target: y\nlokback: 3\n", { row: 2, hint: 'Did you mean "lookback"?' }],
  ["a key of the prototype", "__proto__: 3\n", { row: 1, found: "__proto__" }],
  ["a key that is no word", "? [a]\n: 1\n", { row: 1 }],
  ["a key twice", "epochs: 1\nepochs: 2\n", { row: 2 }],
  ["a tab", "target: y\nsplit:\n\ttest: 3\n", { row: 3 }],
  ["a list", "- a\n", { row: 1 }],
  ["a word", "target\n", { row: 1 }],
];

for (const [title, text, facts] of BAD) {
  test(`${title} is refused with its row`, () => {
    const details = expect.objectContaining({ file: "bad.yaml", option: "--config", ...facts });
    expect(() => readConfig(text, "bad.yaml")).toThrow(expect.objectContaining({ kind: "usage", details }));
  });
}

test("Aliases that grow without measure are refused", () => {
  const lines = Array.from({ length: 9 }, (_, i) => `  - &l${i + 1} [${Array(9).fill(`*l${i}`).join(", ")}]\n`);
  const bomb = `past:\n  - &l0 [a]\n${lines.join("")}`;
  expect(() => readConfig(bomb, "bomb.yaml")).toThrow(expect.objectContaining({ code: "config_unreadable" }));
});
