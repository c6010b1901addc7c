// Builds everything, in the order imports walk: kernels to WebAssembly, TypeScript, the command line's bundle. Speaks on stderr only.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { bundle } from "./bundle.js";

process.chdir(new URL("..", import.meta.url).pathname);

const KERNELS = "packages/engine/kernels";
const BINARY = "packages/engine/src/memory/kernels-binary.ts";
const FAST_BINARY = "packages/engine/src/memory/fast-products-binary.ts";

/** The kernels that there are with fused multiply-add as well, and where their sources are written. */
const PRODUCTS = ["product", "row-product", "transposed-product"];
/** What they are made of: with a multiplication and an addition to fuse, and without. */
const FUSED = [...PRODUCTS, "thin-product"];
const PLAIN = ["panel", "reduction"];
const FAST = "packages/engine/build/fast-products";

/** Runs a tool of node_modules with its output on stderr, so that a caller's stdout stays its own. */
function run(script, args) {
  execFileSync(process.execPath, [script, ...args], { stdio: ["ignore", 2, 2] });
}

function newest(folder) {
  return Math.max(...readdirSync(folder).map((name) => statSync(`${folder}/${name}`).mtimeMs));
}

const ENABLED = ["--enable=simd", "--enable=threads"];

/** Compiles AssemblyScript and writes it as a module that holds it in hexadecimals, which compress better than base64. */
function compileKernels(source, name, to, constant, about, options) {
  run("node_modules/assemblyscript/bin/asc.js", [
    source,
    `--outFile=packages/engine/build/${name}.wasm`,
    `--textFile=packages/engine/build/${name}.wat`,
    ...options,
    "--sharedMemory",
    "--maximumMemory=65536",
    "--runtime=stub",
    "--importMemory",
    "--importTable",
    "--noExportMemory",
    "-O3",
    "--noAssert",
    "--disableWarning=112",
  ]);
  const digits = readFileSync(`packages/engine/build/${name}.wasm`).toString("hex");
  writeFileSync(to, `/** ${about}, compiled by \`npm run build\`. */\nexport const ${constant} =\n  "${digits}";\n`);
}

if ([BINARY, FAST_BINARY].some((file) => !existsSync(file) || statSync(file).mtimeMs < newest(KERNELS))) {
  mkdirSync("packages/engine/build", { recursive: true });
  const about = `The AssemblyScript kernels of \`${KERNELS}\``;
  compileKernels(`${KERNELS}/index.ts`, "kernels", BINARY, "KERNELS_BINARY", about, [...ENABLED, "--converge"]);
  // The same products with a multiplication and an addition in one instruction, where the machine has one.
  mkdirSync(FAST, { recursive: true });
  for (const file of PLAIN) cpSync(`${KERNELS}/${file}.ts`, `${FAST}/${file}.ts`);
  for (const file of FUSED) {
    const products = readFileSync(`${KERNELS}/${file}.ts`, "utf8");
    const fused = products
      .replaceAll(
        /f32x4\.add\((\w+), f32x4\.mul\((\w+|v128\.load32_splat\([^)]*\)), (\w+|v128\.load\([^)]*\))\)\)/g,
        "f32x4.relaxed_madd($2, $3, $1)",
      )
      // A product that a sum begins with.
      .replaceAll(/f32x4\.mul\((\w+), (\w+)\)/g, "f32x4.relaxed_madd($1, $2, f32x4.splat(0))");
    if (fused === products) throw new Error(`${KERNELS}/${file}.ts has no sums of products to fuse`);
    writeFileSync(`${FAST}/${file}.ts`, fused);
  }
  writeFileSync(`${FAST}/index.ts`, PRODUCTS.map((file) => `export * from "./${file}";\n`).join(""));
  const fast = "The products with fused multiply-add";
  const features = [...ENABLED, "--enable=relaxed-simd"];
  compileKernels(`${FAST}/index.ts`, "fast-products", FAST_BINARY, "FAST_PRODUCTS_BINARY", fast, features);
}
run("node_modules/typescript/bin/tsc", ["-b", "packages/engine", "packages/nn", "packages/forecast", "apps/cli"]);
await bundle();
// The command line brings the recipes along, wherever it is installed.
rmSync("apps/cli/recipes", { recursive: true, force: true });
cpSync("recipes", "apps/cli/recipes", { recursive: true });
