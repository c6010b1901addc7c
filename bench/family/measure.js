// Every member of the family at one workload: time of a training step, its arithmetic, and time per unit of arithmetic beside
// the LSTM. One thread, so that kernels are compared and not how well they are shared.
import { Engine, generator, seed, split, writeTensor } from "@gatecast/engine";
import { FAMILY, Network, OPTIMIZERS, update } from "@gatecast/nn";
import { timeCore, warmUpTurns } from "../timing.js";
import { countIn } from "./count.js";

export const SIZES = { features: 4, steps: 24, batch: 32, units: 50 };
/** What compiled cells are to stay below, in time per unit of arithmetic beside the LSTM. */
export const GOAL = 1.3;

/** One layer of a member. */
export const layerOf = (name) => ({
  ...{ kind: "recurrent", cell: name, units: SIZES.units, output: "last", directions: 1 },
});

/** A training step of such layers; with targets that change, as in `ours.js`. */
export async function open(layers, engine) {
  const { features, steps, batch } = SIZES;
  const spec = { steps, features, extras: 0, outputs: 1, layers, linearPath: false };
  const network = await Network.create(engine, spec, seed(0));
  const { plan, x, target } = network.plan(batch, "mse");
  const random = generator(split(seed(0), "data"));
  const values = Float32Array.from({ length: x.rows * x.width }, () => 2 * random() - 1);
  writeTensor(engine.f32, x, values);
  let step = 0;
  return () => {
    writeTensor(engine.f32, target, new Float32Array(batch).fill(step % 2 === 0 ? 1 : -1));
    plan.forward();
    plan.backward();
    step++;
    update(network.parameters, OPTIMIZERS.adam, { learningRate: 0.001, step, clipNorm: 0 });
  };
}

/** The arithmetic of the second step: the first one packs weights as well. */
async function arithmeticOf(name) {
  const engine = await Engine.create();
  const { during } = countIn(engine);
  const train = await open([layerOf(name)], engine);
  train();
  const counted = during(train);
  engine.close();
  return counted;
}

/** A round is cut into so many, and all members take turns at each. */
export const TURNS = 50;

/**
 * Rows by member: the quickest of many short turns, in time of a core. Whatever else runs on a machine only ever adds to a time,
 * and a turn of a few milliseconds has a chance of being left alone.
 */
export async function measureFamily(rounds, milliseconds) {
  const members = [];
  for (const [name, { cell }] of Object.entries(FAMILY)) {
    const engine = await Engine.create();
    const train = await open([layerOf(name)], engine);
    const { operations, unknown } = await arithmeticOf(name);
    members.push({ name, compiled: cell !== null, engine, train, operations, unknown, best: Number.POSITIVE_INFINITY });
  }
  for (const member of members) member.calls = warmUpTurns(member.train, milliseconds / TURNS);
  for (let turn = 0; turn < TURNS * rounds; turn++) {
    for (const member of members) member.best = Math.min(member.best, timeCore(member.train, member.calls, turn));
  }
  const per = ({ best, operations }) => best / operations;
  const lstm = per(members.find(({ name }) => name === "lstm"));
  return members.map(({ engine, ...member }) => {
    engine.close();
    const { name: cell, compiled, operations, unknown } = member;
    const isCounted = unknown.length === 0;
    return {
      ...{ cell, compiled, train_ms: member.best, train_mflop: isCounted ? operations / 1e6 : null },
      ...{ time_per_flop: isCounted ? per(member) / lstm : null, uncounted: unknown },
    };
  });
}
