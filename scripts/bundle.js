// Puts the command line and all that it imports into few files: Node takes half a second to open six hundred. What is
// imported late stays a file of its own, so that a command loads what it uses. Maps lead back to the sources.
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const OUT = `${ROOT}apps/cli/dist`;
const MAIN = `${OUT}/main.js`;
const SOURCES = ["apps/cli/src", "packages/engine/src", "packages/nn/src", "packages/forecast/src"];

/** Not bundled: a native binary, and fonts that are read as files. */
const EXTERNAL = ["@resvg/resvg-js", "@embedpdf/fonts-sc"];

function newest(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(...files.map(({ parentPath, name }) => statSync(`${parentPath}/${name}`).mtimeMs));
}

function isFresh() {
  if (!existsSync(MAIN)) return false;
  const others = [fileURLToPath(import.meta.url), `${ROOT}package-lock.json`].map((path) => statSync(path).mtimeMs);
  return statSync(MAIN).mtimeMs >= Math.max(...others, ...SOURCES.map((folder) => newest(ROOT + folder)));
}

/** Bundles the command line into `apps/cli/dist`; at once where nothing has changed. */
export async function bundle() {
  if (isFresh()) return;
  const { build } = await import("vite");
  rmSync(MAIN, { force: true });
  rmSync(`${OUT}/parts`, { recursive: true, force: true });
  const source = (name) => `${ROOT}packages/${name}/src`;
  await build({
    configFile: false,
    logLevel: "error",
    root: ROOT,
    resolve: {
      alias: {
        "@gatecast/forecast/report": `${source("forecast")}/report/index.ts`,
        "@gatecast/engine/node": `${source("engine")}/parallel/node.ts`,
        "@gatecast/engine": `${source("engine")}/index.ts`,
        "@gatecast/nn": `${source("nn")}/index.ts`,
        "@gatecast/forecast": `${source("forecast")}/index.ts`,
      },
    },
    ssr: { noExternal: true, external: EXTERNAL },
    build: {
      ssr: true,
      outDir: OUT,
      emptyOutDir: false,
      copyPublicDir: false,
      target: "node20.19",
      sourcemap: true,
      rollupOptions: {
        input: {
          main: `${ROOT}apps/cli/src/main.ts`,
          // A thread is started from a file of its own, beside the part that starts it.
          "parts/node-worker": `${source("engine")}/parallel/node-worker.ts`,
        },
        output: { entryFileNames: "[name].js", chunkFileNames: "parts/[name].js" },
      },
    },
  });
}
