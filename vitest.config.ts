import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (name: string) => fileURLToPath(new URL(`packages/${name}/index.ts`, import.meta.url));

export default defineConfig({
  resolve: {
    alias: {
      // A thread starts from a file that Node can run: only the built one can say where that is.
      "@gatecast/engine/node": fileURLToPath(new URL("packages/engine/dist/parallel/node.js", import.meta.url)),
      "@gatecast/engine/browser": fileURLToPath(new URL("packages/engine/dist/parallel/browser.js", import.meta.url)),
      "@gatecast/engine": source("engine/src"),
      "@gatecast/nn": source("nn/src"),
      "@gatecast/forecast/report": source("forecast/src/report"),
      "@gatecast/forecast": source("forecast/src"),
    },
  },
  test: {
    include: ["packages/*/src/**/*.test.ts", "apps/*/src/**/*.test.ts", "test/**/*.test.ts"],
    env: { TZ: "Pacific/Auckland" },
    testTimeout: 30_000,
    // Two cores are what a build server has; left to itself the runner keeps one of them for itself.
    maxWorkers: 2,
    // Files of one worker share what they import: nothing in the libraries keeps a state, and loading takes longer than most tests.
    isolate: false,
  },
});
