import { program } from "./program.ts";

/** What the test asks the page for. */
export interface PageHooks {
  readonly runHere: () => Promise<Record<string, string>>;
  readonly runInWorker: () => Promise<Record<string, string>>;
}

const runInWorker = () =>
  new Promise<Record<string, string>>((resolve, reject) => {
    const worker = new Worker("/worker.js", { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<{ hashes?: Record<string, string>; error?: string }>) => {
      if (data.hashes === undefined) reject(new Error(data.error));
      else resolve(data.hashes);
    };
    worker.onerror = (event) => reject(new Error(`the worker did not start: ${event.message}`));
  });

Object.assign(globalThis, { gatecast: { runHere: program, runInWorker } satisfies PageHooks });
