import { expect, test, vi } from "vitest";
import { Faster } from "./faster.ts";

/** Runs both ways on a clock of its own; answers which way each run took. */
function taken(
  runs: number,
  durations: (run: number) => readonly [number, number],
): { ways: number[]; faster: Faster } {
  let now = 0;
  const clock = vi.spyOn(performance, "now").mockImplementation(() => now);
  const faster = new Faster();
  const ways: number[] = [];
  for (let run = 0; run < runs; run++) {
    const [alone, together] = durations(run);
    const way = (index: number, time: number) => () => {
      ways.push(index);
      now += time;
    };
    faster.run([way(0, alone), way(1, together)]);
  }
  clock.mockRestore();
  return { ways, faster };
}

test("both ways are tried in turn, then the faster one is taken", () => {
  const { ways, faster } = taken(20, () => [2, 1]);
  expect(ways.slice(0, 8)).toEqual([0, 1, 0, 1, 0, 1, 0, 1]);
  expect(ways.slice(8)).toEqual(Array(12).fill(1));
  expect(faster.chosen).toBe(1);
  expect(taken(20, () => [1, 2]).faster.chosen).toBe(0);
});

test("the first of each is not counted, and of the others the best", () => {
  expect(taken(8, (run) => (run < 2 ? [100, 0] : [1, run === 5 ? 0.5 : 3])).faster.chosen).toBe(1);
});

test("what was true before the code was compiled is looked at again", () => {
  const { ways, faster } = taken(200, (run) => (run < 50 ? [2, 1] : [1, 2]));
  expect(ways.slice(8, 100)).toEqual(Array(92).fill(1));
  expect(ways.slice(108)).toEqual(Array(92).fill(0));
  expect(faster.chosen).toBe(0);
});
