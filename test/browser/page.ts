import { Engine } from "@gatecast/engine";
import { startBrowserWorker } from "@gatecast/engine/browser";
import { program } from "./program.ts";

/** What the test asks the page for. */
export interface PageHooks {
  readonly runHere: () => Promise<Record<string, string>>;
  readonly runInWorker: () => Promise<Record<string, string>>;
  /** What three threads of a worker have trained. */
  readonly runThreads: () => Promise<string>;
  /** Why the page itself has fewer threads than it asked for. */
  readonly threadsMissingHere: () => Promise<string | null>;
}

/** The first message of a worker; what it says under `error` is thrown. */
const answerOf = <T>(script: string) =>
  new Promise<T>((resolve, reject) => {
    const worker = new Worker(script, { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<T & { error?: string }>) => {
      if (data.error !== undefined) reject(new Error(data.error));
      else resolve(data);
    };
    worker.onerror = (event) => reject(new Error(`the worker did not start: ${event.message}`));
  });

const hooks: PageHooks = {
  runHere: program,
  runInWorker: async () => (await answerOf<{ hashes: Record<string, string> }>("/worker.js")).hashes,
  runThreads: async () => (await answerOf<{ hash: string }>("/threads-worker.js")).hash,
  async threadsMissingHere() {
    const engine = await Engine.create({ threads: 2, startWorker: startBrowserWorker });
    const { threadsMissing } = engine;
    engine.close();
    return threadsMissing;
  },
};

Object.assign(globalThis, { gatecast: hooks });
