// `npm run demo`: from a fresh clone to a report, with nothing but Node. Only the demo itself writes to stdout.
import { build, install, requireNode, stage } from "./install.js";

requireNode();
stage("installing", install);
stage("building", build);
const { main } = await import("../apps/cli/dist/main.js");
process.exitCode = await main(["demo", ...process.argv.slice(2)]);
