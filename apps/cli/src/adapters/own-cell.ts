import { access } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Problem } from "@gatecast/forecast";
import type { Values } from "../options/add-flags.ts";
import { unreadable } from "./input-problem.ts";
import { noteProgram } from "./own-programs.ts";
import { trialRun } from "./trial-run.ts";

/** What was typed, with the cell of one's own in the place of the file that makes it: `--cell mine.mjs`. */
export async function withOwnCell(typed: Values): Promise<Values> {
  const { cell } = typed as { readonly cell?: unknown };
  return typeof cell === "string" ? { ...typed, cell: await ownCell(cell, "--cell") } : typed;
}

/**
 * A cell by the name of its file: runs that program, the user's own, twice: first where it can be ended, and takes the cell that it exports. A name that is no file's
 * stays a name. A model holds the cell's equations as data: loading it runs nothing.
 * @throws Problem (usage) `cell_unreadable` with what the program said, and what a missing file is told.
 */
export async function ownCell(name: string, option: string): Promise<unknown> {
  if (/\.[cm]?tsx?$/i.test(name)) throw unusable(name, option, "TypeScript, which Node does not run as it is");
  if (!/\.[cm]?js$/i.test(name)) return name;
  const path = resolve(name);
  try {
    await access(path);
  } catch (error) {
    throw await unreadable(name, { kind: "usage", noun: "cell file", limit: 0, option }, error);
  }
  const { href } = pathToFileURL(path);
  const wrong = await trialRun(href);
  if (wrong !== null) throw unusable(name, option, wrong.split("\n")[0]!);
  let exported: Readonly<Record<string, unknown>>;
  try {
    exported = await onItsOwn(() => import(href));
  } catch (error) {
    throw unusable(name, option, error instanceof Error ? error.message.split("\n")[0]! : "a program that stopped");
  }
  noteProgram(name);
  const cells = Object.values(exported).filter(isCell);
  const own = isCell(exported.default) ? exported.default : cells[0];
  if (own === undefined || (own !== exported.default && cells.length > 1)) {
    throw unusable(
      name,
      option,
      cells.length === 0 ? "no cell among its exports" : `${cells.length} cells and no default`,
    );
  }
  return own;
}

/** Runs a program that is not ours: what it prints goes to stderr, since stdout holds our document; it may not end the process. */
async function onItsOwn<Exports>(run: () => Promise<Exports>): Promise<Exports> {
  const [write, exit] = [process.stdout.write, process.exit];
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof write;
  process.exit = (code) => {
    throw new Error(`a program that ends with code ${code ?? 0}`);
  };
  try {
    return await run();
  } finally {
    process.stdout.write = write;
    process.exit = exit;
  }
}

const isCell = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "gates" in value && "next" in value && "states" in value;

function unusable(file: string, option: string, found: string): Problem {
  return new Problem("usage", "cell_unreadable", `"${file}" makes no cell: ${found}.`, {
    found,
    needed: 'a program that exports one: export default cell({ … }), with cell from "@gatecast/engine"',
    hint: "See docs/your-own-cell.md.",
    file,
    option,
  });
}
