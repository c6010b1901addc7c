import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../support/run-script.ts";

const DIST = join(ROOT, "apps/cli/dist");

/** The files of the built command line that are loaded before `file` runs, itself among them. */
function loadedWith(file: string, seen = new Map<string, string>()): Map<string, string> {
  if (seen.has(file)) return seen;
  const text = readFileSync(file, "utf8");
  seen.set(file, text);
  for (const [, path] of text.matchAll(/^(?:import|export)\b[^;]*?["'](\.[^"']+)["'];/gm)) {
    loadedWith(join(dirname(file), path!), seen);
  }
  return seen;
}

test("help opens a few files, and none of a library but the one that reads flags", () => {
  const files = loadedWith(join(DIST, "main.js"));
  expect(files.size).toBeLessThanOrEqual(5);
  const text = [...files.values()].join("\n");
  expect(text).toContain("node_modules/commander");
  for (const library of ["zod", "yaml", "echarts", "hyparquet", "date-holidays"]) {
    expect(text, library).not.toContain(`node_modules/${library}`);
  }
});

test("a fit opens some dozens of files, and neither charts nor formats that it does not read", () => {
  const files = loadedWith(join(DIST, "parts/run-fit.js"));
  expect(files.size).toBeGreaterThan(5);
  expect(files.size).toBeLessThanOrEqual(50);
  const text = [...files.values()].join("\n");
  expect(text).toContain("node_modules/zod");
  for (const library of ["yaml", "echarts", "hyparquet", "read-excel-file", "date-holidays"]) {
    expect(text, library).not.toContain(`node_modules/${library}`);
  }
});

test("the file that threads are started from lies beside the parts", () => {
  expect(readFileSync(join(DIST, "parts/node-worker.js"), "utf8")).toContain("worker_threads");
});
