// `npm run docs`: computes the numbers and pictures of docs/ and writes those that have changed. A test finds stale ones.
import { fileURLToPath } from "node:url";
import { build, install, requireNode, stage } from "./install.js";

requireNode();
stage("installing", install);
stage("building", build);
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const source = (name) => `${ROOT}packages/${name}/src`;
const { runnerImport } = await import("vite");
const { module } = await runnerImport(`${ROOT}scripts/docs/write.ts`, {
  configFile: false,
  logLevel: "error",
  root: ROOT,
  resolve: {
    alias: {
      "@gatecast/forecast/report": `${source("forecast")}/report/index.ts`,
      "@gatecast/engine": `${source("engine")}/index.ts`,
      "@gatecast/nn": `${source("nn")}/index.ts`,
      "@gatecast/forecast": `${source("forecast")}/index.ts`,
    },
  },
});
await module.write();
