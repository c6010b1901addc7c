import type { EngineOptions } from "@gatecast/engine";
import { startNodeWorker } from "@gatecast/engine/node";
import { expect, test } from "vitest";
import { airPassengers } from "../data/index.ts";
import type { FitEvent } from "./events.ts";
import { fit } from "./fit.ts";

const OPTIONS = { target: "passengers", horizon: 6, lookback: 18, units: [12], epochs: 4, batch: 16, seed: 2 };
const threadsOf = (threads: number): EngineOptions => ({ threads, startWorker: startNodeWorker, use: "always" });

async function fitted(engine?: EngineOptions) {
  const notes: string[] = [];
  const onEvent = (event: FitEvent) => void (event.kind === "note" && notes.push(event.note.code));
  const { outcome, model } = await fit(airPassengers(), OPTIONS, {
    onEvent,
    ...(engine === undefined ? {} : { engine }),
  });
  model.close();
  return { outcome, notes };
}

test("two and three threads fit the weights of one, and say how much they shared", async () => {
  const one = await fitted();
  expect(one.notes).not.toContain("threads_used");
  for (const threads of [2, 3]) {
    const { outcome, notes } = await fitted(threadsOf(threads));
    expect(outcome.weightsSha256).toBe(one.outcome.weightsSha256);
    expect(outcome.scores).toEqual(one.outcome.scores);
    expect(notes).toContain("threads_used");
  }
});

test("a short fit starts no threads unless it is told to", async () => {
  let started = 0;
  const startWorker: typeof startNodeWorker = (...given) => {
    started++;
    return startNodeWorker(...given);
  };
  await fitted({ threads: 2, startWorker });
  expect(started).toBe(0);
  await fitted({ threads: 2, startWorker, use: "always" });
  expect(started).toBe(1);
});

test("a thread that dies ends the fit with an error that says so", async () => {
  let stop = () => {};
  const startWorker: typeof startNodeWorker = (onReady, onEnd) => {
    const started = startNodeWorker(onReady, onEnd);
    stop = started.stop;
    return started;
  };
  const onEvent = (event: FitEvent) => void (event.kind === "start" && stop());
  const run = fit(airPassengers(), OPTIONS, { engine: { threads: 2, startWorker, use: "always" }, onEvent });
  await expect(run).rejects.toThrow(
    /^a thread of the engine ended: .*; with one thread the same work gives the same numbers$/,
  );
}, 30_000);

test("fused products that were asked for and not to be had are a remark of the result", async () => {
  const { outcome } = await fitted({ fastMath: true });
  const codes = outcome.notes.map(({ code }) => code);
  expect(codes.filter((code) => code.startsWith("fast_math"))).toHaveLength(1);
});
