// One run: a policy learns on days gone by, is looked at on others, and keeps what was best on these.
import { Engine, seed, split } from "@gatecast/engine";
import { RecurrentPolicy, totals } from "@gatecast/nn";
import { drawOneOf } from "./demand.js";
import { mean } from "./numbers.js";
import { dispatchWorld, REWARD } from "./world.js";

/** Days played side by side, and updates between two looks at the validation days. */
const BATCH = 32;
const EVERY = 100;
const UNITS = 32;
/** The same for all runs. */
const LEARN = { trace: 0.9, value: 0.5, clipNorm: 1 };

/** What days cost with a policy's likeliest orders. */
function costsOf(policy, days, outlook) {
  // Episodes start in the order of their seeds: each day once, and the first ones again where a batch is not full.
  let next = 0;
  const world = dispatchWorld(() => days[next++ % days.length], outlook);
  const seeds = Array.from({ length: BATCH }, (_, b) => seed(b));
  const costs = [];
  while (costs.length < days.length) costs.push(...totals(policy.play(seeds, { greedy: true, world })));
  return costs.slice(0, days.length).map((earned) => earned / REWARD);
}

/**
 * Trains for so many updates; rate and entropy end at a tenth of what they begin with. `outlook` is what the policy is shown of a forecast.
 * `costs` are those of the test days with the weights that cost least on the validation days, where `isTested` asks for them. Null
 * where `stopped` says so.
 */
export async function trainPolicy({ learning, validation, test }, options) {
  const { cell, updates, settings, run, isTested, outlook, stopped } = options;
  const { rate, entropy, discount } = settings;
  const from = split(seed(run), cell);
  const engine = await Engine.create();
  try {
    const world = dispatchWorld(drawOneOf(learning), outlook);
    const policy = await RecurrentPolicy.create(engine, world, { cell, units: UNITS }, BATCH, from);
    const started = process.cpuUsage();
    let best = { cost: Number.POSITIVE_INFINITY };
    for (let update = 1; update <= updates; update++) {
      const left = 1 - (0.9 * (update - 1)) / updates;
      const experience = policy.play(Array.from({ length: BATCH }, (_, b) => split(split(from, update), b)));
      policy.learn(experience, { ...LEARN, discount, learningRate: rate * left, entropy: entropy * left });
      if (update % EVERY !== 0 && update !== updates) continue;
      // Signals wait while nothing is awaited.
      await new Promise((resolve) => setImmediate(resolve));
      if (stopped?.()) return null;
      const cost = mean(costsOf(policy, validation, outlook));
      if (cost < best.cost) best = { cost, update, weights: policy.parameters.snapshot() };
    }
    const seconds = process.cpuUsage(started).user / 1e6;
    policy.parameters.restore(best.weights);
    const costs = isTested ? { costs: costsOf(policy, test, outlook) } : {};
    return { run, settings, validation: best.cost, update: best.update, seconds, ...costs };
  } finally {
    engine.close();
  }
}
