import { linkSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { checkPlace } from "./output-place.ts";

const folder = mkdtempSync(join(tmpdir(), "gatecast-place-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const input = join(folder, "table.csv");
const other = join(folder, "other.csv");
writeFileSync(input, "y\n1\n");
writeFileSync(other, "y\n2\n");
linkSync(input, join(folder, "linked.csv"));

test("A name that is free is free, with and without leave to overwrite", async () => {
  for (const mayOverwrite of [true, false]) {
    await checkPlace(join(folder, "new.csv"), "--to", { input, mayOverwrite });
    await checkPlace(join(folder, "no", "folder", "new.csv"), "--to", { input, mayOverwrite });
  }
});

test("A file that is there needs leave", async () => {
  await checkPlace(other, "--to", { input, mayOverwrite: true });
  await expect(checkPlace(other, "--to", { input, mayOverwrite: false })).rejects.toMatchObject({
    kind: "usage",
    code: "output_exists",
    details: { file: other, option: "--to" },
  });
});

test("The table that is read is never written over, whatever it is called", async () => {
  for (const path of [input, join(folder, ".", "table.csv"), join(folder, "linked.csv")]) {
    await expect(checkPlace(path, "--to", { input, mayOverwrite: true })).rejects.toMatchObject({
      code: "output_is_input",
    });
  }
});
