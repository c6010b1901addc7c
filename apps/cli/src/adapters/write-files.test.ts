import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openFolder } from "./out-folder.ts";
import { writeFiles } from "./write-files.ts";

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "gatecast-files-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test("Files replace those that stood there, and nothing else is left", async () => {
  const folder = makeFolder();
  writeFileSync(join(folder, "a.txt"), "old");
  await writeFiles([
    { path: join(folder, "a.txt"), content: "new" },
    { path: join(folder, "b.bin"), content: Uint8Array.of(1, 2) },
    { path: join(folder, "c.csv"), content: ["a,b\n", "温度,2\n"] },
  ]);
  expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe("new");
  expect(readFileSync(join(folder, "c.csv"), "utf8")).toBe("a,b\n温度,2\n");
  expect(readdirSync(folder)).toEqual(["a.txt", "b.bin", "c.csv"]);
});

test("Where one cannot be written, none is, and the old ones stay", async () => {
  const folder = makeFolder();
  writeFileSync(join(folder, "a.txt"), "old");
  const bad = join(folder, "a.txt", "b.txt");
  const files = [
    { path: join(folder, "a.txt"), content: "new" },
    { path: bad, content: "never" },
  ];
  await expect(writeFiles(files)).rejects.toMatchObject({
    kind: "usage",
    code: "output_unwritable",
    details: { file: bad, found: "not a directory (ENOTDIR)", option: "--out" },
  });
  expect(readFileSync(join(folder, "a.txt"), "utf8")).toBe("old");
  expect(readdirSync(folder)).toEqual(["a.txt"]);
});

test("A folder in the place of a file is named, and no part of a file is left", async () => {
  const folder = makeFolder();
  mkdirSync(join(folder, "report.html"));
  const path = join(folder, "report.html");
  await expect(writeFiles([{ path, content: "x" }])).rejects.toMatchObject({ details: { file: path } });
  expect(readdirSync(folder)).toEqual(["report.html"]);
});

test.skipIf(!existsSync("/dev/full"))("A full disk says so, and a device is written to as it stands", async () => {
  await expect(writeFiles([{ path: "/dev/full", content: "x" }])).rejects.toMatchObject({
    details: { found: "no space left on device (ENOSPC)", hint: expect.stringContaining("Make room") },
  });
  expect(existsSync("/dev/.full.partial")).toBe(false);
  await writeFiles([{ path: "/dev/null", content: "x" }]);
});

test("A file that an option names is blamed on that option, and another file is asked for", async () => {
  const path = join(makeFolder(), "no", "config.yaml");
  const failed = writeFiles([{ path, content: "x", option: "--write" }]);
  await expect(failed).rejects.toMatchObject({
    details: { option: "--write", needed: expect.stringMatching(/^a file /), hint: "Name another file." },
  });
});

test("A folder is made with those above it, and unmade as far as nothing was put there", async () => {
  const root = makeFolder();
  const folder = await openFolder(join(root, "a", "b", "c"));
  expect(readdirSync(join(root, "a", "b", "c"))).toEqual([]);
  writeFileSync(join(root, "a", "kept"), "");
  await folder.discard();
  expect(readdirSync(join(root, "a"))).toEqual(["kept"]);
});

test("A folder that was there is left there", async () => {
  const root = makeFolder();
  await (await openFolder(root)).discard();
  expect(existsSync(root)).toBe(true);
});
