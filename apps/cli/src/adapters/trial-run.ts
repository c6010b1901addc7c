import { Worker } from "node:worker_threads";

/** How long a program may take to make its cell. */
const PATIENCE_MS = 30_000;

/** Imports a program and says how that ended. It may not end the thread unheard. */
const PROGRAM = `
const { parentPort, workerData } = require("node:worker_threads");
process.exit = (code) => {
  throw new Error("a program that ends with code " + (code ?? 0));
};
const tell = (error) => parentPort.postMessage(String(error?.message ?? error));
process.on("uncaughtException", tell);
import(workerData).then(() => setImmediate(() => parentPort.postMessage(null)), tell);
`;

/**
 * Runs a program that is not ours on a thread of its own, which can be ended whatever it does, before it runs among us. What it
 * prints there is not shown.
 * @returns what is wrong with it: an error, no end; null where it came to its end
 */
export function trialRun(url: string): Promise<string | null> {
  const thread = new Worker(PROGRAM, { eval: true, workerData: url, stdout: true, stderr: true });
  return new Promise<string | null>((resolve) => {
    const timer = setTimeout(() => resolve(`a program that has not ended after ${PATIENCE_MS / 1000} s`), PATIENCE_MS);
    thread
      .on("message", resolve)
      .on("error", (error) => resolve(error instanceof Error ? error.message : String(error)))
      // Nothing was left to be done, and the import has not ended.
      .on("exit", () => resolve("a program that waits for something that never comes"));
    thread.on("exit", () => clearTimeout(timer));
  }).finally(() => thread.terminate());
}
