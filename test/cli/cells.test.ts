import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { FAMILY, memberFormula, WRAPPERS, wrapperFormula } from "@gatecast/nn";
import { expect, test } from "vitest";
import { ROOT } from "../support/run-script.ts";
import { gatecast, gatecastJson, makeFolder, put } from "./cli.ts";

const folder = makeFolder();
// As an installed library would be found by its name.
const ENGINE = pathToFileURL(join(ROOT, "packages/engine/dist/index.js")).href;
const names = Object.keys(FAMILY);

const around = Object.keys(WRAPPERS);
const own = (name: string, more = "") => `import { cell, tanh } from ${JSON.stringify(ENGINE)};
  export default cell({ name: "${name}", source: "mine", states: ["h"], gates: { z: "x + h" }, ${more}
  step: ({ z }) => ({ h: tanh(z) }) });`;

test("cells lists every member of the family, and what can be put around them with its option, in both languages", async () => {
  const [en, zh] = [await gatecast(["cells"], folder), await gatecast(["cells", "--lang", "zh"], folder)];
  for (const { code, stdout, stderr } of [en, zh]) {
    expect([code, stderr]).toEqual([0, ""]);
    const [members, title, wrappers, decides, policy, ...rest] = stdout.trimEnd().split("\n\n");
    const words = (text: string) => text.split("\n").map((line) => line.trim().split(" ")[0]);
    expect(words(members!)).toEqual(names);
    expect(title).toMatch(/[:：]$/);
    expect(words(wrappers!).filter((_, i) => i % 2 === 0)).toEqual(around);
    for (const option of words(wrappers!).filter((_, i) => i % 2 === 1)) expect(option).toMatch(/^--/);
    expect(decides).toMatch(/[:：]$/);
    expect(words(policy!)).toEqual(["policy", expect.stringMatching(/^docs\/decisions(\.zh-CN)?\.md$/)]);
    expect(rest).toEqual([]);
  }
  expect(en.stdout).toContain("LSTM whose gates see the memory itself");
  expect(zh.stdout).toContain("门能直接看到记忆的 LSTM");
});

test("cells --json is one document with the source of each", async () => {
  const { command, cells, wrappers } = await gatecastJson(["cells"], folder);
  expect(command).toBe("cells");
  expect(cells).toEqual(names.map((name) => expect.objectContaining({ name, source: FAMILY[name]!.source })));
  expect(cells).toContainEqual(expect.objectContaining({ name: "tcn", compiled: false }));
  expect(wrappers).toEqual(around.map((name) => expect.objectContaining({ name, source: expect.any(String) })));
  expect(wrappers).toContainEqual(expect.objectContaining({ name: "bidirectional", option: "--bidirectional" }));
});

test("cells show prints equations, source and size", async () => {
  const { stdout } = await gatecast(["cells", "show", "peephole"], folder);
  for (const line of await memberFormula(FAMILY.peephole!)) expect(stdout).toContain(`  ${line}\n`);
  expect(stdout).toContain("Source: Gers & Schmidhuber 2000");
  expect(stdout).toContain("Weights: 4832 for F = 4 columns and H = 32 units, 4·F·H + 4·H² + 7·H\n");
  const zh = (await gatecast(["cells", "show", "peephole", "--lang", "zh"], folder)).stdout;
  expect(zh).toContain("出处：Gers & Schmidhuber 2000");
  expect((await gatecast(["cells", "--lang", "zh", "show", "peephole"], folder)).stdout).toBe(zh);
});

test("cells show shows what can be put around a cell, with options that fit takes", async () => {
  for (const name of around) {
    const { stdout, code } = await gatecast(["cells", "show", name], folder);
    expect([name, code]).toEqual([name, 0]);
    for (const line of await wrapperFormula(WRAPPERS[name]!)) expect(stdout).toContain(`  ${line}\n`);
  }
  const help = (await gatecast(["fit", "--help"], folder)).stdout;
  const { wrappers } = await gatecastJson(["cells"], folder);
  for (const { option } of wrappers as { option: string }[]) {
    for (const flag of option.match(/--[\w-]+/g)!) expect(help).toMatch(new RegExp(`^  ${flag}\\b`, "m"));
  }
});

