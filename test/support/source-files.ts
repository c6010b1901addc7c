import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./run-script.ts";

export interface SourceFile {
  /** From the root of the checkout, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

const IGNORED = new Set(["node_modules", "dist", "build", "coverage", "gatecast-out", "gatecast-demo", ".git"]);

/** Paths of all files under a folder of the checkout that are ours, not made by a tool. */
export function pathsUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (IGNORED.has(entry.name)) return [];
    if (entry.isDirectory()) return pathsUnder(path);
    return entry.isFile() && !entry.name.endsWith("-binary.ts") ? [path] : [];
  });
}

export const readAll = (paths: readonly string[]): SourceFile[] =>
  paths.map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));

/** Tests and what only tests use. */
export const isTest = (path: string): boolean => /\.(?:test|fixture)\.ts$|\/fixtures?\//.test(path);

/** The TypeScript that is shipped: sources of packages and apps without their tests. */
export const shippedSources = (): SourceFile[] =>
  readAll(
    ["packages", "apps"]
      .flatMap(pathsUnder)
      .filter((path) => /^[^/]+\/[^/]+\/src\/.*\.tsx?$/.test(path) && !isTest(path)),
  );
