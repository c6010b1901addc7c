import { Engine, EngineThreadError, generator, type LossName, seed, split, writeTensor } from "@gatecast/engine";
import { startNodeWorker } from "@gatecast/engine/node";
import { FAMILY, type LayerSpec, Network, OPTIMIZERS, update } from "@gatecast/nn";
import { expect, test, vi } from "vitest";
import { bitsOf } from "../support/ulp.ts";

const recurrent = (cell: string, units: number, output: "last" | "sequence", directions: 1 | 2 = 1): LayerSpec => ({
  kind: "recurrent",
  cell,
  units,
  output,
  directions,
});

interface Case {
  readonly name: string;
  readonly B: number;
  readonly T: number;
  readonly F: number;
  readonly layers: readonly LayerSpec[];
  readonly loss?: LossName;
}

const CASES: readonly Case[] = [
  {
    name: "two layers, an odd batch",
    B: 33,
    T: 7,
    F: 3,
    layers: [recurrent("lstm", 10, "sequence"), recurrent("lstm", 9, "last")],
  },
  { name: "a batch of one", B: 1, T: 12, F: 2, layers: [recurrent("lstm", 20, "last")] },
  { name: "fewer rows than threads", B: 2, T: 3, F: 1, layers: [recurrent("gru", 6, "last")] },
  { name: "many blocks", B: 301, T: 2, F: 130, layers: [recurrent("lstm", 4, "last")] },
  {
    name: "a cell of two stages, both ways",
    B: 40,
    T: 5,
    F: 4,
    layers: [recurrent("gru-reset-before", 13, "last", 2)],
  },
  {
    name: "dropout and dense layers",
    B: 50,
    T: 6,
    F: 5,
    layers: [
      recurrent("lstm", 16, "sequence"),
      { kind: "dropout", rate: 0.3 },
      recurrent("gru", 12, "last"),
      { kind: "dense", units: 11, activation: "sigmoid" },
    ],
    loss: "huber",
  },
  ...Object.values(FAMILY).map(({ name }) => ({
    name: `${name}, an odd batch`,
    B: 37,
    T: 7,
    F: 3,
    layers: [recurrent(name, 10, "last")],
  })),
];

/** Weights and output after five steps on so many threads. */
async function trained({ B, T, F, layers, loss = "mse" }: Case, threads: number) {
  const engine = await Engine.create({ threads, startWorker: startNodeWorker, use: "always" });
  expect([engine.threads, engine.threadsMissing]).toEqual([threads, null]);
  const spec = { steps: T, features: F, extras: 2, outputs: 3, layers, linearPath: true };
  const network = await Network.create(engine, spec, seed(3));
  const training = network.plan(B, loss);
  const random = generator(split(seed(5), "data"));
  for (let step = 1; step <= 5; step++) {
    for (const tensor of [training.x, training.extras!, training.target!]) {
      writeTensor(
        engine.f32,
        tensor,
        Float32Array.from({ length: tensor.rows * tensor.width }, () => 2 * random() - 1),
      );
    }
    training.plan.forward();
    training.plan.backward();
    network.counter.step = step;
    update(network.parameters, OPTIMIZERS.adam, { learningRate: 0.01, step, clipNorm: 1 });
  }
  // A plan made later makes the memory grow while threads hold views of it.
  const prediction = network.plan(400 + B);
  prediction.plan.forward();
  const { address, floats } = prediction.output;
  const result = {
    weights: bitsOf(network.parameters.snapshot()),
    output: bitsOf(engine.f32.slice(address / 4, address / 4 + floats)),
    loss: training.loss!.value,
  };
  engine.close();
  return result;
}

for (const row of CASES) {
  test(`${row.name}: one, two and three threads give the same bits`, async () => {
    const one = await trained(row, 1);
    expect(one.loss).toBeGreaterThan(0);
    for (const threads of [2, 3]) expect(await trained(row, threads), `${threads} threads`).toEqual(one);
  });
}

test("what is faster is found out while it runs, and changes no bit", async () => {
  const losses = async (threads: number) => {
    const engine = await Engine.create({ threads, startWorker: startNodeWorker });
    const spec = { steps: 4, features: 2, extras: 0, outputs: 1, layers: CASES[0]!.layers, linearPath: false };
    const network = await Network.create(engine, spec, seed(1));
    const { plan, x, target, loss } = network.plan(64, "mse");
    writeTensor(engine.f32, x, new Float32Array(64 * 4 * 2).fill(0.5));
    writeTensor(engine.f32, target!, new Float32Array(64).fill(1));
    const seen = Array.from({ length: 20 }, (_, i) => {
      plan.forward();
      plan.backward();
      update(network.parameters, OPTIMIZERS.adam, { learningRate: 0.01, step: i + 1, clipNorm: 0 });
      return loss!.value;
    });
    const alone = plan.threads;
    engine.close();
    return { seen, alone };
  };
  const [one, two] = [await losses(1), await losses(2)];
  expect(two.seen).toEqual(one.seen);
  expect(one.alone).toEqual({ forward: 1, backward: 1, gradients: 1 });
  for (const count of Object.values(two.alone)) expect([1, 2]).toContain(count);
});

