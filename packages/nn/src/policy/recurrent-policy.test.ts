import { Engine, type Seed, seed, split } from "@gatecast/engine";
import { expect, test } from "vitest";
import { RecurrentPolicy } from "./recurrent-policy.ts";
import { tMaze } from "./t-maze.fixture.ts";
import { totals, type World } from "./world.ts";

const LEARN = { discount: 0.98, trace: 0.95, value: 0.5, entropy: 0.01, learningRate: 0.01, clipNorm: 1 };
const B = 32;
const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
const seedsOf = (from: Seed) => Array.from({ length: B }, (_, b) => split(from, b));

/** Plays and learns until nearly every episode of three batches in a row earns `enough`; what the likeliest actions then earn. */
async function learnt(world: World, from: Seed, options: { cell: string; updates: number; enough: number }) {
  const engine = await Engine.create();
  const policy = await RecurrentPolicy.create(engine, world, { cell: options.cell, units: 16 }, B, from);
  for (let i = 0, good = 0; i < options.updates && good < 3; i++) {
    const experience = policy.play(seedsOf(split(from, i)));
    good = mean(totals(experience)) >= options.enough ? good + 1 : 0;
    policy.learn(experience, LEARN);
  }
  const earned = mean(totals(policy.play(seedsOf(split(seed(99), "test")), { greedy: true })));
  const weights = policy.parameters.snapshot();
  engine.close();
  return { earned, weights };
}

test("an LSTM remembers a signal along a corridor of ten steps, from either of two seeds", {
  timeout: 180_000,
}, async () => {
  for (const n of [1, 2]) {
    const { earned } = await learnt(tMaze(10, 30), seed(n), { cell: "lstm", updates: 900, enough: 3.95 });
    expect(earned, `seed ${n}`).toBeGreaterThan(3.5);
  }
});

test("without the signal there is nothing to remember, and every other turn is wrong", {
  timeout: 180_000,
}, async () => {
  const maze = tMaze(4, 12);
  const silent: World = {
    ...maze,
    start(from) {
      const episode = maze.start(from);
      // The end of the corridor is to be seen, the signal at its start is not.
      const isEnd = ([west, middle, east]: readonly number[]) => west === 0 && middle === 1 && east === 0;
      return { ...episode, observe: () => (isEnd(episode.observe()) ? [0, 1, 0] : [1, 0, 1]) };
    },
  };
  const options = { cell: "gru", updates: 150, enough: 3.95 };
  expect((await learnt(maze, seed(1), options)).earned).toBeGreaterThan(3.5);
  expect((await learnt(silent, seed(1), options)).earned).toBeLessThan(3);
});

test("the same seed plays the same episodes and learns the same weights, bit for bit", async () => {
  const run = (n: number) => learnt(tMaze(2, 6), seed(n), { cell: "lstm", updates: 20, enough: 9 });
  const [once, again, other] = [await run(4), await run(4), await run(5)];
  expect(again).toEqual(once);
  expect(other.weights).not.toEqual(once.weights);
});

test("what comes later is not known: a policy acts the same while the episode goes on as it did then", async () => {
  const engine = await Engine.create();
  const world = tMaze(5, 15);
  const policy = await RecurrentPolicy.create(engine, world, { cell: "lstm", units: 8 }, B, seed(1));
  const seeds = seedsOf(seed(2));
  const short = await RecurrentPolicy.create(engine, { ...world, steps: 6 }, { cell: "lstm", units: 8 }, B, seed(1));
  const [long, first] = [policy.play(seeds), short.play(seeds)];
  expect(long.actions.subarray(0, 6 * B)).toEqual(first.actions);
  expect(long.observations.subarray(0, 6 * B * 3)).toEqual(first.observations);
  engine.close();
});

test("a cell that there is not, that gives no sequence or that looks ahead is refused, as are other worlds and batches", async () => {
  const engine = await Engine.create();
  for (const cell of ["ltsm", "attention", "bert-lstm"]) {
    await expect(RecurrentPolicy.create(engine, tMaze(2, 6), { cell, units: 4 }, B, seed(1))).rejects.toThrow(
      RangeError,
    );
  }
  const policy = await RecurrentPolicy.create(engine, tMaze(2, 6), { cell: "gru", units: 4 }, B, seed(1));
  expect(() => policy.play([seed(1)])).toThrow(RangeError);
  expect(() => policy.play(seedsOf(seed(1)), { world: tMaze(2, 7) })).toThrow(RangeError);
  engine.close();
});
