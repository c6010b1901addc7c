import { expect, test } from "vitest";
import { en } from "../words/en.ts";
import { zh } from "../words/zh.ts";
import { progressLine } from "./progress-line.ts";
import { readProgress } from "./read-progress.ts";

function watch(total: number | undefined, words = en) {
  let now = 0;
  const written: string[] = [];
  const clock = (): number => now;
  const line = progressLine({ write: (text) => written.push(text) }, clock);
  const told = readProgress(line, "big.csv", total, words, clock);
  const read = (bytes: number, rows: number, after: number): void => {
    now += after;
    told({ bytes, rows });
  };
  return { line, written, read };
}

test("A file that is read within a second is read in silence", () => {
  const { line, written, read } = watch(1000);
  for (let i = 1; i <= 9; i++) read(100 * i, i, 100);
  line.end();
  expect(written).toEqual([]);
});

test("A longer reading tells bytes of all bytes and rows, now and then, and how it ended", () => {
  const { line, written, read } = watch(104_200_000);
  for (let i = 1; i <= 10; i++) read(10_420_000 * i, 100_000 * i, 800);
  line.end();
  expect(written).toEqual([
    "reading big.csv: 20.8 of 104.2 MB, 200,000 rows\n",
    "reading big.csv: 93.8 of 104.2 MB, 900,000 rows\n",
    "reading big.csv: 104.2 of 104.2 MB, 1,000,000 rows\n",
  ]);
});

test("A pipe tells no size", () => {
  const { written, read } = watch(undefined, zh);
  read(2_000_000, 5, 1500);
  expect(written).toEqual(["正在读取 big.csv：2.0 MB，5 行\n"]);
});
