import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { withGraph } from "./graph-file.ts";
import { DATA, withInput } from "./read-input.ts";

const folder = mkdtempSync(join(tmpdir(), "gatecast-input-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

test("A text is read piece by piece, to its last byte", async () => {
  const text = "ds,y\n".repeat(200_000);
  const sizes: number[] = [];
  await withInput(put("long.csv", text), DATA, async ({ source, size }) => {
    expect(size).toBe(text.length);
    if (source instanceof Uint8Array) throw new Error("read at once");
    for await (const piece of source) sizes.push(piece.length);
  });
  expect(sizes.length).toBeGreaterThan(2);
  expect(sizes.reduce((sum, length) => sum + length, 0)).toBe(text.length);
});

test("Files whose index stands at their end are read at once", async () => {
  for (const start of ["PK\u0003\u0004", "PAR1"]) {
    const file = put("whole", Buffer.from(`${start}…rest`, "latin1"));
    expect(await withInput(file, DATA, async ({ source }) => source instanceof Uint8Array), start).toBe(true);
  }
  expect(await withInput(put("PK.csv", "PK"), DATA, async ({ source }) => source instanceof Uint8Array)).toBe(false);
});

test("What the work throws is thrown, and a file that grows beyond the limit is refused on the way", async () => {
  const file = put("a.csv", "x".repeat(1000));
  const fault = new Error("of the work");
  await expect(withInput(file, DATA, () => Promise.reject(fault))).rejects.toBe(fault);
  await expect(withInput(file, { ...DATA, limit: 999 }, async () => {})).rejects.toMatchObject({
    code: "file_too_large",
    details: { found: "1000 bytes" },
  });
});

test("Where a graph is not there the table itself is not suggested, another file is", async () => {
  const apart = mkdtempSync(join(folder, "graph-"));
  const [data, graph] = [join(apart, "air.csv"), join(apart, "nofile.csv")];
  writeFileSync(data, "y\n1\n");
  const hint = (text: string) => ({ code: "file_missing", details: { option: "--graph", hint: text } });
  const pathHint = "Check the path; it is taken from the current folder.";
  await expect(withGraph({ graph }, data)).rejects.toMatchObject(hint(pathHint));
  await expect(withGraph({ graph }, "elsewhere.csv")).rejects.toMatchObject(hint('Did you mean "air.csv"?'));
});

test("A file that is not there, and a folder, are problems with a name", async () => {
  const drain = async ({ source }: { source: Uint8Array | AsyncIterable<Uint8Array> }): Promise<void> => {
    if (!(source instanceof Uint8Array)) for await (const _ of source);
  };
  await expect(withInput(join(folder, "lnog.csv"), DATA, drain)).rejects.toMatchObject({
    code: "file_missing",
    details: { hint: 'Did you mean "long.csv"?' },
  });
  await expect(withInput(folder, DATA, drain)).rejects.toMatchObject({ code: "file_is_folder" });
});
