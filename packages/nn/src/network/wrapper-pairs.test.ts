import {
  type CompiledCell,
  compileCell,
  Engine,
  heldMask,
  maskedCell,
  Plan,
  readTensor,
  seed,
  split,
  traceSequence,
  writeTensor,
} from "@gatecast/engine";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { largestError } from "../../../../test/support/largest-error.ts";
import { bitsOf } from "../../../../test/support/ulp.ts";
import { linearReference } from "../../../engine/src/ops/linear.ts";
import { CELLS } from "../cells/index.ts";
import { isMostlyZero } from "../layers/mostly-zero.ts";
import { Network, type NetworkSpec } from "./network.ts";
import { type RecurrentSpec, WRAPPERS } from "./wrappers.ts";

const [T, B, H, O] = [5, 3, 4, 2];
/** Inputs as wide as the layers, which are given as they are, and others, which are mapped; with and without extras. */
const WIDTHS = [
  { features: H, extras: 2 },
  { features: H - 1, extras: 0 },
];
/** What masks are drawn with: their rate, their seed, and the how-manieth step of a training it is. */
const [RATE, START, STEP] = [0.5, seed(6), 3] as const;
const names = Object.keys(WRAPPERS);
const PAIRS = names.flatMap((one, i) => names.slice(i + 1).map((other) => [one, other] as const));

/** As many layers as the deeper of two wrappers has, each with what both put around it. */
function layersOf(cell: string, pair: readonly string[]): RecurrentSpec[] {
  const both = pair.map((name) => WRAPPERS[name]!.layers);
  const depth = Math.max(...both.map((layers) => layers.length));
  return Array.from({ length: depth }, (_, i) => {
    const [a, b] = both.map((layers) => layers[Math.min(i, layers.length - 1)]!) as [RecurrentSpec, RecurrentSpec];
    return {
      ...{ ...a, ...b, cell, units: H, output: i === depth - 1 ? "last" : "sequence" },
      directions: a.directions === 2 ? 2 : b.directions,
      ...(pair.includes("variational") ? { variational: RATE } : {}),
    };
  });
}

type Read = (weight: string) => ArrayLike<number>;
/** One window's factors, `[B, width]`, of what a layer leaves out of its input, and a side of it of its state; null where nothing is. */
type Masks = (layer: number, of: string, part: "input" | "state", width: number) => Float32Array | null;

interface Inputs {
  readonly x: ArrayLike<number>;
  readonly extras: ArrayLike<number>;
}

const sidesOf = (i: number, { directions }: RecurrentSpec) =>
  directions === 2 ? [`layers.${i}.forward`, `layers.${i}.backward`] : [`layers.${i}`];

/** What sides say, beside each other in every row: `[rows, H]` each. */
const beside = (sides: readonly ArrayLike<number>[], rows: number) =>
  Float64Array.from(
    Array.from({ length: rows }, (_, row) =>
      sides.flatMap((said) => Array.from(said).slice(row * H, (row + 1) * H)),
    ).flat(),
  );

/** A network of layers that follow each other, in float64. */
function reference(spec: NetworkSpec, compiled: CompiledCell, read: Read, masks: Masks, { x, extras }: Inputs) {
  let input: ArrayLike<number> = x;
  let width = spec.features;
  let memories: readonly Float64Array[] = [];
  for (const [i, layer] of (spec.layers as readonly RecurrentSpec[]).entries()) {
    const sides = sidesOf(i, layer);
    const walks = sides.map((side, s) => {
      const left = masks(i, `layers.${i}`, "input", width);
      const seen = Float64Array.from(input, (value, at) => value * (left?.[at % (B * width)] ?? 1));
      const mapped = (given: string, of: ArrayLike<number>) =>
        linearReference(of, read(`${side}.given.${given}.weight`), read(`${side}.given.${given}.bias`));
      const given = CELLS[layer.cell]!.given.map((name) => {
        if (name === "memory") return memories.length === sides.length ? memories[s]! : mapped(name, seen);
        if (name === "context" && spec.extras > 0) return mapped(name, extras);
        return name === "input" && width === H ? seen : mapped(name, seen);
      });
      const held = masks(i, side, "state", H);
      const weights = {
        input: read(`${side}.input`),
        recurrent: read(`${side}.recurrent`),
        bias: read(`${side}.bias`),
      };
      const { states } = traceSequence(
        compiled,
        compiled.cell.vectors.length > 0 ? { ...weights, vectors: read(`${side}.vectors`) } : weights,
        seen,
        { T, B, F: width, H },
        {
          given: held === null || compiled.cell.given.length === given.length ? given : [...given, held],
          ...{ reverse: s === 1, dilation: layer.dilation ?? 1 },
        },
      );
      return compiled.cell.states.map((state) => states.get(state)!);
    });
    const isLast = layer.output === "last";
    const rows = isLast ? B : T * B;
    const end = (said: Float64Array, s: number) => (s === 1 ? said.slice(0, B * H) : said.slice(-B * H));
    let said = beside(
      walks.map(([h], s) => (isLast ? end(h!, s) : h!)),
      rows,
    );
    if (layer.residual === true) {
      const own = Array.from(input).slice(-rows * width);
      const weight = `layers.${i}.residual.weight`;
      const past =
        width === H * sides.length ? own : linearReference(own, read(weight), read(`layers.${i}.residual.bias`));
      said = said.map((value, at) => value + past[at]!);
    }
    memories = walks.map((states) => states.at(-1)!);
    [input, width] = [said, H * sides.length];
  }
  const last = Array.from({ length: B }, (_, b) => [
    ...Array.from(input).slice(b * width, (b + 1) * width),
    ...Array.from(extras).slice(b * spec.extras, (b + 1) * spec.extras),
  ]);
  return linearReference(last.flat(), read("head.weight"), read("head.bias"));
}

