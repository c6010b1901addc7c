import { cell, cellData, Engine, type Expression, relu, seed, squareRoot, tanh, writeTensor } from "@gatecast/engine";
import { Network } from "@gatecast/nn";
import { expect, test } from "vitest";
import { airPassengers } from "../data/index.ts";
import { type FitOptions, fit } from "../fit/index.ts";
import { refusalZh } from "../report/words/refusal-zh.ts";
import { checkFirstPass } from "./first-step.ts";

const options = { target: "passengers", horizon: 3, lookback: 12, epochs: 2, units: [5] };

type Step = (z: Expression, h: Expression, c: Expression) => { h: Expression; c: Expression };
const own = (step: Step) =>
  cell({
    ...{ name: "mine", source: "for tests", states: ["h", "c"], gates: { z: "x + h" } },
    step: ({ z }, { h, c }) => step(z, h, c),
  });

/** What fit says of a cell, with a linear path beside it and without. */
async function told(step: Step, more: Partial<FitOptions> = {}): Promise<unknown[]> {
  const ways = [true, false].map((linear_path) => ({ ...options, ...more, linear_path, cell: own(step) }));
  return Promise.all(ways.map((asked) => fit(airPassengers(), asked).catch((error: unknown) => error)));
}

const broken = (what: string | RegExp) => ({
  ...{ kind: "usage", code: "cell_not_finite" },
  details: expect.objectContaining({
    found: typeof what === "string" ? what : expect.stringMatching(what),
    hint: expect.stringMatching(/^No learning rate helps\. Look for a division/),
    option: "--cell",
  }),
});

test("equations that are not finite with weights as they were drawn are named, with the step, and no learning rate is", async () => {
  const cases: readonly (readonly [Step, string | RegExp])[] = [
    // c begins at 0, and h sees the c of the step before.
    [(z, _, c) => ({ h: tanh(z).plus(c), c: tanh(z).over(c) }), /^at step 1 of a window, "c" = -?Infinity$/],
    [(z, _, c) => ({ h: tanh(z).plus(c), c: squareRoot(tanh(z).minus(2)) }), 'at step 1 of a window, "c" = NaN'],
    [(z, h, c) => ({ h: z.plus(c).over(z.times(0)), c: h }), /^at step 1 of a window, "h" = -?Infinity$/],
    // 10⁴² is beyond what 32 bits hold, and not beyond 64.
    [(z, _, c) => ({ h: tanh(z).times(c), c: c.times(1e6).plus(1) }), 'at step 8 of a window, "c" = Infinity'],
  ];
  for (const [step, what] of cases) {
    for (const problem of await told(step)) expect(problem, String(what)).toMatchObject(broken(what));
  }
});

test("weights that learning has brought where forecasts are not finite are the learning rate's", async () => {
  const sgd = { optimizer: "sgd", learning_rate: 10, clip_norm: 0, epochs: 50 } as const;
  for (const problem of await told((z, _, c) => ({ h: relu(z).plus(c), c: tanh(z) }), sgd)) {
    expect(problem).toMatchObject({ code: "training_diverged" });
  }
});

test("what walks back breaks down at the last rows first", async () => {
  const engine = await Engine.create();
  const grows = own((z, _, c) => ({ h: tanh(z).times(c), c: c.times(1e6).plus(relu(z)) }));
  const layer = { kind: "recurrent", cell: "mine", units: 4, output: "last", directions: 2 } as const;
  const sizes = { steps: 12, features: 1, extras: 0, outputs: 1, linearPath: false };
  const network = await Network.create(engine, { ...sizes, layers: [layer], equations: cellData(grows, [4]) }, seed(1));
  // Of zeros the way forward makes nothing, and the way back 1, 10⁶, 10¹² …, eight rows from the end more than 32 bits hold.
  network.parameters.write("layers.0.forward.bias", new Float32Array(4));
  network.parameters.write("layers.0.backward.bias", new Float32Array(4).fill(1));
  network.parameters.write("layers.0.backward.recurrent", new Float32Array(16));
  const made = network.plan(1);
  writeTensor(engine.f32, made.x, new Float32Array(12));
  made.plan.forward();
  expect(() => checkFirstPass(network, made)).toThrow('at step 5 of a window, "c" = Infinity');
  made.plan.close();
  network.close();
  engine.close();
});

test("so are gradients that are not finite while the loss is", async () => {
  // The slope of a root at 0 has no end.
  const step: Step = (z, _, c) => ({ h: tanh(z).plus(c), c: squareRoot(z.minus(z)) });
  for (const problem of await told(step)) expect(problem).toMatchObject(broken("gradients are not finite"));
});

test("neither inputs nor weights that are not finite are the cell's fault, and a built-in one has no equations to be changed", async () => {
  const engine = await Engine.create();
  const layer = { kind: "recurrent", cell: "lstm", units: 4, output: "last", directions: 1 } as const;
  const spec = { steps: 3, features: 1, extras: 2, outputs: 1, layers: [layer], linearPath: false };
  const network = await Network.create(engine, spec, seed(1));
  const { plan, ...tensors } = network.plan(2);
  const passWith = (input: number, weight: number) => {
    network.initialize();
    const name = Object.keys(Network.shapes(spec)).find((one) => /head.*weight/.test(one))!;
    network.parameters.write(name, network.parameters.read(name).fill(weight));
    writeTensor(engine.f32, tensors.x, [1, 2, input, 4, 5, 6]);
    writeTensor(engine.f32, tensors.extras!, [1, 2, 3, 4]);
    plan.forward();
    try {
      checkFirstPass(network, { plan, ...tensors });
      return null;
    } catch (error) {
      return error;
    }
  };
  expect(passWith(3, 0.5)).toBeNull();
  expect(passWith(Number.NaN, 0.5)).toBeNull();
  expect(passWith(3, Number.NaN)).toBeNull();
  expect(passWith(3, 3e38)).toMatchObject({
    ...{ kind: "usage", code: "cell_not_finite" },
    message: 'Cell "lstm" breaks down before anything is learnt: forecasts are Infinity.',
    details: { hint: "No learning rate helps. Give a shorter --lookback, or another --cell." },
  });
  plan.close();
  network.close();
  engine.close();
});

test("it is told in Chinese where a comparison goes on without the cell", async () => {
  for (const what of ["forecasts are NaN", "gradients are not finite", 'at step 3 of a window, "h" = NaN']) {
    const said = refusalZh(`Cell "mine" breaks down before anything is learnt: ${what}.`);
    expect(said).toMatch(/^单元“mine”在学习之前就已失败：.*。$/u);
    expect(said).not.toMatch(/window|forecasts|gradients/);
  }
});
