import { Engine, Parameters, Plan, readTensor, seed, writeTensor } from "@gatecast/engine";
import { WRAPPERS, type Wrapper, wrapperLayers } from "@gatecast/nn";
import { expect, test } from "vitest";
import { DRAWN_STEPS, type Unrolled, unrolled } from "../../scripts/docs/cells/unrolled.ts";
import { draws } from "../support/draws.ts";

const [T, F, H] = [DRAWN_STEPS, 2, 4];

/** Steps of the window that the lines of a drawing lead from, to what is handed on at a step. */
function drawnInto({ edges }: Unrolled, step: number): number[] {
  const found = new Set<string>();
  const visit = (id: string): void => {
    if (found.has(id)) return;
    found.add(id);
    for (const { from, to } of edges) if (to === id) visit(from);
  };
  visit(`output ${step}`);
  return Array.from({ length: T }, (_, t) => t).filter((t) => found.has(`x ${t}`));
}

/** Steps of the window without which what is handed on at each step would be another. */
async function heardAt(wrapper: Wrapper): Promise<number[][]> {
  const engine = await Engine.create();
  const layers = wrapperLayers(wrapper, { features: F, units: H, steps: T });
  for (const layer of layers) await layer.load(engine);
  const parameters = new Parameters(engine, Object.assign({}, ...layers.map(({ shapes }) => shapes)));
  for (const layer of layers) layer.initialize(parameters, seed(4));
  const plan = new Plan(engine, { training: false });
  const x = plan.input([T, 1, F]);
  const context = { plan, parameters, counter: { step: 0 }, memories: new Map(), extras: null };
  const output = layers.reduce((input, layer) => layer.apply(context, input), x);
  plan.seal();
  const says = (changed: number | null) => {
    const values = draws(T * F, "x");
    if (changed !== null) values.fill(3, changed * F, (changed + 1) * F);
    writeTensor(engine.f32, x, values);
    plan.forward();
    return readTensor(engine.f32, output);
  };
  const whole = says(null);
  const width = whole.length / T;
  const others = Array.from({ length: T }, (_, t) => says(t));
  engine.close();
  return Array.from({ length: T }, (_, t) =>
    [...others.keys()].filter((s) =>
      whole.subarray(t * width, (t + 1) * width).some((value, i) => value !== others[s]![t * width + i]),
    ),
  );
}

for (const wrapper of Object.values(WRAPPERS)) {
  test(`${wrapper.name}: the lines of its drawing lead from the steps that its layers listen to, and from no other`, async () => {
    const drawing = unrolled(wrapper);
    const heard = await heardAt(wrapper);
    for (let t = 0; t < T; t++) expect(drawnInto(drawing, t), `step ${t}`).toEqual(heard[t]);
    const ids = drawing.nodes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { from, to } of drawing.edges) expect(ids).toEqual(expect.arrayContaining([from, to]));
  });
}

test("a lone layer's dilation is drawn as long as it is", async () => {
  const [, , highest] = WRAPPERS.dilated!.layers;
  const lone = { ...WRAPPERS.dilated!, layers: [highest!] };
  expect(drawnInto(unrolled(lone), 8)).toEqual([0, 4, 8]);
  expect((await heardAt(lone))[8]).toEqual([0, 4, 8]);
});
