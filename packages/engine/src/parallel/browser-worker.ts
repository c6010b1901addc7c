import { type Hello, serve } from "./serve.ts";

addEventListener("message", (event: MessageEvent<Hello>) => serve(event.data, () => postMessage("ready")), {
  once: true,
});
