// What pruning saves: forecasts of a whole LSTM with a share of its recurrent weights at 0, beside the same without.
import { Engine, generator, seed, split, writeTensor } from "@gatecast/engine";
import { Network } from "@gatecast/nn";
import { machineLine } from "../machine.js";
import { digits, table } from "../table.js";
import { timeCore, warmUpTurns } from "../timing.js";

const SIZES = { features: 4, steps: 24, batch: 64 };
const UNITS = [64, 256];
/** Turns of a round: a forecast takes long enough that few of them tell the quickest. */
const TURNS = 10;
const SHARES = [0, 0.5, 0.8, 0.86, 0.88, 0.9, 0.95];

/** A forecast of a batch of windows by one layer, of whose recurrent weights the smallest are 0. */
async function open(engine, units, share) {
  const { features, steps, batch } = SIZES;
  const layers = [{ kind: "recurrent", cell: "lstm", units, output: "last", directions: 1 }];
  const spec = { steps, features, extras: 0, outputs: 1, layers, linearPath: false };
  const network = await Network.create(engine, spec, seed(0));
  for (const name of Network.prunable(spec)) {
    const weights = network.parameters.read(name);
    const threshold = weights.map(Math.abs).sort()[Math.floor(share * weights.length)];
    network.parameters.write(
      name,
      weights.map((weight) => (Math.abs(weight) < threshold ? 0 : weight)),
    );
  }
  const { plan, x } = network.plan(batch);
  const random = generator(split(seed(0), "data"));
  writeTensor(
    engine.f32,
    x,
    Float32Array.from({ length: x.rows * x.width }, () => 2 * random() - 1),
  );
  return () => plan.forward();
}

/** Rows by units and share: the quickest of many short turns, in time of a core. */
export async function measurePruned(rounds, milliseconds) {
  const all = [];
  for (const units of UNITS) {
    for (const share of SHARES) {
      const engine = await Engine.create();
      const work = await open(engine, units, share);
      all.push({ units, share, engine, work, best: Number.POSITIVE_INFINITY });
    }
  }
  for (const one of all) one.calls = warmUpTurns(one.work, milliseconds / TURNS);
  for (let turn = 0; turn < TURNS * rounds; turn++) {
    for (const one of all) one.best = Math.min(one.best, timeCore(one.work, one.calls, turn));
  }
  return all.map(({ units, share, engine, best }) => {
    engine.close();
    const dense = all.find((other) => other.units === units && other.share === 0).best;
    return { pruned: share, units, predict_ms: best, times_as_fast: dense / best };
  });
}

const WORDS = {
  en: {
    end: ".",
    head: ["pruned", "fours left", ...UNITS.flatMap((units) => [`${units} units, ms`, "times as fast"])],
    sizes: ({ features, steps, batch }, rounds) =>
      `${batch} windows of ${steps} rows and ${features} columns, one LSTM layer, one thread; the quickest of ${TURNS * rounds} short turns through all of them. Fours are rows of four neighbouring weights, left where not all of them are 0.`,
  },
  zh: {
    end: "。",
    head: ["剪去", "剩下的四元组", ...UNITS.flatMap((units) => [`${units} 个单元，ms`, "倍数"])],
    sizes: ({ features, steps, batch }, rounds) =>
      `${batch} 个窗口，每个 ${steps} 行 ${features} 列，单层 LSTM，单线程；全部轮流测 ${TURNS * rounds} 次，取最快的一次。四元组是一行中相邻的四个权重，只要不全为零就留下。`,
  },
};

export function prunedTable(rows, lang) {
  const percent = (share) => `${Math.round(100 * share)} %`;
  return table(
    WORDS[lang].head,
    SHARES.map((share) => {
      const own = rows.filter(({ pruned }) => pruned === share);
      return [
        ...[percent(share), percent(1 - share ** 4)],
        ...own.flatMap(({ predict_ms, times_as_fast }) => [digits(predict_ms), times_as_fast.toFixed(2)]),
      ];
    }),
  );
}

/** The table with what it was measured on. */
export const prunedPage = (rows, rounds, facts, lang) =>
  `${machineLine(facts, lang)}${WORDS[lang].end}\n\n${WORDS[lang].sizes(SIZES, rounds)}\n\n${prunedTable(rows, lang)}`;
