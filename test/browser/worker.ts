import { program } from "./program.ts";

program().then(
  (hashes) => globalThis.postMessage({ hashes }),
  (error: unknown) => globalThis.postMessage({ error: String(error) }),
);
