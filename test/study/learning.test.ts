import { CELLS, memberOf } from "@gatecast/nn";
import { expect, test } from "vitest";
import { ownedBy, trainOnce, within } from "./study.ts";

for (const cell of Object.values(CELLS)) {
  const { quick, depth } = ownedBy(cell.name);
  for (const [task, updates] of Object.entries(quick)) {
    test(`${cell.name} learns ${task} within ${updates} updates, whatever the seed`, async () => {
      for (const run of [1, 2]) {
        const { miss, solved } = await trainOnce(memberOf(cell), within(task, updates), { rate: 0.01, run, depth });
        expect(solved, `run ${run} misses by ${miss}`).toBe(true);
      }
    });
  }
}
