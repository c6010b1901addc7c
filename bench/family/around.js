// What is put around cells, around LSTMs at the size of the family: time of a training step beside that of one plain layer.
import { Engine } from "@gatecast/engine";
import { WRAPPERS } from "@gatecast/nn";
import { machineLine } from "../machine.js";
import { digits, table } from "../table.js";
import { timeCore, warmUpTurns } from "../timing.js";
import { layerOf, open, SIZES, TURNS } from "./measure.js";

/** Pruning trains with all weights, and is left out. */
const TIMED = Object.values(WRAPPERS).filter(({ name }) => name !== "sparse");

const layersIn = ({ layers }) =>
  layers.map((layer, i) => ({
    ...layer,
    units: SIZES.units,
    output: i === layers.length - 1 ? "last" : "sequence",
  }));

/** Rows by name, the plain layer first: the quickest of many short turns, in time of a core. */
export async function measureAround(rounds, milliseconds) {
  const all = [];
  const asked = [["lstm", [layerOf("lstm")]], ...TIMED.map((wrapper) => [wrapper.name, layersIn(wrapper)])];
  for (const [name, layers] of asked) {
    const engine = await Engine.create();
    all.push({
      name,
      layers: layers.length,
      engine,
      train: await open(layers, engine),
      best: Number.POSITIVE_INFINITY,
    });
  }
  for (const one of all) one.calls = warmUpTurns(one.train, milliseconds / TURNS);
  for (let turn = 0; turn < TURNS * rounds; turn++) {
    for (const one of all) one.best = Math.min(one.best, timeCore(one.train, one.calls, turn));
  }
  return all.map(({ name, layers, engine, best }) => {
    engine.close();
    return { around: name, layers, train_ms: best, beside_lstm: best / all[0].best };
  });
}

const WORDS = {
  en: { end: ".", head: ["", "LSTM layers", "training step, ms", "one plain layer = 1"] },
  zh: { end: "。", head: ["", "LSTM 层数", "训练一步，ms", "普通的一层 = 1"] },
};

export function aroundTable(rows, lang) {
  return table(
    WORDS[lang].head,
    rows.map(({ around, layers, train_ms, beside_lstm }) => [
      ...[around, String(layers), digits(train_ms), digits(beside_lstm)],
    ]),
  );
}

/** The table with what it was measured on. */
export const aroundPage = (rows, facts, lang) =>
  `${machineLine(facts, lang)}${WORDS[lang].end}\n\n${aroundTable(rows, lang)}`;
