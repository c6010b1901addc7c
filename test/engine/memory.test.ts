import { compileCell, Engine, ops, Parameters, Plan, recurrent, recurrentShapes, seed } from "@gatecast/engine";
import { CELLS, lstm, Network, OPTIMIZERS, update } from "@gatecast/nn";
import { expect, test } from "vitest";

test("twenty models made and closed one after the other take no more memory than one", async () => {
  const engine = await Engine.create();
  const sizes: number[] = [];
  for (let model = 0; model < 20; model++) {
    const layers = [{ kind: "recurrent", cell: "lstm", units: 33, output: "last", directions: 2 }] as const;
    const spec = { steps: 24, features: 3, extras: 2, outputs: 4, layers, linearPath: true };
    const network = await Network.create(engine, spec, seed(model));
    const plans = [network.plan(32, "mse"), network.plan(7), network.plan(1)];
    for (const { plan } of plans) plan.forward();
    for (const { plan } of plans) plan.close();
    network.close();
    sizes.push(engine.bytes);
  }
  expect(sizes[0]).toBeGreaterThan(65536 * 2);
  expect(new Set(sizes)).toEqual(new Set([sizes[0]]));
});

test("training a thousand steps takes no more memory than one", async () => {
  const engine = await Engine.create();
  const layers = Object.keys(CELLS).map((cell, i, all) => ({
    kind: "recurrent" as const,
    cell,
    units: 5,
    output: i === all.length - 1 ? ("last" as const) : ("sequence" as const),
    directions: 1 as const,
  }));
  const spec = {
    steps: 6,
    features: 2,
    extras: 0,
    outputs: 1,
    layers: [...layers, { kind: "dropout", rate: 0.5 } as const],
    linearPath: true,
  };
  const network = await Network.create(engine, spec, seed(1));
  const { plan } = network.plan(3, "mse");
  const step = () => {
    plan.forward();
    plan.backward();
    network.counter.step++;
    update(network.parameters, OPTIMIZERS.adam, { learningRate: 0.001, step: network.counter.step, clipNorm: 1 });
  };
  step();
  const { bytes } = engine;
  for (let i = 0; i < 1000; i++) step();
  expect(engine.bytes).toBe(bytes);
});

test("a memory that cannot grow says so in MiB, and goes on working", async () => {
  const engine = await Engine.create();
  const { bytes } = engine;
  const before = engine.allocate(1000);
  expect(() => engine.allocate(5 * 2 ** 30)).toThrow(
    expect.objectContaining({
      name: "EngineMemoryError",
      message: "the engine's memory cannot grow to 5121 MiB; a smaller batch, look-back or number of units needs less",
    }),
  );
  const after = engine.allocate(100_000);
  expect(after.address).toBeGreaterThanOrEqual(before.address + before.bytes);
  expect(engine.bytes).toBeLessThan(bytes + 200_000);
});

test("a region is zero when it is handed out, also the second time", async () => {
  const engine = await Engine.create();
  const first = engine.allocate(256);
  engine.i32.fill(-1, first.address / 4, first.address / 4 + 64);
  engine.free(first);
  const second = engine.allocate(256);
  expect(second.address).toBe(first.address);
  expect(engine.i32.slice(second.address / 4, second.address / 4 + 64)).toEqual(new Int32Array(64));
});

test("views taken before the memory grows see nothing, and fresh ones see everything", async () => {
  const engine = await Engine.create();
  const region = engine.allocate(64);
  const stale = engine.f32;
  engine.f64[region.address / 8] = 2.5;
  engine.allocate(10 * 65536);
  expect(stale.length).toBe(0);
  expect(engine.f64[region.address / 8]).toBe(2.5);
  expect(engine.f32.length * 4).toBe(engine.bytes);
  expect(engine.i32.length * 4).toBe(engine.bytes);
});

test("closing parameters or a plan twice gives their memory back once", async () => {
  const engine = await Engine.create();
  const parameters = new Parameters(engine, { w: [4, 4] });
  const plan = new Plan(engine, { training: false });
  ops.tanh(plan, plan.input([8, 8]));
  plan.seal();
  for (let i = 0; i < 2; i++) {
    parameters.close();
    plan.close();
  }
  const [a, b, c] = [engine.allocate(64), engine.allocate(64), engine.allocate(64)];
  expect(new Set([a.address, b.address, c.address]).size).toBe(3);
});

test("a closed engine hands out nothing, and a cell that was not loaded is named", async () => {
  const engine = await Engine.create();
  const cell = compileCell(lstm);
  const plan = new Plan(engine, { training: false });
  const shapes = recurrentShapes(cell, 1, 1);
  const weights = {
    input: plan.input(shapes.input),
    recurrent: plan.input(shapes.recurrent),
    bias: plan.input(shapes.bias),
  };
  expect(() => recurrent(plan, cell, plan.input([1, 1, 1]), weights)).toThrow('internal: cell "lstm" is not loaded');
  engine.close();
  expect(() => engine.allocate(1)).toThrow("internal: the engine is closed");
});
