// Makes sure that dependencies are there and everything is built. Speaks on stderr only.
import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

// Not `npm ci`: it refuses a lock file that lacks the optional packages of other platforms, and npm writes such a file
// wherever a registry does not offer them. This installs the same locked versions and leaves the lock file as it is.
// No package needs a script of its own to be installed, and none is run.
// `npm run --silent` hands its silence down, but whoever waits for an installation wants to know why it fails.
const INSTALL = ["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=warn"];

/** Refuses a Node that is too old, before it fails on something that it does not know. */
export function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  process.stderr.write(`Gatecast needs Node 20.19 or newer; this is Node ${process.versions.node}.\n`);
  process.exit(2);
}

/** Installs, where nothing is installed or the lock file is newer than what is. */
export function install() {
  // npm leaves this file behind when it is done, so a broken installation is repeated.
  const installed = `${ROOT}node_modules/.package-lock.json`;
  const isFresh = existsSync(installed) && statSync(installed).mtimeMs >= statSync(`${ROOT}package-lock.json`).mtimeMs;
  if (isFresh) return;
  process.stderr.write("Installing dependencies …\n");
  const npm = process.env.npm_execpath;
  const options = { cwd: ROOT, stdio: ["ignore", 2, 2] };
  if (npm !== undefined && /\.c?js$/.test(npm)) execFileSync(process.execPath, [npm, ...INSTALL], options);
  else execFileSync("npm", INSTALL, { ...options, shell: process.platform === "win32" });
}

/** Kernels and TypeScript; quick where nothing has changed. */
export function build() {
  execFileSync(process.execPath, [`${ROOT}scripts/build.js`], { cwd: ROOT, stdio: ["ignore", 2, 2] });
}

/** Runs a stage; its failure ends the program with the stage's exit code and one line instead of a stack. */
export function stage(name, run) {
  try {
    run();
  } catch (error) {
    process.stderr.write(`gatecast: ${name} failed.\n`);
    process.exit(error.status ?? 1);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  requireNode();
  stage("installing", install);
  stage("building", build);
}
