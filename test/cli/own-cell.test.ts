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

test("a file that makes no cell is told what is wrong with it", async () => {
  put(folder, "unused.mjs", written("{ h: tanh(z) }"));
  put(folder, "other.mjs", "export const answer = 42;");
  put(folder, "broken.mjs", "export default (");
  for (const [file, reason] of [
    ["unused.mjs", /gate "n" is used nowhere in the equations of "h"/],
    ["other.mjs", /no cell among its exports/],
    ["broken.mjs", /makes no cell/],
    ["missing.mjs", /There is no cell file "missing\.mjs"/],
  ] as const) {
    const { code, stderr } = await gatecast(["fit", "sales.csv", ...SMALL, "--cell", file, "--out", "bad"], folder);
    expect(stderr, file).toMatch(reason);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(code, file).toBe(2);
  }
});
