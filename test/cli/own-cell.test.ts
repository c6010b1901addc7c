import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { ROOT } from "../support/run-script.ts";
import { gatecast, gatecastJson, makeFolder, monthly, put, SMALL } from "./cli.ts";

const folder = makeFolder();
put(folder, "sales.csv", monthly(96));

// As an installed library would be found by its name.
const ENGINE = pathToFileURL(join(ROOT, "packages/engine/dist/index.js")).href;
const written = (step: string) => `
import { cell, complement, sigmoid, tanh } from ${JSON.stringify(ENGINE)};
const gates = { z: "x + h", n: "x + h" };
export default cell({ name: "mine", source: "mine", states: ["h"], gates, step: ({ z, n }, { h }) => (${step}) });
`;

test("a cell in a file of one's own is fitted, and its model needs that file no more", async () => {
  put(folder, "mine.mjs", written("{ h: complement(sigmoid(z)).times(h).plus(sigmoid(z).times(tanh(n))) }"));
  const fitted = await gatecastJson(["fit", "sales.csv", ...SMALL, "--cell", "mine.mjs", "--out", "run"], folder);
  expect(fitted.scores).toContainEqual(expect.objectContaining({ model: "mine" }));
  put(folder, "mine.mjs", "throw new Error('run again')");
  const { forecast } = await gatecastJson(["forecast", "run/model.safetensors", "--horizon", "6"], folder);
  expect(forecast).toHaveLength(6);
});

test("what the program prints stands beside the document, and a configuration may name its file", async () => {
  const step = "{ h: complement(sigmoid(z)).times(h).plus(sigmoid(z).times(tanh(n))) }";
  put(folder, "talking.mjs", `${written(step)}console.log("here I am");`);
  put(folder, "talking.yaml", "cell: talking.mjs\nunits: [5]\n");
  const args = ["fit", "sales.csv", ...SMALL, "--config", "talking.yaml", "--out", "talk", "--json"];
  const { code, stdout, stderr } = await gatecast(args, folder);
  expect(code).toBe(0);
  expect(JSON.parse(stdout).scores).toContainEqual(expect.objectContaining({ model: "mine" }));
  expect(stderr).toContain("here I am");
});

test("a file that makes no cell is told what is wrong with it", async () => {
  put(folder, "unused.mjs", written("{ h: tanh(z) }"));
  put(folder, "other.mjs", "export const answer = 42;");
  put(folder, "broken.mjs", "export default (");
  put(folder, "leaving.mjs", "process.exit(0);");
  put(folder, "typed.ts", "export default 1;");
  for (const [file, reason] of [
    ["unused.mjs", /gate "n" is used nowhere in the equations of "h"/],
    ["other.mjs", /no cell among its exports/],
    ["broken.mjs", /makes no cell/],
    ["leaving.mjs", /a program that ends with code 0/],
    ["typed.ts", /TypeScript, which Node does not run/],
    ["missing.mjs", /There is no cell file "missing\.mjs"/],
  ] as const) {
    const { code, stderr } = await gatecast(["fit", "sales.csv", ...SMALL, "--cell", file, "--out", "bad"], folder);
    expect(stderr, file).toMatch(reason);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(code, file).toBe(2);
  }
});

test("what a cell says for each unit, and cannot, is told in the cell's own words", async () => {
  const start = `import { cell, tanh } from ${JSON.stringify(ENGINE)};
    const parts = { name: "mine", source: "mine", states: ["h"], gates: { z: "x + h" }, step: ({ z }) => ({ h: tanh(z) }) };`;
  put(folder, "pair.mjs", `${start} export default cell({ ...parts, connections: { z: () => [1] } });`);
  put(folder, "three.mjs", `${start} export default cell({ ...parts, connections: { z: 3 } });`);
  for (const [file, code, reason] of [
    ["pair.mjs", "cell_impossible", 'connections of gate "z" give a list of 1 from unit 0 to unit 0'],
    ["three.mjs", "cell_unreadable", 'connections of gate "z" is 3; it takes a function'],
  ] as const) {
    const line = ["fit", "sales.csv", ...SMALL, "--cell", file, "--out", "bad", "--json"];
    const { code: exit, stdout } = await gatecast(line, folder);
    const { error } = JSON.parse(stdout);
    expect(error, file).toMatchObject({ kind: "usage", code, option: "--cell" });
    expect(error.message).toContain(reason);
    expect(exit, file).toBe(2);
  }
});

test("a program that never ends, or fails later, is told by its name, and what it leaves running keeps nobody waiting", async () => {
  const step = "{ h: complement(sigmoid(z)).times(h).plus(sigmoid(z).times(tanh(n))) }";
  const well = written(step);
  put(folder, "waiting.mjs", `await new Promise(() => {});${well}`);
  put(folder, "rejecting.mjs", `${well}Promise.reject(new Error("nobody asked"));`);
  // Not while its cell is read, but while the table is.
  put(folder, "late.mjs", `${well}setTimeout(() => { throw new Error("too late"); }, 300);`);
  put(folder, "staying.mjs", `${well}setInterval(() => {}, 1000);`);
  for (const [file, code, reason] of [
    ["waiting.mjs", "cell_unreadable", "a program that waits for something that never comes"],
    ["rejecting.mjs", "cell_unreadable", "nobody asked"],
    ["late.mjs", "cell_failed", "too late"],
  ] as const) {
    const line = [
      "fit",
      "sales.csv",
      ...SMALL,
      "--epochs",
      "3000",
      "--patience",
      "3000",
      "--cell",
      file,
      "--out",
      file.slice(0, 4),
      "--json",
    ];
    const { code: exit, stdout, stderr } = await gatecast(line, folder);
    expect(JSON.parse(stdout).error, file).toMatchObject({ kind: "usage", code, found: reason, file });
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(exit, file).toBe(2);
  }
  const fitted = await gatecastJson(["fit", "sales.csv", ...SMALL, "--cell", "staying.mjs", "--out", "stay"], folder);
  expect(fitted.scores).toContainEqual(expect.objectContaining({ model: "mine" }));
});
