import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export interface ScriptResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a Node script of the checkout as a process of its own. */
export function runScript(script: string, args: readonly string[], cwd = ROOT): Promise<ScriptResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { cwd, stdio: ["ignore", "pipe", "pipe"] });
    const parts = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      parts.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      parts.stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...parts }));
  });
}
