import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect } from "vitest";

/** The program as people call it; `npm test` builds it first. */
export const PROGRAM = fileURLToPath(new URL("../../apps/cli/bin/gatecast.js", import.meta.url));

/** How a process ended, and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process that may be interrupted. */
export interface Running {
  readonly ended: Promise<Ended>;
  /** Resolves once stderr says so; rejects where it ends without. */
  saying(text: RegExp): Promise<void>;
  kill(signal: NodeJS.Signals): void;
}

/** The locale of the machine, its data sets and npm's marks are none of the tests' business. */
export const ENVIRONMENT = {
  ...process.env,
  ...{ LC_ALL: "C", LC_MESSAGES: "", LANG: "", npm_execpath: undefined, GATECAST_DATA: undefined },
};

/** Starts a program. */
export function start(command: string, args: readonly string[], cwd: string, environment = {}): Running {
  const child = spawn(command, args, {
    cwd,
    env: { ...ENVIRONMENT, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const text = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (piece: string) => {
    text.stdout += piece;
  });
  const listeners: (() => void)[] = [];
  child.stderr.setEncoding("utf8").on("data", (piece: string) => {
    text.stderr += piece;
    for (const listener of listeners) listener();
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on("error", reject).on("close", (code) => resolve({ code, ...text }));
  });
  const saying = (sought: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (sought.test(text.stderr)) resolve();
      };
      listeners.push(look);
      look();
      ended.then(() => reject(new Error(`ended without ${sought}: ${text.stderr}`)), reject);
    });
  return { ended, saying, kill: (signal) => child.kill(signal) };
}

/** Runs one command line of `gatecast` to its end. */
export function gatecast(args: readonly string[], cwd: string, environment = {}): Promise<Ended> {
  return start(process.execPath, [PROGRAM, ...args], cwd, environment).ended;
}

/** A JSON document of ours, taken on trust: tests name what they look at. */
export interface Json {
  readonly [key: string]: unknown;
  readonly files: Readonly<Record<string, string>>;
  readonly scores: readonly { readonly model: string; readonly per_step: unknown }[];
}

/** Runs with `--json` and reads the one document that must be all of stdout. */
export async function gatecastJson(args: readonly string[], cwd: string, code = 0): Promise<Json> {
  const ended = await gatecast([...args, "--json"], cwd);
  expect(ended.code, ended.stderr).toBe(code);
  return JSON.parse(ended.stdout) as Json;
}

/** A folder of its own for a test file, gone when its tests are over. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "gatecast-cli-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a file into a folder and says its name. */
export function put(folder: string, name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return name;
}

/** The lines of a CSV file of ours, each cut into its cells. */
export function readCells(...path: string[]): string[][] {
  return readFileSync(join(...path), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => line.split(","));
}

/** Monthly values with a season of 12, growth and a little noise; always the same. */
export function monthly(rows: number): string {
  const shape = [-9, -14, 1, -2, -1, 12, 24, 23, 6, -7, -20, -9];
  let noise = 12345;
  const lines = Array.from({ length: rows }, (_, t) => {
    noise = (Math.imul(noise, 1103515245) + 12345) & 0x7fffffff;
    const value = 100 + t / 2 + (shape[t % 12] ?? 0) + noise / 0x7fffffff;
    return `${2000 + Math.floor(t / 12)}-${String((t % 12) + 1).padStart(2, "0")},${value.toFixed(2)}\n`;
  });
  return `ds,y\n${lines.join("")}`;
}

/** Options that make a fit small. */
export const SMALL = "--target y --horizon 6 --lookback 12 --units 4 --epochs 3 --quiet".split(" ");
