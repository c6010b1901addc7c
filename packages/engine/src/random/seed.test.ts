import { expect, test } from "vitest";
import { generator, seed, shuffled, split } from "./seed.ts";

const take = (n: number, from = seed(1)) => {
  const random = generator(from);
  return Array.from({ length: n }, random);
};
const text = ({ low, high }: { low: number; high: number }) => `${low} ${high}`;

test("a seed's numbers are written down, so that no change of the generator goes unseen", () => {
  expect(seed(42)).toEqual({ low: 671623878, high: 4233865845 });
  expect(split(seed(42), "weights")).toEqual({ low: 2109082288, high: 3605324945 });
  expect(take(3, seed(42)).map((value) => value * 2 ** 32)).toEqual([1505414643, 1936041990, 1303890843]);
});

test("a child is the same however often and in whatever company it is asked for", () => {
  const alone = split(seed(3), "a");
  split(seed(3), "b");
  expect(split(seed(3), "a")).toEqual(alone);
  expect(split(seed(3), 7)).toEqual(split(seed(3), "7"));
});

test("children, grandchildren and seeds of nearby numbers all differ", () => {
  const seen = new Map<string, string>();
  const add = (name: string, own: { low: number; high: number }) => {
    expect(seen.get(text(own)), `${name} is also`).toBeUndefined();
    seen.set(text(own), name);
  };
  for (let n = -3; n < 40; n++) {
    add(`seed ${n}`, seed(n));
    for (const child of ["", "a", "b", "ab", "ba", ...Array.from({ length: 30 }, (_, i) => i)]) {
      add(`seed ${n} / ${child}`, split(seed(n), child));
      for (const grandchild of ["a", "b", 0, 1])
        add(`seed ${n} / ${child} / ${grandchild}`, split(split(seed(n), child), grandchild));
    }
  }
  expect(text(seed(1))).not.toBe(text(seed(1 + 2 ** 32)));
});

test("numbers lie in [0, 1) and fill it evenly", () => {
  const values = take(100_000);
  expect(values.every((v) => v >= 0 && v < 1)).toBe(true);
  const bins = new Array<number>(20).fill(0);
  for (const value of values) bins[Math.floor(value * 20)]!++;
  // Chi-squared with 19 degrees of freedom is above 44 once in a thousand.
  const chi = bins.reduce((sum, count) => sum + (count - 5000) ** 2 / 5000, 0);
  expect(chi).toBeLessThan(44);
});

test("neighbours in a stream and streams of neighbouring seeds are uncorrelated", () => {
  const correlation = (a: number[], b: number[]) =>
    a.reduce((sum, value, i) => sum + (value - 0.5) * (b[i]! - 0.5), 0) / a.length / (1 / 12);
  const stream = take(20_000);
  expect(Math.abs(correlation(stream.slice(0, -1), stream.slice(1)))).toBeLessThan(5 / Math.sqrt(20_000));
  expect(Math.abs(correlation(stream, take(20_000, seed(2))))).toBeLessThan(5 / Math.sqrt(20_000));
});

test("a shuffle is a permutation, and every place is reached from every other", () => {
  for (const n of [0, 1, 2, 9, 1000]) {
    expect(
      [...shuffled(n, seed(n))].sort((a, b) => a - b),
      `n ${n}`,
    ).toEqual([...Array(n).keys()]);
  }
  expect(shuffled(50, seed(1))).toEqual(shuffled(50, seed(1)));
  expect(shuffled(50, seed(1))).not.toEqual(shuffled(50, seed(2)));
  const firsts = Array.from({ length: 4000 }, (_, i) => shuffled(4, seed(i))[0]!);
  for (const value of [0, 1, 2, 3]) {
    const share = firsts.filter((first) => first === value).length / firsts.length;
    expect(Math.abs(share - 0.25), `value ${value}`).toBeLessThan(0.035);
  }
});
