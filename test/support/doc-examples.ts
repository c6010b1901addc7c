import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { transformWithOxc } from "vite";
import { ROOT, runScript, type ScriptResult } from "./run-script.ts";
import type { SourceFile } from "./source-files.ts";

/** A fenced block of a page. */
export interface Example {
  readonly page: string;
  readonly line: number;
  /** What stands behind the fence: `ts`, and nothing else, for a block that runs. */
  readonly info: string;
  readonly code: string;
}

/** Fenced blocks of TypeScript, also those that try not to be run. */
export function examplesIn({ path, text }: SourceFile): Example[] {
  const blocks = text.matchAll(
    /^(?<indent> *)(?<fence>`{3,}|~{3,})(?<info>[^\n]*)\n(?<code>[\s\S]*?)^ *\k<fence>[ \t]*$/gm,
  );
  return [...blocks].flatMap((block) => {
    const { info = "", code = "" } = block.groups ?? {};
    if (!/^\s*(?:ts|typescript|js|javascript|mjs|mts)\b/i.test(info)) return [];
    return [{ page: path, line: text.slice(0, block.index).split("\n").length, info: info.trim(), code }];
  });
}

/** Blocks that would not be run as they stand. */
export const refused = (examples: readonly Example[]): string[] =>
  examples
    .filter(({ info }) => info !== "ts")
    .map(({ page, line, info }) => `${page}:${line} is marked "${info}"; write "ts", which runs`);

/** Runs an example as a module of its own in an empty folder, from which the built packages can be imported. */
export async function runExample({ page, line, code }: Example): Promise<ScriptResult> {
  const folder = mkdtempSync(join(tmpdir(), "gatecast-example-"));
  try {
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
    const { code: script } = await transformWithOxc(code, `${page.replace(/\W/g, "-")}-${line}.ts`, { lang: "ts" });
    mkdirSync(join(folder, "work"));
    writeFileSync(join(folder, "example.mjs"), script);
    return await runScript(join(folder, "example.mjs"), [], join(folder, "work"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
