import { expect } from "vitest";
import { type TableLists, tableOf } from "../clean/table.fixture.ts";
import { type InspectOptions, inspectTable } from "./inspect-table.ts";
import type { Finding, FindingCode } from "./inspection.ts";

/** 0 … n − 1: hours since the beginning, or just rows. */
export const hours = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** A half day's curve of ±10 with a little noise that is the same in every run. */
export const curve = (n: number): number[] => hours(n).map((i) => 10 * wave(i) + ((i * 7919) % 101) / 101);
const wave = (i: number): number => [0, 0.3, 0.5, 0.8, 1, 0.9, 0.6, 0.4, 0, -0.4, -0.7, -0.9][i % 12]!;

/** All findings of a small table. */
export async function findings(lists: TableLists, options: InspectOptions = {}): Promise<readonly Finding[]> {
  return (await inspectTable(tableOf(lists), options)).findings;
}

/** The one finding of a code. */
export async function only(code: FindingCode, lists: TableLists): Promise<Finding> {
  const found = (await findings(lists)).filter((finding) => finding.code === code);
  expect(found).toHaveLength(1);
  return found[0]!;
}
