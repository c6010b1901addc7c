/// <reference types="node" />
import { Worker } from "node:worker_threads";
import type { StartWorker } from "./team.ts";

/** Threads of Node: `Engine.create({ threads: 2, startWorker: startNodeWorker })`. They keep no process alive. */
export const startNodeWorker: StartWorker = (onReady, onEnd) => {
  const worker = new Worker(new URL("./node-worker.js", import.meta.url));
  worker.unref();
  worker.once("message", onReady);
  worker.once("error", (error) => onEnd(String(error)));
  worker.once("exit", (code) => onEnd(`it stopped with code ${code}`));
  return { post: (hello) => worker.postMessage(hello), stop: () => void worker.terminate() };
};
