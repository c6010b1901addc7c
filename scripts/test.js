// `npm test`: install, build, lint, types, tests. Stops at the first stage that fails, with its exit code.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, install, requireNode, stage } from "./install.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Runs a tool of node_modules; nothing reads from stdin. */
function tool(script, ...args) {
  execFileSync(process.execPath, [join(ROOT, "node_modules", script), ...args], {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
  });
}

/** The closing line. A file that fails before its first test counts as one failure. */
function count({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) {
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((assertion) => assertion.status === "failed"),
  ).length;
  return `${numPassedTests} passed, ${numFailedTests + broken} failed, ${numPendingTests + numTodoTests} skipped`;
}

requireNode();
stage("installing", install);
stage("building", build);
stage("linting", () => tool("@biomejs/biome/bin/biome", "check", "."));
stage("checking types of tests", () => tool("typescript/bin/tsc", "-p", "tsconfig.test.json", "--noEmit"));

const folder = mkdtempSync(join(tmpdir(), "gatecast-test-"));
const results = join(folder, "results.json");
try {
  tool(
    "vitest/vitest.mjs",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${results}`,
    ...process.argv.slice(2),
  );
} catch (error) {
  process.exitCode = error.status ?? 1;
}
try {
  process.stdout.write(`${count(JSON.parse(readFileSync(results, "utf8")))}\n`);
} catch {
  process.stderr.write("gatecast: the tests ended without results.\n");
  process.exitCode ||= 1;
}
rmSync(folder, { recursive: true });
