import { Engine, Parameters, seed, split } from "@gatecast/engine";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { FAMILY } from "../family/index.ts";
import { denseLayer } from "../layers/dense-layer.ts";
import { logitsOf, type PolicyParts } from "./logits.ts";

const [T, B, F, A, H] = [5, 5, 3, 4, 8];
const world = { steps: T, observations: F, actions: A };
const members = Object.values(FAMILY).filter(({ lastOnly, graph }) => lastOnly !== true && graph !== true);

async function partsOf(name: string, engine: Engine): Promise<PolicyParts> {
  const layer = FAMILY[name]!.layer("layer", F, {
    ...({ units: H, output: "sequence", directions: 1, steps: T, outputs: 1, extras: 0, memory: null } as const),
    seed: seed(2),
  });
  await layer.load(engine);
  const dense = (prefix: string, units: number) => denseLayer(prefix, layer.width, 3, { units, activation: "linear" });
  return { layer, policy: dense("policy", A), value: dense("value", 1) };
}

async function startedParts(name: string, engine: Engine): Promise<{ parts: PolicyParts; parameters: Parameters }> {
  const parts = await partsOf(name, engine);
  const all = [parts.layer, parts.policy];
  const parameters = new Parameters(engine, Object.assign({}, ...all.map(({ shapes }) => shapes)));
  for (const [i, part] of all.entries()) part.initialize(parameters, split(seed(3), i));
  return { parts, parameters };
}

test("every compiled cell goes on from its states, but those that count their steps", async () => {
  const engine = await Engine.create();
  const goOn = [];
  for (const { name, cell } of members) {
    const { layer } = await partsOf(name, engine);
    expect(layer.states?.length ?? 0, name).toBe(layer.states === undefined ? 0 : cell!.states.length);
    if (layer.states !== undefined) goOn.push(name);
  }
  const compiled = members.filter(({ cell }) => cell !== null).map(({ name }) => name);
  expect(goOn).toEqual(compiled.filter((name) => name !== "clockwork"));
  engine.close();
});

test("nothing that comes later changes what is said before, but of members that look ahead", async () => {
  for (const { name, looksAhead } of members) {
    const engine = await Engine.create();
    const { parts, parameters } = await startedParts(name, engine);
    const { states: _, ...again } = parts.layer;
    const whole = logitsOf(engine, parameters, { ...parts, layer: again }, world, B);
    const observations = Float32Array.from(draws(T * B * F, "observations"));
    const before = whole.at(2, observations);
    const after = whole.at(2, observations.fill(0, 3 * B * F));
    if (looksAhead === true) expect(after, name).not.toEqual(before);
    else expect(after, name).toEqual(before);
    engine.close();
  }
});

test("one step at a time says what all steps again would say, bit for bit, in one game after the other", async () => {
  for (const { name } of members) {
    const engine = await Engine.create();
    const { parts, parameters } = await startedParts(name, engine);
    if (parts.layer.states === undefined) continue;
    const { states: _, ...again } = parts.layer;
    const [stepwise, whole] = [parts, { ...parts, layer: again }].map((one) =>
      logitsOf(engine, parameters, one, world, B),
    ) as [ReturnType<typeof logitsOf>, ReturnType<typeof logitsOf>];
    for (const game of ["first", "second"]) {
      const observations = Float32Array.from(draws(T * B * F, game));
      stepwise.begin();
      whole.begin();
      for (let t = 0; t < T; t++) {
        const logits = stepwise.at(t, observations);
        expect(logits, `${name}, ${game} game, step ${t}`).toEqual(whole.at(t, observations));
        expect(logits.some((value) => value !== 0)).toBe(true);
      }
    }
    engine.close();
  }
});