/** The factors that a network draws. */
function masksOf(engine: Engine): Masks {
  const drawn = new Map<string, Float32Array>();
  return (layer, of, part, width) => {
    const known = drawn.get(of + part);
    if (known !== undefined) return known;
    const own = split(split(split(START, "dropout"), layer), of);
    const plan = new Plan(engine, { training: false });
    const mask = heldMask(plan, [B, width], RATE, split(own, part), { step: STEP });
    plan.seal();
    plan.forward();
    const factors = readTensor(engine.f32, mask);
    plan.close();
    drawn.set(of + part, factors);
    return factors;
  };
}

/** Gives every weight a value, the biases too; those that go from step to step so few, where they are thinned, that zeros are left out. */
function write({ parameters }: Network, isThinned: boolean): void {
  for (const { name, value } of parameters.all) {
    const whole = draws(value.rows * value.width, name).map((weight) => weight / 2);
    const few = isThinned && whole.length > 0 && name.endsWith(".recurrent");
    const written = few ? whole.map((weight, i) => (i % 25 === 0 ? weight : 0)) : whole;
    if (few) expect(isMostlyZero(written, H, B)).toBe(true);
    parameters.write(name, written);
  }
}

for (const own of Object.values(CELLS).filter(({ name, given }) => given.length > 0 || name === "lstm")) {
  test(`${own.name}: within any two wrappers it says and learns what its equations do`, async () => {
    const engine = await Engine.create();
    for (const [pair, width] of PAIRS.flatMap((pair) => WIDTHS.map((width) => [pair, width] as const))) {
      const about = `${pair.join(" and ")}, ${width.features} columns`;
      const isMasked = pair.includes("variational");
      const compiled = compileCell(isMasked ? maskedCell(own).cell : own);
      const spec = { steps: T, ...width, outputs: O, layers: layersOf(own.name, pair), linearPath: false };
      const network = await Network.create(engine, spec, START, { initialize: false });
      const { parameters, counter, sampling } = network;
      write(network, pair.includes("sparse"));
      counter.step = STEP;
      sampling.step = STEP;
      const given = { x: draws(T * B * width.features, "x"), extras: draws(B * width.extras, "extras") };
      const target = draws(B * O, "target");
      const plans = [network.plan(B, "mse"), network.plan(B, undefined, "sample")] as const;
      const [said, sampled] = plans.map((made) => {
        writeTensor(engine.f32, made.x, given.x);
        if (made.extras !== null) writeTensor(engine.f32, made.extras, given.extras);
        if (made.target !== null) writeTensor(engine.f32, made.target, target);
        made.plan.forward();
        return readTensor(engine.f32, made.output);
      });
      const masks = isMasked ? masksOf(engine) : () => null;
      const answer = (read: Read) => reference(spec, compiled, read, masks, given);
      const expected = answer((name) => parameters.read(name));
      expect(largestError(said!, expected), about).toBeLessThan(2e-6);
      expect(bitsOf(sampled!), about).toEqual(bitsOf(said!));

      // The slope in one direction, along which every weight changes.
      plans[0].plan.backward();
      const along = (name: string, count: number) => draws(count, `along ${name}`);
      const slope = parameters.all.reduce((sum, { name, gradient }) => {
        const found = readTensor(engine.f32, gradient);
        const direction = along(name, found.length);
        return sum + found.reduce((part, value, i) => part + value * direction[i]!, 0);
      }, 0);
      const lossAt = (distance: number) => {
        const moved = answer((name) => {
          const weights = parameters.read(name);
          const direction = along(name, weights.length);
          return Float64Array.from(weights, (weight, i) => weight + distance * direction[i]!);
        });
        return moved.reduce((sum, value, i) => sum + (value - target[i]!) ** 2, 0) / target.length;
      };
      expect(Math.abs(slope - (lossAt(1e-5) - lossAt(-1e-5)) / 2e-5), about).toBeLessThan(1e-5);
      for (const { plan } of plans) plan.close();
      network.close();
    }
    engine.close();
  });
}
