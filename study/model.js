// A member of the family between a task's inputs and a dense head: what is trained.
import { Engine, generator, ops, Parameters, Plan, split } from "@gatecast/engine";
import { residualLayer } from "../packages/nn/dist/layers/residual-layer.js";

/** What a task asks of each layer, or what is around the member says; all layers but the last hand on a sequence. */
function layersOf(member, task, { depth, seed }, steps) {
  const { units, outputs, extras = 0 } = task;
  const { dilations = [], directions = task.directions ?? 1, residual = false } = member.around ?? {};
  let width = task.features;
  let memory = null;
  return Array.from({ length: depth }, (_, i) => {
    const output = i === depth - 1 ? task.output : "sequence";
    // Behind the first layer there are no nodes any more.
    const graph = i === 0 && task.graph !== undefined ? { graph: task.graph } : {};
    const plain = member.layer(`layers.${i}`, width, {
      ...{ units, output, directions, steps, outputs, extras, memory, seed: split(seed, `layer ${i}`) },
      dilation: dilations[i] ?? 1,
      ...graph,
    });
    const layer = residual ? residualLayer(plain, `layers.${i}`, width) : plain;
    width = layer.width;
    memory = layer.memory ?? null;
    return layer;
  });
}

/**
 * The layers for windows of other than the trained length. A cell is what it was made as; a block lays its steps out anew,
 * and is refused where that takes other weights.
 */
function layersOver(member, task, options, made, steps) {
  if (steps === task.steps || member.cell !== null) return made;
  const layers = layersOf(member, task, options, steps);
  const weights = (some) => JSON.stringify(some.map(({ shapes }) => shapes));
  if (weights(layers) === weights(made)) return layers;
  throw new RangeError(`"${member.name}" has other weights for ${steps} steps than for ${task.steps}`);
}

/** Weights uniform within ±√(6 / (in + out)) (Glorot & Bengio 2010). */
function startOf(features, outputs, seed) {
  const random = generator(seed);
  const limit = Math.sqrt(6 / (features + outputs));
  return Float32Array.from({ length: features * outputs }, () => (2 * random() - 1) * limit);
}

/**
 * A model for a task in an engine of its own. `plan(B, T)` records it for batches of B windows of T steps, which may be other
 * than those it is trained on; with `training` it has a loss. Throws a RangeError where the member cannot do what the task
 * asks for.
 */
export async function openModel(member, task, options) {
  const { seed } = options;
  const engine = await Engine.create();
  const layers = layersOf(member, task, options, task.steps);
  const { extras = 0 } = task;
  const width = layers.at(-1).width + extras;
  const head = { "head.weight": [width, task.outputs], "head.bias": [task.outputs] };
  const parameters = new Parameters(engine, Object.assign({}, ...layers.map(({ shapes }) => shapes), head));
  for (const layer of layers) await layer.load(engine);
  layers.forEach((layer, i) => {
    layer.initialize(parameters, split(seed, `weights ${i}`));
  });
  parameters.write("head.weight", startOf(width, task.outputs, split(seed, "head")));
  const counter = { step: 0 };
  const plan = (B, T, { training }) => {
    const own = new Plan(engine, { training });
    const shown = new Map();
    const show = (name, value) => void shown.set(name, [...(shown.get(name) ?? []), value]);
    const told = [];
    const trace = (steps) => void told.push(steps);
    const x = own.input([T, B, task.features]);
    const known = extras > 0 ? own.input([B, extras]) : null;
    const context = { plan: own, parameters, counter, memories: new Map(), extras: known, show, trace };
    const value = layersOver(member, task, options, layers, T).reduce((input, layer) => layer.apply(context, input), x);
    const tensor = (name) => own.parameter(parameters.get(name));
    // What is known of the whole window reaches the head of every member, as in a network that forecasts.
    const joined = known === null ? value : ops.concatenate(own, [value, known]);
    const output = ops.linear(own, joined, tensor("head.weight"), tensor("head.bias"));
    const target = training ? own.input(output.shape) : null;
    const loss = training ? ops.loss(own, "mse", output, target) : null;
    own.seal();
    return { plan: own, x, extras: known, output, target, loss, shown, told };
  };
  return { engine, layers, parameters, counter, plan, close: () => engine.close() };
}
