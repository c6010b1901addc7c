import type { StartWorker } from "./team.ts";

/**
 * Threads of a browser, for an engine that lives in a worker of a cross-origin-isolated page (the page itself may not
 * wait): `Engine.create({ threads: 4, startWorker: startBrowserWorker })`.
 */
export const startBrowserWorker: StartWorker = (onReady, onEnd) => {
  const worker = new Worker(new URL("./browser-worker.js", import.meta.url), { type: "module" });
  worker.addEventListener("message", onReady, { once: true });
  worker.addEventListener("error", (event) => onEnd(event.message), { once: true });
  return { post: (hello) => worker.postMessage(hello), stop: () => worker.terminate() };
};
