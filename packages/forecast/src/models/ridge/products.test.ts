import { Engine, generator, seed } from "@gatecast/engine";
import { expect, test } from "vitest";
import { Breath } from "../../contracts/pause.ts";
import { CHUNK, summedDirectly, summedSliding, type WindowColumns } from "./products.ts";

test("sliding finds the same products as every product by itself, over runs with holes between them", async () => {
  const engine = await Engine.create();
  const random = generator(seed(11));
  const rows = 1500;
  const series = [0, 1, 2].map(() => Float64Array.from({ length: rows }, () => random() - 0.3));
  // Columns: two series over five rows, oldest first and interleaved; one that stands alone; three rows ahead of the first.
  const place = [...[0, 1, 2, 3, 4].flatMap((t) => [0, 1].map((s) => [s, t - 4])), [2, 1], [0, 1], [0, 2], [0, 3]];
  const before = Int32Array.of(-1, -1, 0, 1, 2, 3, 4, 5, 6, 7, -1, -1, 11, 12);
  const columns: WindowColumns = {
    ...{ inputs: 11, width: 14, before, shift: new Float64Array(14) },
    write: (origins, out) =>
      place.forEach(([s, ahead], i) => {
        origins.forEach((origin, w) => {
          out[i * CHUNK + w] = series[s!]![origin + ahead!]!;
        });
      }),
  };
  const all = Int32Array.from({ length: 1400 }, (_, i) => i + 10);
  const origins = all.filter((origin) => origin % 400 > 20);
  const first = origins.filter((origin, w) => origins[w - 1] !== origin - 1);
  const last = origins.filter((origin, w) => origins[w + 1] !== origin + 1);
  expect(first.length).toBe(4);
  const exact = await summedDirectly(engine, columns, origins, new Breath());
  const slid = await summedSliding(engine, columns, origins, { first, last }, new Breath());
  expect(slid.sums).toEqual(exact.sums);
  for (let i = 0; i < 14; i++) {
    for (let j = 0; j <= i && j < 11; j++) {
      let plain = 0;
      for (const origin of origins) {
        const at = (k: number) => series[place[k]![0]!]![origin + place[k]![1]!]!;
        plain += at(i) * at(j);
      }
      expect(exact.products[i * 11 + j]).toBeCloseTo(plain, 9);
      expect(slid.products[i * 11 + j], `[${i}, ${j}]`).toBeCloseTo(plain, 9);
    }
  }
  engine.close();
});
