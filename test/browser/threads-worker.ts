import { startBrowserWorker } from "@gatecast/engine/browser";
import { trainedOn } from "./program.ts";

trainedOn({ threads: 3, startWorker: startBrowserWorker, use: "always" }).then(
  (hash) => globalThis.postMessage({ hash }),
  (error: unknown) => globalThis.postMessage({ error: String(error) }),
);
