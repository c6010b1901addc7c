import { Engine, Parameters, readTensor, writeTensor } from "@gatecast/engine";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { largestError } from "../../../../test/support/largest-error.ts";
import { OPTIMIZERS, type OptimizerName, update } from "./optimizer.ts";

const NAMES = Object.keys(OPTIMIZERS) as OptimizerName[];

async function weights(values: ArrayLike<number>) {
  const engine = await Engine.create();
  const parameters = new Parameters(engine, { w: [values.length] });
  parameters.write("w", values);
  const { gradient } = parameters.get("w");
  const setGradient = (g: ArrayLike<number>) => writeTensor(engine.f32, gradient, g);
  return { engine, parameters, setGradient, read: () => parameters.read("w") };
}

/** Slopes of functions whose floor is known: a round bowl, a long valley, and one far from the start. */
const TARGETS: Readonly<Record<string, { floor: readonly number[]; slope: (w: number, i: number) => number }>> = {
  bowl: { floor: [0.5, -0.25, 0.125], slope: (w, i) => 2 * (w - [0.5, -0.25, 0.125][i]!) },
  valley: { floor: [1, 1, 1], slope: (w, i) => [0.2, 2, 6][i]! * (w - 1) },
};

for (const name of NAMES) {
  for (const [shape, { floor, slope }] of Object.entries(TARGETS)) {
    test(`${name} reaches the floor of the ${shape}`, async () => {
      const { parameters, setGradient, read } = await weights([0, 0, 0]);
      const optimizer = name === "adamw" ? { ...OPTIMIZERS.adamw, weightDecay: 0 } : OPTIMIZERS[name];
      for (let step = 1; step <= 800; step++) {
        setGradient(read().map(slope));
        // A falling rate, so that rules that step by signs come to rest.
        update(parameters, optimizer, { learningRate: 0.03 * (1 - step / 801), step, clipNorm: 0 });
      }
      expect(largestError(read(), floor)).toBeLessThan(1e-3);
    });
  }
}

/** PyTorch's formula for one weight: its first steps, with everything that `update` adds to the kernels. */
function exactWeights(name: OptimizerName, w: number, gradients: readonly number[], rate: number): number[] {
  let [first, second, now] = [0, 0, w];
  return gradients.map((g, i) => {
    if (name === "sgd") {
      first = 0.9 * first + g;
      now -= rate * first;
    } else if (name === "rmsprop") {
      second = 0.99 * second + 0.01 * g * g;
      now -= (rate * g) / (Math.sqrt(second) + 1e-8);
    } else {
      first = 0.9 * first + 0.1 * g;
      second = 0.999 * second + 0.001 * g * g;
      if (name === "adamw") now -= rate * 0.01 * now;
      now -= (rate * (first / (1 - 0.9 ** (i + 1)))) / (Math.sqrt(second / (1 - 0.999 ** (i + 1))) + 1e-8);
    }
    return now;
  });
}

for (const name of NAMES) {
  test(`${name} takes PyTorch's first steps`, async () => {
    const { parameters, setGradient, read } = await weights([1.5]);
    const gradients = [0.3, -2, 0.01, 0.5, -0.5];
    const exact = exactWeights(name, 1.5, gradients, 0.07);
    gradients.forEach((gradient, i) => {
      setGradient([gradient]);
      update(parameters, OPTIMIZERS[name], { learningRate: 0.07, step: i + 1, clipNorm: 0 });
      expect(Math.abs(read()[0]! - exact[i]!), `step ${i + 1}`).toBeLessThan(1e-6);
    });
  });
}

test("AdamW shrinks a weight that has no gradient, Adam leaves it", async () => {
  for (const [name, expected] of [
    ["adam", 2],
    ["adamw", 2 * (1 - 0.1 * 0.01)],
  ] as const) {
    const { parameters, setGradient, read } = await weights([2, 2]);
    setGradient([0, 0]);
    update(parameters, OPTIMIZERS[name], { learningRate: 0.1, step: 1, clipNorm: 0 });
    expect(read()[0], name).toBe(Math.fround(expected));
  }
});

test("clipping scales the whole gradient to the norm, and only a longer one", async () => {
  const rule = { kind: "sgd", momentum: 0 } as const;
  for (const [clipNorm, length] of [
    [0, 5],
    [10, 5],
    [1, 1],
    [0.01, 0.01],
  ] as const) {
    const { parameters, setGradient, read } = await weights([0, 0]);
    setGradient([3, -4]);
    expect(update(parameters, rule, { learningRate: 1, step: 1, clipNorm })).toBe(5);
    expect(largestError(read(), [-0.6 * length, 0.8 * length]), `clip ${clipNorm}`).toBeLessThan(1e-6);
  }
});

test("a gradient that is not finite changes nothing, and is reported", async () => {
  for (const name of NAMES) {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const { parameters, setGradient, read } = await weights([1, 2, 3]);
      const before = parameters.snapshot();
      setGradient([0, bad, 0]);
      const norm = update(parameters, OPTIMIZERS[name], { learningRate: 0.1, step: 1, clipNorm: 1 });
      expect(Number.isFinite(norm), `${name}, ${bad}`).toBe(false);
      expect(parameters.snapshot()).toEqual(before);
      expect([...read()]).toEqual([1, 2, 3]);
    }
  }
});

test("a restored snapshot goes on to the same bits", async () => {
  for (const name of NAMES) {
    const { engine, parameters, setGradient, read } = await weights(draws(7, "w"));
    const step = (number: number) => {
      setGradient(draws(7, `g ${number}`));
      update(parameters, OPTIMIZERS[name], { learningRate: 0.05, step: number, clipNorm: 1 });
    };
    for (let i = 1; i <= 3; i++) step(i);
    const kept = parameters.snapshot();
    for (let i = 4; i <= 6; i++) step(i);
    const end = read();
    parameters.restore(kept);
    expect(read(), name).not.toEqual(end);
    for (let i = 4; i <= 6; i++) step(i);
    expect(read(), name).toEqual(end);
    expect(readTensor(engine.f32, parameters.get("w").value)).toEqual(end);
  }
});
