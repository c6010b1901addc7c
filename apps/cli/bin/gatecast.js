#!/usr/bin/env node
// A plain file that exists before the build, so that `npx gatecast` finds it; the program itself is built.
import { existsSync } from "node:fs";

const [major, minor] = process.versions.node.split(".").map(Number);
const built = new URL("../dist/main.js", import.meta.url);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`gatecast: needs Node 20.19 or newer; this is Node ${process.versions.node}.\n`);
  process.exitCode = 2;
} else if (!existsSync(built)) {
  process.stderr.write("gatecast: not built yet. Run `npm install && npm run build` in the checkout first.\n");
  process.exitCode = 2;
} else {
  // A stack names the sources, not the bundle.
  if (process.env.GATECAST_DEBUG === "1") process.setSourceMapsEnabled(true);
  const { main } = await import(built.href);
  process.exitCode = await main(process.argv.slice(2));
}
