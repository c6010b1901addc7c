import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (name: string) => fileURLToPath(new URL(`packages/${name}/src/index.ts`, import.meta.url));

export default defineConfig({
  resolve: {
    alias: {
      "@gatecast/engine": source("engine"),
      "@gatecast/nn": source("nn"),
      "@gatecast/forecast": source("forecast"),
    },
  },
  test: {
    include: ["packages/*/src/**/*.test.ts", "apps/*/src/**/*.test.ts", "test/**/*.test.ts"],
    env: { TZ: "Pacific/Auckland" },
    testTimeout: 30_000,
  },
});
