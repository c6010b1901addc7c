// What was run: one line of JSON for each run, added as it ends, so that a study can be stopped and gone on with.
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { seed } from "@gatecast/engine";
import { memberFormula } from "@gatecast/nn";
import { openModel } from "./model.js";
import { CLIP_NORM, EVERY, LOOKS, WINDOWS } from "./train.js";

const DRAWS = readFileSync(new URL("tasks/draws.js", import.meta.url), "utf8");

/**
 * Stands for everything that a run follows from but its rate and its number, first weights among it: whoever changes a task or a
 * cell runs it anew. Null where the member cannot do what the task asks for.
 */
export async function fingerprint(member, task, depth) {
  const text = JSON.stringify([
    ...[await memberFormula(member), depth, CLIP_NORM, EVERY, LOOKS, WINDOWS, task],
    ...[String(task.window), String(task.miss), DRAWS],
    ...(member.around === undefined ? [] : [member.around]),
  ]);
  try {
    const { parameters, plan, close } = await openModel(member, task, { depth, seed: seed(0) });
    const hash = createHash("sha256").update(text);
    for (const { name } of parameters.all) hash.update(parameters.read(name));
    plan(1, task.testSteps ?? task.steps, { training: false });
    close();
    return hash.digest("hex").slice(0, 12);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
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
