import { generator, seed } from "@gatecast/engine";
import { expect, test } from "vitest";
import { tableOf } from "../../clean/table.fixture.ts";
import { findings } from "../findings.fixture.ts";
import { hashRows } from "./duplicate-rows.ts";

const ROWS = 20_000;

/** Columns of digits, as counts and marks are. */
function digits(columns: number): Record<string, number[]> {
  const random = generator(seed(3));
  const column = () => Array.from({ length: ROWS }, () => Math.floor(10 * random()));
  return Object.fromEntries(Array.from({ length: columns }, (_, c) => [`c${c}`, column()]));
}

test("hashes of whole numbers differ in their lower bits, of which places are made, as often as chance has it", () => {
  const places = new Set([...hashRows(tableOf({ columns: digits(12) }))].map((hash) => hash & 0xffff));
  // So many of 65,536 places are taken by 20,000 throws.
  const expected = 65_536 * (1 - Math.exp(-ROWS / 65_536));
  expect(Math.abs(places.size / expected - 1)).toBeLessThan(0.05);
});

test("copies among many rows of whole numbers are counted", async () => {
  const columns = digits(4);
  const rows = new Set(columns.c0!.map((_, row) => Object.values(columns).map((values) => values[row])).map(String));
  const found = (await findings({ columns })).find(({ code }) => code === "duplicate_rows");
  expect(found?.count).toBe(ROWS - rows.size);
});
