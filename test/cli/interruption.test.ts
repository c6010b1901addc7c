import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { gatecastJson, type Json, makeFolder, monthly, PROGRAM, put, type Running, start } from "./cli.ts";

const folder = makeFolder();
// Long enough to be interrupted: no patience ever ends it.
const LONG = "fit sales.csv --target y --horizon 6 --lookback 12 --units 4 --epochs 300 --patience 300 --quiet".split(
  " ",
);
let whole: Json;

beforeAll(async () => {
  put(folder, "sales.csv", monthly(120));
  whole = await gatecastJson([...LONG, "--out", "whole"], folder);
});

const exists = (...path: string[]): boolean => existsSync(join(folder, ...path));

/** Starts the run and waits until it has saved what it reached. */
async function startUntilSaved(out: string, ...options: string[]): Promise<Running> {
  const run = start(process.execPath, [PROGRAM, ...LONG, "--out", out, ...options], folder);
  let isOver = false;
  void run.ended.then(() => {
    isOver = true;
  });
  while (!exists(out, "checkpoint.safetensors")) {
    if (isOver) throw new Error(`ended before a checkpoint: ${(await run.ended).stderr}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return run;
}

test.concurrent("A run that was killed goes on to the same weights, bit for bit, as one that was not", async () => {
  const run = await startUntilSaved("killed");
  run.kill("SIGKILL");
  expect((await run.ended).code).toBe(null);
  expect(exists("killed", "model.safetensors")).toBe(false);
  const resumed = await gatecastJson([...LONG, "--out", "killed", "--resume"], folder);
  expect(resumed.weights_sha256).toBe(whole.weights_sha256);
  expect(resumed.scores).toEqual(whole.scores);
  expect(resumed.epochs).toBe(whole.epochs);
  expect(exists("killed", "checkpoint.safetensors")).toBe(false);
});

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  test.concurrent(`${signal} ends with 130, what was reached, and the command that goes on from it`, async () => {
    const run = await startUntilSaved(signal);
    run.kill(signal);
    const { code, stdout, stderr } = await run.ended;
    expect([code, stdout]).toEqual([130, ""]);
    const checkpoint = join(signal, "checkpoint.safetensors");
    expect(exists(checkpoint)).toBe(true);
    expect(stderr).toContain(`What was reached is saved in ${checkpoint}.`);
    const command = /^Continue with: gatecast (.*)$/m.exec(stderr)?.[1]?.split(" ") ?? [];
    const resumed = await gatecastJson(command, folder);
    expect(resumed.weights_sha256).toBe(whole.weights_sha256);
  });
}

test.concurrent("An interruption is one document too", async () => {
  const run = await startUntilSaved("json", "--json");
  run.kill("SIGINT");
  const { code, stdout } = await run.ended;
  expect(code).toBe(130);
  expect(JSON.parse(stdout)).toMatchObject({
    error: {
      code: "interrupted",
      checkpoint: join("json", "checkpoint.safetensors"),
      resume: expect.stringContaining("--resume"),
    },
  });
});

test.concurrent("A checkpoint of another configuration is refused", async () => {
  const run = await startUntilSaved("other");
  run.kill("SIGKILL");
  await run.ended;
  const { error } = await gatecastJson([...LONG, "--out", "other", "--seed", "2", "--resume"], folder, 2);
  expect(error).toMatchObject({
    code: "checkpoint_differs",
    option: "--resume",
    file: join("other", "checkpoint.safetensors"),
  });
});

test.concurrent("Resuming where nothing was saved says so", async () => {
  const { error } = await gatecastJson([...LONG, "--out", "nowhere", "--resume"], folder, 2);
  expect(error).toMatchObject({ code: "file_missing", option: "--resume" });
  expect(exists("nowhere")).toBe(false);
});
