import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = process.env.GATECAST_GOLDEN ?? fileURLToPath(new URL("../../../shared/golden", import.meta.url));

/** The path of a recorded run, or null where this machine has none. */
export function goldenFile(name: string): string | null {
  const path = join(folder, name);
  return existsSync(path) ? path : null;
}

/** Why a test that needs recorded runs is skipped. */
export const NO_GOLDEN = `skipped, since ${folder} holds no recorded runs (GATECAST_GOLDEN names another folder)`;
