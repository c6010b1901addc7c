import { expect, test } from "vitest";
import { type Region, Regions } from "./regions.ts";

test("regions are whole cache lines, aligned to one, and never overlap", () => {
  const regions = new Regions(100);
  const taken = [1, 63, 64, 65, 0, 1000].map((bytes) => regions.allocate(bytes));
  for (const { address, bytes } of taken) {
    expect(address % 64).toBe(0);
    expect(bytes % 64).toBe(0);
  }
  expect(taken.map(({ address }) => address)).toEqual([128, 192, 256, 320, 448, 512]);
  expect(regions.extent).toBe(512 + 1024);
});

test("the first gap that is large enough is used, and its rest stays", () => {
  const regions = new Regions(0);
  const [small, , large] = [
    regions.allocate(64),
    regions.allocate(64),
    regions.allocate(256),
    regions.allocate(64),
  ] as const;
  regions.free(small);
  regions.free(large);
  expect(regions.allocate(128)).toEqual({ address: 128, bytes: 128 });
  expect(regions.allocate(128)).toEqual({ address: 256, bytes: 128 });
  expect(regions.allocate(1)).toEqual({ address: 0, bytes: 64 });
});

test("whatever order regions are freed in, nothing is left over", () => {
  for (const order of [
    [0, 1, 2, 3],
    [3, 2, 1, 0],
    [1, 3, 0, 2],
    [2, 0, 3, 1],
  ]) {
    const regions = new Regions(64);
    const taken = [100, 200, 300, 400].map((bytes) => regions.allocate(bytes));
    for (const i of order) regions.free(taken[i]!);
    expect(regions.extent, `order ${order}`).toBe(64);
    expect(regions.allocate(5000).address, `order ${order}`).toBe(64);
  }
});

test("a thousand random regions never overlap and all come back", () => {
  const regions = new Regions(0);
  const held: Region[] = [];
  let state = 1;
  const random = (n: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  for (let i = 0; i < 1000; i++) {
    if (held.length > 20 || (held.length > 0 && random(3) === 0)) regions.free(held.splice(random(held.length), 1)[0]!);
    else held.push(regions.allocate(random(5000)));
    const sorted = [...held].sort((a, b) => a.address - b.address);
    sorted.forEach((region, k) => {
      const next = sorted[k + 1]?.address ?? regions.extent;
      expect(region.address + region.bytes).toBeLessThanOrEqual(next);
    });
  }
  for (const region of held) regions.free(region);
  expect(regions.extent).toBe(0);
});
