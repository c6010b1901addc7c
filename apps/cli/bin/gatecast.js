#!/usr/bin/env node
// A plain file that exists before the build, so that `npx gatecast` finds it; the program itself is built.
import { existsSync } from "node:fs";

const program = new URL("../dist/main.js", import.meta.url);
if (!existsSync(program)) {
  process.stderr.write("gatecast is not built yet. Run `npm install && npm run build` in the checkout first.\n");
  process.exit(1);
}
await import(program.href);
