import { expect, test } from "vitest";
import { readTable } from "./index.ts";

const ROWS = Array.from({ length: 30 }, (_, i) => `2020-01-${String(i + 1).padStart(2, "0")},${i}`).join("\n");

/** 日期 and 温度 in GBK, then the table. */
const GBK = Uint8Array.of(0xc8, 0xd5, 0xc6, 0xda, 44, 0xce, 0xc2, 0xb6, 0xc8, 10);
const ascii = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const joined = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

function utf16(text: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), littleEndian);
  return bytes;
}

const CASES: readonly [string, Uint8Array, string | undefined, readonly string[]][] = [
  ["UTF-8", new TextEncoder().encode(`日期,温度\n${ROWS}`), undefined, ["日期", "温度"]],
  ["UTF-8 with a mark", new TextEncoder().encode(`\uFEFF日期,温度\n${ROWS}`), undefined, ["日期", "温度"]],
  ["GBK", joined(GBK, ascii(ROWS)), "gb18030", ["日期", "温度"]],
  ["Latin-1", ascii(`date,Größe\n${ROWS}`), "windows-1252", ["date", "Größe"]],
  ["UTF-16, little end first", utf16(`\uFEFFdate,Größe\n${ROWS}`, true), "utf-16le", ["date", "Größe"]],
  ["UTF-16, big end first", utf16(`\uFEFF日期,温度\n${ROWS}`, false), "utf-16be", ["日期", "温度"]],
];

for (const [title, bytes, encoding, names] of CASES) {
  test(`${title} is read, and named unless it is UTF-8`, async () => {
    const table = await readTable(bytes);
    expect([table.time?.name, table.columns[0]!.name]).toEqual(names);
    expect(table.rows).toBe(30);
    expect(table.notes).toEqual(encoding === undefined ? [] : [{ code: "encoding", facts: { encoding } }]);
  });
}

test("a byte that is not UTF-8 far behind plain letters still decides the encoding", async () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => `${i},place`).join("\n");
  const table = await readTable(ascii(`n,where\n${rows}\n20000,Köln\n`));
  const where = table.columns[1]!;
  expect(where.kind === "text" && where.categories).toEqual(["place", "Köln"]);
});

test("UTF-8 with a damaged byte is not taken for another encoding", async () => {
  const bytes = joined(new TextEncoder().encode(`日期,温度,风向,天气\n${ROWS}`), Uint8Array.of(10, 0xff));
  await expect(readTable(bytes)).rejects.toMatchObject({ code: "not_text" });
});
