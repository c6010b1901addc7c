import { expect, test } from "vitest";
import { frameOf, readTable } from "./index.ts";

const START = Date.UTC(2024, 0, 1);
const read = (text: string, file: string) => readTable(new TextEncoder().encode(text), { file });
const hours = Array.from({ length: 30 }, (_, i) => ({ ms: START + i * 3_600_000, v: (i * 7919) % 31 }));

test("seconds and milliseconds since 1970 are found in a column named t, in text and in JSON", async () => {
  const seconds = `t,v\n${hours.map(({ ms, v }) => `${ms / 1000},${v}`).join("\n")}\n`;
  const records = JSON.stringify(hours.map(({ ms, v }) => ({ t: ms, v })));
  for (const table of [await read(seconds, "a.csv"), await read(records, "a.json")]) {
    expect(table.columns.map(({ name }) => name)).toEqual(["v"]);
    expect(frameOf(table).frame.time).toMatchObject({ start: START, step: { unit: "hour", count: 1 }, length: 30 });
  }
});

test("a t that counts is a column of numbers", async () => {
  for (const from of [0, 40_000]) {
    const table = await read(`t,v\n${hours.map(({ v }, i) => `${from + i},${v}`).join("\n")}\n`, "a.csv");
    expect(table.time).toBeUndefined();
    expect(table.columns.map(({ name }) => name)).toEqual(["t", "v"]);
  }
});
