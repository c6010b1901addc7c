// What was run: one line of JSON for each run, added as it ends, so that a study can be stopped and gone on with.
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { CLIP_NORM, EVERY, LOOKS, WINDOWS } from "./train.js";

const DRAWS = readFileSync(new URL("tasks/draws.js", import.meta.url), "utf8");

/** Stands for everything that a run follows from but its rate and its number: whoever changes a task or a cell runs it anew. */
export function fingerprint(member, task, depth) {
  const text = JSON.stringify([
    ...[member.formula, depth, CLIP_NORM, EVERY, LOOKS, WINDOWS, task],
    ...[String(task.window), String(task.miss), DRAWS],
  ]);
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

/** The runs of a file. */
export const readRuns = (path) =>
  existsSync(path)
    ? readFileSync(path, "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line))
    : [];

export const addRun = (path, run) => appendFileSync(path, `${JSON.stringify(run)}\n`);
