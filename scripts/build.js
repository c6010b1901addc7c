// Builds everything, in the order imports walk: kernels to WebAssembly, TypeScript, the command line's bundle. Speaks on stderr only.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { bundle } from "./bundle.js";

process.chdir(new URL("..", import.meta.url).pathname);

const KERNELS = "packages/engine/kernels";
const BINARY = "packages/engine/src/memory/kernels-binary.ts";

/** Runs a tool of node_modules with its output on stderr, so that a caller's stdout stays its own. */
function run(script, args) {
  execFileSync(process.execPath, [script, ...args], { stdio: ["ignore", 2, 2] });
}

function newest(folder) {
  return Math.max(...readdirSync(folder).map((name) => statSync(`${folder}/${name}`).mtimeMs));
}

if (!existsSync(BINARY) || statSync(BINARY).mtimeMs < newest(KERNELS)) {
  mkdirSync("packages/engine/build", { recursive: true });
  run("node_modules/assemblyscript/bin/asc.js", [
    `${KERNELS}/index.ts`,
    "--outFile=packages/engine/build/kernels.wasm",
    "--textFile=packages/engine/build/kernels.wat",
    "--enable=simd",
    "--enable=threads",
    "--sharedMemory",
    "--maximumMemory=65536",
    "--runtime=stub",
    "--importMemory",
    "--noExportMemory",
    "-O3",
    "--noAssert",
    "--disableWarning=112",
  ]);
  const base64 = readFileSync("packages/engine/build/kernels.wasm").toString("base64");
  writeFileSync(
    BINARY,
    `/** The AssemblyScript kernels of \`${KERNELS}\`, compiled by \`npm run build\`. */\nexport const KERNELS_BINARY =\n  "${base64}";\n`,
  );
}
run("node_modules/typescript/bin/tsc", ["-b", "packages/engine", "packages/nn", "packages/forecast", "apps/cli"]);
await bundle();
// The command line brings the recipes along, wherever it is installed.
rmSync("apps/cli/recipes", { recursive: true, force: true });
cpSync("recipes", "apps/cli/recipes", { recursive: true });