test("without a way to start threads there is one, and the engine says why", async () => {
  const engine = await Engine.create({ threads: 4 });
  expect([engine.threads, engine.threadsMissing]).toEqual([1, "no way to start one is given"]);
  engine.close();
});

test("where a shared memory cannot be reserved there is one thread, and the engine says why", async () => {
  const { Memory } = WebAssembly;
  WebAssembly.Memory = class extends Memory {
    constructor(options: WebAssembly.MemoryDescriptor) {
      if (options.shared === true) throw new RangeError("could not allocate memory");
      super(options);
    }
  };
  const engine = await Engine.create({ threads: 2, startWorker: startNodeWorker, use: "always" }).finally(() => {
    WebAssembly.Memory = Memory;
  });
  expect([engine.threads, engine.threadsMissing]).toEqual([1, "a shared memory cannot be reserved here"]);
  engine.close();
});

test("threads that cannot start are fewer threads, with the reason", async () => {
  let asked = 0;
  const engine = await Engine.create({
    threads: 3,
    startWorker(onReady, onEnd) {
      asked++;
      if (asked === 1) return startNodeWorker(onReady, onEnd);
      throw new Error("no room");
    },
    use: "always",
  });
  expect([engine.threads, engine.threadsMissing]).toEqual([2, "Error: no room"]);
  engine.close();
});

test("a thread of which nothing is heard is done without after ten seconds, and takes no part where it comes after all", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  try {
    let comeAfterAll = () => {};
    let isAsked = false;
    let isReady = false;
    let stopped = 0;
    let ended = "";
    const made = Engine.create({
      threads: 3,
      startWorker(onReady, onEnd) {
        if (!isAsked) {
          isAsked = true;
          return startNodeWorker(() => {
            isReady = true;
            onReady();
          }, onEnd);
        }
        // It starts, hears of nothing for long, and cannot be stopped.
        const late = startNodeWorker(onReady, (reason) => {
          ended = reason;
          onEnd(reason);
        });
        return {
          post: (hello) => {
            comeAfterAll = () => late.post(hello);
          },
          stop: () => stopped++,
        };
      },
      use: "always",
    });
    while (!isReady) await turn();
    let isMade = false;
    void made.then(() => {
      isMade = true;
    });
    await vi.advanceTimersByTimeAsync(9_999);
    expect(isMade).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    const engine = await made;
    expect([engine.threads, engine.threadsMissing]).toEqual([2, "it did not start within 10 seconds"]);
    expect(stopped).toBe(1);
    comeAfterAll();
    while (ended === "") await turn();
    expect(ended).toBe("it stopped with code 0");
    const network = await Network.create(
      engine,
      { steps: 3, features: 2, extras: 0, outputs: 1, layers: [recurrent("lstm", 8, "last")], linearPath: false },
      seed(1),
    );
    const { plan } = network.plan(32);
    plan.forward();
    plan.forward();
    expect(engine.threads).toBe(2);
    engine.close();
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test("an engine that is closed while its threads start waits for none of them", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    const silent = { post: () => {}, stop: () => {} };
    const engine = await Engine.create({ threads: 2, startWorker: () => silent });
    const settled = engine.settled();
    expect(vi.getTimerCount()).toBe(1);
    engine.close();
    await settled;
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test("a thread that ends fails the next step with a clear error, and nothing hangs", async () => {
  let stop = () => {};
  const ended = new Promise<void>((resolve) => {
    const start: typeof startNodeWorker = (onReady, onEnd) => {
      const started = startNodeWorker(onReady, (reason) => {
        onEnd(reason);
        resolve();
      });
      stop = started.stop;
      return started;
    };
    options.startWorker = start;
  });
  const engine = await Engine.create(options);
  const network = await Network.create(
    engine,
    { steps: 3, features: 2, extras: 0, outputs: 1, layers: [recurrent("lstm", 8, "last")], linearPath: false },
    seed(1),
  );
  const { plan } = network.plan(32);
  plan.forward();
  stop();
  await ended;
  expect(() => plan.forward()).toThrow(EngineThreadError);
  expect(() => plan.forward()).toThrow("a thread of the engine ended: it stopped with code 1");
  engine.close();
});
const options: { threads: number; startWorker: typeof startNodeWorker; use: "always" } = {
  threads: 2,
  startWorker: startNodeWorker,
  use: "always",
};

test("a thread that stops in the middle of a step is given up after a while", async () => {
  let stop = () => {};
  const engine = await Engine.create({
    threads: 2,
    startWorker(onReady, onEnd) {
      const started = startNodeWorker(onReady, onEnd);
      stop = started.stop;
      return started;
    },
    use: "always",
  });
  const network = await Network.create(
    engine,
    { steps: 3, features: 2, extras: 0, outputs: 1, layers: [recurrent("lstm", 8, "last")], linearPath: false },
    seed(1),
  );
  const { plan } = network.plan(32);
  plan.forward();
  // The end of the thread is not heard of before the next turn of the event loop, which the step does not leave.
  stop();
  const gone = Date.now() + 200;
  while (Date.now() < gone);
  expect(() => plan.forward()).toThrow("it has not answered for 10 seconds");
  engine.close();
}, 30_000);
