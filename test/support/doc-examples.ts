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
  /** What the page says that it prints: the block of text directly under it; null where there is none. */
  readonly output: string | null;
}

/** The block of text that follows an example, and nothing between them. */
const OUTPUT = /^\n+```text\n(?<output>[\s\S]*?)^```$/m;

/** Fenced blocks of TypeScript, also those that try not to be run. */
export function examplesIn({ path, text }: SourceFile): Example[] {
  const blocks = text.matchAll(
    /^(?<indent> *)(?<fence>`{3,}|~{3,})(?<info>[^\n]*)\n(?<code>[\s\S]*?)^ *\k<fence>[ \t]*$/gm,
  );
  return [...blocks].flatMap((block) => {
    const { info = "", code = "" } = block.groups ?? {};
    if (!/^\s*(?:ts|typescript|js|javascript|mjs|mts)\b/i.test(info)) return [];
    const line = text.slice(0, block.index).split("\n").length;
    const output = outputAfter(text, block.index + block[0].length)?.groups?.output ?? null;
    return [{ page: path, line, info: info.trim(), code, output }];
  });
}

function outputAfter(text: string, end: number): RegExpExecArray | null {
  const found = OUTPUT.exec(text.slice(end));
  return found?.index === 0 ? found : null;
}

/** The page with what its examples print in the blocks of text that follow them. */
export async function withOutputs(page: SourceFile): Promise<string> {
  let { text } = page;
  for (const example of examplesIn(page)) {
    if (example.output === null) continue;
    const { code, stdout, stderr } = await runExample(example);
    if (code !== 0) throw new Error(`${example.page}:${example.line} fails: ${stderr}`);
    const end = text.indexOf(example.code) + example.code.length + "```".length;
    const { 0: whole } = outputAfter(text, end)!;
    text = `${text.slice(0, end)}\n\n\`\`\`text\n${stdout}\`\`\`${text.slice(end + whole.length)}`;
  }
  return text;
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
