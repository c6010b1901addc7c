import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { bundle } from "../support/serve-bundle.ts";

/** Bytes that the engine may add to a page, compressed. */
const MOST = 60_000;

test("the engine with its kernels is at most 60 kB, compressed, in a browser bundle", async () => {
  const files = await bundle({ engine: new URL("../../packages/engine/src/index.ts", import.meta.url) });
  const bytes = [...files.values()].reduce((sum, code) => sum + gzipSync(code, { level: 9 }).byteLength, 0);
  const whole = [...files.values()].join("\n");
  // The kernels are in it, and nothing was shaken off that a reader of the entry may ask for.
  expect(whole).toContain("0061736d01");
  expect(whole).toMatch(/export\s*\{[^}]*\bEngine\b/);
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThanOrEqual(MOST);
});
