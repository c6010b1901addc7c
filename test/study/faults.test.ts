import { cell, type Engine, type Parameters, sigmoid, tanh } from "@gatecast/engine";
import { FAMILY, lstm, type Member, memberOf } from "@gatecast/nn";
import { expect, test } from "vitest";
import { ownedBy, type RunOptions, TASKS, trainOnce, within } from "./study.ts";

// Learning makes up for much: a gate that is called by another's name, or a sign that weights can turn, is learnt around and
// found by the textbook's equations instead. Here stand faults that no weights make good.

/** The LSTM's own test of a task, with something wrong in it. */
async function withFault(task: string, member: Member, afterBackward?: RunOptions["afterBackward"]): Promise<number> {
  const { quick } = ownedBy("lstm");
  const options = { rate: 0.01, run: 1, ...(afterBackward === undefined ? {} : { afterBackward }) };
  const { miss, solved } = await trainOnce(member, within(task, quick[task] ?? 300), options);
  expect(solved).toBe(false);
  return miss;
}

const GATES = { i: "x + h", f: "x + h", g: "x + h", o: "x + h" };
const { source } = lstm;

test("an LSTM that does not keep its memory fails at embedded strings", async () => {
  const forgetful = cell({
    ...{ name: "forgetful", source, states: ["h"], gates: { i: "x + h", g: "x + h", o: "x + h" } },
    step: ({ i, g, o }) => ({ h: sigmoid(o).times(tanh(sigmoid(i).times(tanh(g)))) }),
  });
  expect(await withFault("reber", memberOf(forgetful))).toBeGreaterThan(0.2);
});

test("an LSTM whose memory changes its sign at every step fails at embedded strings", async () => {
  const turning = cell({
    ...{ name: "turning", source, states: ["h", "c"], gates: GATES },
    step: ({ i, f, g, o }, { c }) => {
      const next = sigmoid(i).times(tanh(g)).minus(sigmoid(f).times(c));
      return { h: sigmoid(o).times(tanh(next)), c: next };
    },
  });
  expect(await withFault("reber", memberOf(turning))).toBeGreaterThan(0.2);
});

test("an LSTM that shows what it had to show a step before fails at the latch", async () => {
  const late = cell({
    ...{ name: "late", source, states: ["h", "c", "due"], gates: GATES },
    step: ({ i, f, g, o }, { c, due }) => {
      const next = sigmoid(f)
        .times(c)
        .plus(sigmoid(i).times(tanh(g)));
      return { h: due, c: next, due: sigmoid(o).times(tanh(next)) };
    },
  });
  expect(await withFault("latch", memberOf(late))).toBeGreaterThan(0.03);
});

/** Multiplies the gradient of some weights. */
const scaled = (name: string, factor: number) => (parameters: Parameters, engine: Engine) => {
  const { address, floats } = parameters.get(name).gradient;
  engine.kernels.scale(address, address, factor, floats, 0);
};

test("without the gradient of its recurrent weights an LSTM fails at parity", async () => {
  expect(await withFault("parity-40", memberOf(lstm), scaled("layers.0.recurrent", 0))).toBeGreaterThan(0.2);
});

test("with a gradient of the wrong sign an LSTM fails at the adding problem", async () => {
  for (const weights of ["layers.0.input", "layers.0.recurrent"]) {
    expect(await withFault("adding-30", memberOf(lstm), scaled(weights, -1)), weights).toBeGreaterThan(0.2);
  }
});

test("without the edges of its graph no node hears news from another", async () => {
  const alone = { ...TASKS["relay-8"]!, graph: Array.from({ length: 8 }, () => Array<number>(8).fill(0)) };
  for (const name of ["t-gcn", "gc-lstm"]) {
    const updates = ownedBy(name).quick["relay-8"]!;
    const { miss } = await trainOnce(FAMILY[name]!, { ...alone, updates }, { rate: 0.01, run: 1 });
    expect(miss, name).toBeGreaterThan(0.5);
  }
});

test("who hears of a context behind the recurrent layer alone cannot use it to choose", async () => {
  const updates = ownedBy("context-aware").quick["channels-4"]!;
  const { miss } = await trainOnce(FAMILY.lstm!, within("channels-4", updates), { rate: 0.01, run: 1 });
  expect(miss).toBeGreaterThan(0.5);
});
