import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../support/run-script.ts";
import { isTest, pathsUnder, readAll, type SourceFile } from "../support/source-files.ts";

const FOLDERS = ["packages", "apps", "bench", "study", "scripts", "test"];
/** Files that a hand writes and reads. */
const code = readAll(FOLDERS.flatMap(pathsUnder).filter((path) => /\.(?:ts|tsx|js)$/.test(path)));
const linesOf = ({ text }: SourceFile) => text.split("\n").length - 1;
const longer = (files: readonly SourceFile[], limit: number) =>
  files.filter((file) => linesOf(file) > limit).map((file) => `${file.path}: ${linesOf(file)} lines`);

test("no file written by hand is longer than 400 lines", () => {
  expect(code.length).toBeGreaterThan(200);
  expect(longer(code, 400)).toEqual([]);
});

test("files longer than 250 lines are few", () => {
  const long = longer(code, 250);
  expect(long.length / code.length, long.join(", ")).toBeLessThan(0.03);
});

test("half of the shipped files have fewer than 120 lines", () => {
  const lengths = code
    .filter(({ path }) => /\/src\//.test(path) && !isTest(path))
    .map(linesOf)
    .sort((a, b) => a - b);
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(120);
});

test("a file that is too long is found", () => {
  const file = { path: "a.ts", text: "x\n".repeat(401) };
  expect(longer([file], 400)).toEqual(["a.ts: 401 lines"]);
  expect(longer([{ ...file, text: "x\n".repeat(400) }], 400)).toEqual([]);
});

interface Manifest {
  readonly name: string;
  readonly sideEffects?: boolean;
  readonly type?: string;
  readonly scripts?: Readonly<Record<string, string>>;
}
const manifests = FOLDERS.flatMap(pathsUnder)
  .filter((path) => /^(?:packages|apps)\/[^/]+\/package\.json$/.test(path))
  .map((path) => ({ path, ...(JSON.parse(readFileSync(join(ROOT, path), "utf8")) as Manifest) }));

test("nothing happens when a library is imported, and its manifest says so", () => {
  const libraries = manifests.filter(({ path }) => path.startsWith("packages/"));
  expect(libraries.map(({ name }) => name)).toEqual(["@gatecast/engine", "@gatecast/forecast", "@gatecast/nn"]);
  for (const { name, sideEffects, type, scripts } of libraries) {
    expect(sideEffects, name).toBe(false);
    expect(type, name).toBe("module");
    expect(
      Object.keys(scripts ?? {}).filter((script) => /install|prepare/.test(script)),
      name,
    ).toEqual([]);
  }
});

/** Lines of a lock file that would send a download somewhere. */
const addressesIn = (lock: string) =>
  lock
    .split("\n")
    .filter((line) => /"resolved": "(?!(?:packages|apps)\/)|\bregistry\b|\.tgz/.test(line))
    .map((line) => line.trim());

test("the lock file names no download address and no registry, so that any mirror will do", () => {
  expect(addressesIn(readFileSync(join(ROOT, "package-lock.json"), "utf8"))).toEqual([]);
  const line = '"resolved": "elsewhere/a",';
  const other = '"from": "some registry",';
  expect(addressesIn(`{\n  ${line}\n  ${other}\n  "resolved": "packages/nn",\n}`)).toEqual([line, other]);
});
