// Holds the production path to recorded runs of PyTorch and of statistical software. Speaks to stdout; building speaks on stderr.
// usage: npm run oracle -- FILE.json…
// Exit codes: 0 every case within its tolerance, 1 one misses it, 2 nothing to check or a file that cannot be checked.
import { build, install, requireNode, stage } from "./install.js";
import { OracleFileError, readOracle } from "./oracle/read-oracle.js";

const paths = process.argv.slice(2);
const refuse = (line) => {
  process.stderr.write(`oracle: ${line}\n`);
  process.exit(2);
};

if (paths.length === 0) refuse("name at least one file: npm run oracle -- FILE.json…");
/** Runs a part of the work that may find the file at fault. */
const judged = async (work) => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof OracleFileError) return refuse(error.message);
    throw error;
  }
};
const files = await judged(() => paths.map(readOracle));

requireNode();
stage("installing", install);
stage("building", build);
const { checkOracle } = await import("./oracle/check-oracle.js");
const { checkStats } = await import("./oracle/check-stats.js");
const { statsTable } = await import("./oracle/print-stats.js");

let cases = 0;
let missed = 0;
for (const file of files) {
  process.stdout.write(`${file.path} (${file.producer})\n`);
  for (const { name, parts, misses } of await judged(() => checkOracle(file))) {
    const errors = parts.map(({ what, error, at }) => `${what} ${error.toExponential(1)} (${at})`).join("  ");
    const verdict = misses.length === 0 ? "ok" : `MISSES ${misses.join(", ")}`;
    process.stdout.write(`  ${name.padEnd(26)}${errors}  ${verdict}\n`);
    cases++;
    if (misses.length > 0) missed++;
  }
  const stats = await judged(() => checkStats(file));
  if (stats.lines.length + stats.unchecked.length > 0) process.stdout.write(statsTable(stats));
  cases += stats.lines.length;
  missed += stats.lines.filter((line) => line.missed > 0).length;
}
process.stdout.write(missed === 0 ? `all ${cases} cases within tolerance\n` : `${missed} of ${cases} cases missed\n`);
process.exitCode = missed === 0 ? 0 : 1;