test("cells show policy points at the page on decisions, in both languages", async () => {
  for (const [lang, page] of [
    ["en", "docs/decisions.md"],
    ["zh", "docs/decisions.zh-CN.md"],
  ] as const) {
    const { stdout, code } = await gatecast(["cells", "show", "policy", "--lang", lang], folder);
    expect([code, stdout.trimEnd().split("\n").at(-1)]).toEqual([0, expect.stringContaining(page)]);
    expect(existsSync(join(ROOT, page))).toBe(true);
    expect(stdout).toContain("RecurrentPolicy");
  }
  expect(await gatecastJson(["cells", "show", "policy"], folder)).toMatchObject({
    name: "policy",
    page: "docs/decisions.md",
  });
  const { error } = await gatecastJson(["fit", "none.csv", "--target", "y", "--cell", "policy"], folder, 2);
  expect(error).toMatchObject({ code: "cell_unknown", hint: expect.stringContaining("gatecast cells show policy") });
  const { policies } = await gatecastJson(["cells"], folder);
  expect(policies).toEqual([expect.objectContaining({ name: "policy", summary: expect.stringContaining("LSTM") })]);
});

test("cells show --json has the facts", async () => {
  expect(await gatecastJson(["cells", "show", "lstm"], folder)).toMatchObject({
    command: "cells show",
    name: "lstm",
    compiled: true,
    formula: await memberFormula(FAMILY.lstm!),
    size: { features: 4, units: 32 },
    weights: { formula: "4·F·H + 4·H² + 4·H", count: 4736 },
    multiplications: { formula: "4·F·H + 4·H² + 3·H", count: 4704 },
  });
  expect(await gatecastJson(["cells", "show", "tcn"], folder)).toMatchObject({
    compiled: false,
    multiplications: null,
  });
});

test("cells show takes a program with a cell of one's own", async () => {
  put(
    folder,
    "leaky.mjs",
    `import { cell, complement, sigmoid, tanh } from ${JSON.stringify(ENGINE)};
export default cell({
  name: "leaky",
  source: "for tests",
  states: ["h"],
  gates: { z: "x", n: "x + h" },
  step: ({ z, n }, { h }) => ({ h: complement(sigmoid(z)).times(h).plus(sigmoid(z).times(tanh(n))) }),
});
`,
  );
  const { stdout, code } = await gatecast(["cells", "show", "leaky.mjs"], folder);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^leaky\n/);
  expect(stdout).toContain("2·F·H + H² + 2·H");
});

test("a cell that is none is wrong usage, and the one that was meant is named", async () => {
  const { code, stdout, stderr } = await gatecast(["cells", "show", "lsmt"], folder);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain('Did you mean "lstm"?');
  expect((await gatecast(["cells", "show", "dilate"], folder)).stderr).toContain('Did you mean "dilated"?');
});

test("what goes around a cell is none, and its option is named", async () => {
  put(folder, "series.csv", "ds,y\n2020-01-01,1\n2020-01-02,2\n");
  const asked = ["fit", "series.csv", "--target", "y", "--cell", "bidirectional"];
  const { code, stderr } = await gatecast(asked, folder);
  expect(code).toBe(2);
  expect(stderr).toContain("It goes around a cell: name one of these, and add --bidirectional.");
});

test("cells show refuses a cell of one's own under a name that is taken, as fit does, and shows no other in its place", async () => {
  for (const name of ["lstm", "dilated", "sparse", "policy"]) {
    put(folder, "taken.mjs", own(name));
    const { error } = await gatecastJson(["cells", "show", "taken.mjs"], folder, 2);
    expect(error, name).toMatchObject({
      ...{ kind: "usage", code: "option_conflict", option: "--cell" },
      found: `"${name}", a name that Gatecast uses`,
    });
  }
  const { code, stdout, stderr } = await gatecast(["cells", "show", "taken.mjs", "--lang", "zh"], folder);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain("a name that Gatecast uses");
});

test("cells show tells what a cell of one's own says for its units, and cannot, as fit does", async () => {
  for (const [more, reason] of [
    [
      "connections: { z: () => undefined },",
      /^cell "mine": connections of gate "z" give nothing from unit 0 to unit 0/,
    ],
    // Only where sizes are counted is a layer of 16 units.
    ["connections: { z: (f, t, n) => (n === 16 ? undefined : 0) },", /give nothing from unit 0 to unit 0 of 16/],
    ["connections: { z: () => missing },", /^cell "mine": a function of a unit's number fails: missing is not defined/],
  ] as const) {
    put(folder, "units.mjs", own("mine", more));
    const { error } = await gatecastJson(["cells", "show", "units.mjs"], folder, 2);
    expect(error, more).toMatchObject({
      ...{ kind: "usage", code: "cell_impossible", option: "--cell" },
      message: expect.stringMatching(reason),
    });
  }
});
