import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { changed } from "./control.ts";

const words = () => new Int32Array(new SharedArrayBuffer(8));

/** A thread that does something to the words again and again, for as long as `during` takes. */
async function beside<T>(shared: Int32Array, deed: string, during: () => T): Promise<T> {
  const code = `const { workerData: words, parentPort } = require("node:worker_threads");
    parentPort.postMessage("here");
    setInterval(() => { ${deed} }, 1);`;
  const worker = new Worker(code, { eval: true, workerData: shared });
  await new Promise((resolve) => worker.once("message", resolve));
  try {
    return during();
  } finally {
    await worker.terminate();
  }
}

test("who is woken for nothing has seen no change: an order done twice would be counted twice", async () => {
  const shared = words();
  // Every wake-up is for nothing, comes long before the time is over, and is counted before it wakes: who counts after may be late.
  const deed = "Atomics.add(words, 1, 1); Atomics.notify(words, 0);";
  const seen = await beside(shared, deed, () => Array.from({ length: 20 }, () => changed(shared, 0, 0, 10_000)));
  expect(Atomics.load(shared, 1)).toBeGreaterThanOrEqual(20);
  expect(seen).toEqual(Array(20).fill(false));
});

test("a change is seen, whether it wakes or is there already", async () => {
  const shared = words();
  const deed = "Atomics.store(words, 0, 1); Atomics.notify(words, 0);";
  expect(await beside(shared, deed, () => changed(shared, 0, 0, 10_000))).toBe(true);
  expect(changed(shared, 0, 0, 10_000)).toBe(true);
});

test("nothing has changed when the time is over", () => {
  expect(changed(words(), 0, 0, 5)).toBe(false);
});
