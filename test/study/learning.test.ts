import { FAMILY } from "@gatecast/nn";
import { expect, test } from "vitest";
import { BEYOND_PARITY, isOwner, ownedBy, trainOnce, within } from "./study.ts";

// Cells that nobody has chosen tasks for are held to the default; what is composed of operations may be made for other things.
for (const member of Object.values(FAMILY).filter(({ name, cell }) => cell !== null || isOwner(name))) {
  const { quick, depth } = ownedBy(member.name);
  // Blocks take longer; what they are composed of is held to references one by one.
  const runs = member.cell === null ? [1] : [1, 2];
  for (const [task, updates] of Object.entries(quick)) {
    test(`${member.name} learns ${task} within ${updates} updates from ${runs.length} seed${runs.length > 1 ? "s" : ""}`, {
      timeout: 120_000,
    }, async () => {
      for (const run of runs) {
        const { miss, solved } = await trainOnce(member, within(task, updates), { rate: 0.01, run, depth });
        expect(solved, `run ${run} misses by ${miss}`).toBe(true);
      }
    });
  }
}

/** Updates by which those that can have learnt it. */
const ENOUGH = 500;
const parity = (name: string) =>
  trainOnce(FAMILY[name]!, within("parity-40", ENOUGH), { rate: 0.01, run: 1, depth: ownedBy(name).depth });

// What is composed of operations takes longer; that it comes to rest in a long run of −1 is tested beside it.
for (const name of BEYOND_PARITY.filter((one) => FAMILY[one]!.cell !== null)) {
  test(`${name} cannot learn parity, as theory has it, in updates that are enough for who can`, {
    timeout: 120_000,
  }, async () => {
    expect((await parity(name)).miss).toBeGreaterThan(0.4);
  });
}

test("a plain network and an sLSTM can learn parity in as many updates", { timeout: 60_000 }, async () => {
  for (const name of ["rnn", "slstm"]) {
    const { solved, miss } = await parity(name);
    expect(solved, `${name} misses by ${miss}`).toBe(true);
  }
});
