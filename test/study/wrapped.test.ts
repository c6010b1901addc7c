import { expect, test } from "vitest";
import { QUICK, trainOnce, WRAPPED, type Wrapped, within } from "./study.ts";

for (const { task, updates, member, depth } of QUICK) {
  const train = (run: number, dilations: readonly number[]) => {
    const own: Wrapped["member"] = { ...member, around: { ...member.around, dilations } };
    return trainOnce(own, within(task, updates), { rate: 0.01, run, depth });
  };

  test(`${member.name} learns ${task} within ${updates} updates from 2 seeds, and without dilations does not`, {
    timeout: 60_000,
  }, async () => {
    for (const run of [1, 2]) {
      const { miss, solved } = await train(run, member.around.dilations!);
      expect(solved, `run ${run} misses by ${miss}`).toBe(true);
    }
    expect((await train(1, [])).miss).toBeGreaterThan(0.25);
  });
}

test("what is around a cell stands beside a cell without it, and layers can be told apart", () => {
  for (const [task, all] of Object.entries(WRAPPED)) {
    const names = all.map(({ member }) => member.name);
    expect(new Set(names).size, task).toBe(names.length);
    const isPlain = ({ member: { around } }: Wrapped) =>
      around.dilations === undefined && around.directions === 1 && around.residual === undefined;
    expect(all.some(isPlain) && !all.every(isPlain), task).toBe(true);
    for (const { member, depth } of all) expect(member.around.dilations?.length ?? depth, member.name).toBe(depth);
  }
});
