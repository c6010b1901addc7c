import { readTensor, writeTensor } from "@gatecast/engine";
import { FAMILY } from "@gatecast/nn";
import { expect, test } from "vitest";
import { batchOf, type Model, type RunOptions, type Task, type TaskWindow, trainOnce, within } from "./study.ts";

// A right answer may be come by in many ways: here is looked at how.

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The share that DA-RNN's first attention gives to the driver that counts, on average over windows, step by step. */
function sharesOfRelevant({ engine, plan: record }: Model, task: Task, windows: readonly TaskWindow[]): number[] {
  const [B, T, told] = [windows.length, task.steps, task.steps - windows[0]!.relevant!.length];
  const { plan, x, shown } = record(B, T, { training: false });
  writeTensor(engine.f32, x, batchOf(windows, "x", task.features));
  plan.forward();
  const steps = shown.get("layers.0.drivers")!.slice(told);
  return steps.map((tensor, t) => {
    const shares = readTensor(engine.f32, tensor);
    return mean(windows.map(({ relevant }, b) => shares[b * (task.features - 1) + relevant![t]!]!));
  });
}

async function drivers(afterBackward?: RunOptions["afterBackward"]) {
  const task = within("drivers-6", afterBackward === undefined ? 1300 : 700);
  let shares: number[] = [];
  const look = (model: Model, windows: readonly TaskWindow[]) => {
    shares = sharesOfRelevant(model, task, windows);
  };
  const spoilt = afterBackward === undefined ? {} : { afterBackward };
  return { ...(await trainOnce(FAMILY["da-rnn"]!, task, { rate: 0.01, run: 1, look, ...spoilt })), shares };
}

test("DA-RNN's first attention finds the driver that counts among six, at every step, and changes with it", {
  timeout: 120_000,
}, async () => {
  const { solved, miss, shares } = await drivers();
  expect(solved, `misses by ${miss}`).toBe(true);
  // 1/6 each where nothing is chosen.
  expect(Math.min(...shares)).toBeGreaterThan(0.6);
  expect(mean(shares)).toBeGreaterThan(0.75);
});

test("an input attention that does not hear what the encoder knows cannot follow the drivers", {
  timeout: 120_000,
}, async () => {
  const { miss, shares } = await drivers((parameters) => {
    const name = "layers.0.input-attention.query";
    parameters.write(name, new Float32Array(parameters.read(name).length));
  });
  expect(miss).toBeGreaterThan(0.2);
  // Three drivers count in turn: without a look at the time each can have a third.
  expect(mean(shares)).toBeLessThan(0.55);
});

// Of five seeds three fire at every blank, the first of them nowhere else; two solve the task with boundaries elsewhere.
test("HM-LSTM finds the ends of words, which nobody tells it, and its upper level moves there", {
  timeout: 120_000,
}, async () => {
  const task = within("words-80", 700);
  const fired = { blank: Number.NaN, sign: Number.NaN };
  const look = ({ engine, plan: record }: Model, all: readonly TaskWindow[]) => {
    const windows = all.slice(0, 24);
    const [T, B] = [task.steps, windows.length];
    const x = batchOf(windows, "x", task.features);
    const { plan, x: input, told } = record(B, T, { training: false });
    writeTensor(engine.f32, input, x);
    plan.forward();
    const { states } = told[0]!.read((tensor) => Float64Array.from(readTensor(engine.f32, tensor)));
    const units = states.get("z1")!.length / (T * B);
    const rows = Array.from({ length: T * B }, (_, row) => row);
    const rate = (blank: number) =>
      mean(rows.filter((row) => x[2 * row + 1] === blank).map((row) => states.get("z1")![row * units]!));
    Object.assign(fired, { blank: rate(1), sign: rate(0) });
  };
  const { solved, miss } = await trainOnce(FAMILY["hierarchical-multiscale"]!, task, { rate: 0.01, run: 1, look });
  expect(solved, `misses by ${miss}`).toBe(true);
  expect(fired.blank).toBeGreaterThan(0.9);
  expect(fired.sign).toBeLessThan(0.2);
});
