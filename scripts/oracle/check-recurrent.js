import {
  compileCell,
  Engine,
  ops,
  Parameters,
  Plan,
  readTensor,
  recurrent,
  recurrentShapes,
  writeTensor,
} from "@gatecast/engine";
import { CELLS } from "@gatecast/nn";
import { verdict, worst } from "./errors.js";
import { besideTorch, layersOf, swapAxes, takeWeights } from "./layers.js";
import { tensorsOf } from "./read-oracle.js";

const OUTPUTS = 1e-4;
const GRADIENTS = 1e-3;
/** The loss that the recorded gradients are of, and dL/d final state. */
const LOSSES = { lstm: "sum(y*probe) + sum(hn^2) + sum(cn^3)", gru: "sum(y*probe) + sum(hn^2)" };
const SLOPES = { h: (value) => 2 * value, c: (value) => 3 * value * value };

/** Outputs, final states and every gradient of one recorded stack, through the engine's recurrent layers. */
export async function checkRecurrent(path, row) {
  const { fault, tensor, size } = tensorsOf(path, row);
  const { kind } = row;
  if (!Object.hasOwn(LOSSES, kind)) throw fault(`no cell "${kind}"; known: ${Object.keys(LOSSES).join(", ")}`);
  if (row.lossIs !== LOSSES[kind]) throw fault(`gradients of "${row.lossIs}"; known: "${LOSSES[kind]}"`);
  const [B, T, F, H] = ["batch", "time", "inputs", "hidden"].map((key) => size(key));
  const layers = layersOf({ ...row, inputs: F, hidden: H, layers: size("layers") });
  const width = H * layers[0].length;
  const states = CELLS[kind].states;
  const stateShape = [layers.length * layers[0].length, B, H];

  const engine = await Engine.create();
  const compiled = compileCell(CELLS[kind]);
  await engine.load(compiled, H);
  const weights = (key, shape) => tensor(row.weights, key, shape);
  const shapes = {};
  for (const layer of layers.flat()) {
    const { vectors, ...own } = recurrentShapes(compiled, layer.F, H);
    for (const [part, shape] of Object.entries(own)) shapes[`${layer.suffix}.${part}`] = shape;
  }
  const parameters = new Parameters(engine, shapes);
  for (const layer of layers.flat()) {
    const ours = takeWeights(compiled, layer, weights);
    for (const [part, values] of Object.entries(ours)) parameters.write(`${layer.suffix}.${part}`, values);
  }

  const plan = new Plan(engine, { training: true });
  const x = plan.input([T, B, F], { tracked: true });
  const runs = [];
  let sequence = x;
  for (const directions of layers) {
    const made = directions.map((layer) => {
      const part = (name) => plan.parameter(parameters.get(`${layer.suffix}.${name}`));
      const initial = states.map(() => plan.input([B, H], { tracked: true }));
      const parts = {
        input: part("input"),
        recurrent: part("recurrent"),
        bias: part("bias"),
        recurrentBias: part("recurrentBias"),
      };
      return {
        layer,
        initial,
        output: recurrent(plan, compiled, sequence, parts, { initial, reverse: layer.reverse }),
      };
    });
    runs.push(...made);
    const outputs = made.map(({ output }) => output.sequence);
    sequence = outputs.length === 1 ? outputs[0] : ops.concatenate(plan, outputs);
  }
  const seeds = [sequence, ...runs.flatMap(({ output }) => output.final)].map((output) => ({
    output,
    use: plan.use(output),
  }));
  plan.seal();

  writeTensor(engine.f32, x, swapAxes(tensor(row, "x", [B, T, F]), [B, T, F]));
  states.forEach((state, s) => {
    const start = tensor(row, `${state}0`, stateShape);
    for (const { layer, initial } of runs) writeTensor(engine.f32, initial[s], slice(start, layer.row, B * H));
  });
  plan.forward();
  const read = (place) => readTensor(engine.f32, place);
  const seed = ({ output, use }, values) => writeTensor(engine.f32, { ...output, address: use.address }, values);
  seed(seeds[0], swapAxes(tensor(row, "probe", [B, T, width]), [B, T, width]));
  seeds.slice(1).forEach((place, i) => {
    seed(place, read(place.output).map(SLOPES[states[i % states.length]]));
  });
  plan.backward();

  const gradients = (key, shape) => tensor(row.grads, key, shape);
  const gathered = (pick) => Float64Array.from(runs.flatMap((run) => [...read(pick(run))]));
  const stateOutputs = states.map((state, s) => [
    `${state}n`,
    gathered(({ output }) => output.final[s]),
    tensor(row, `${state}n`, stateShape),
  ]);
  const stateGradients = states.map((state, s) => [
    `${state}0`,
    gathered(({ initial }) => plan.gradientTensor(initial[s])),
    gradients(`${state}0`, stateShape),
  ]);
  const weightGradients = layers.flat().flatMap((layer) => {
    const parts = Object.keys(recurrentShapes(compiled, layer.F, H)).filter((part) => part !== "vectors");
    const ours = Object.fromEntries(
      parts.map((part) => [part, read(parameters.get(`${layer.suffix}.${part}`).gradient)]),
    );
    return besideTorch(compiled, layer, ours, gradients);
  });
  const result = verdict(row.name, [
    worst("outputs", OUTPUTS, [
      ["y", swapAxes(read(sequence), [T, B, width]), tensor(row, "y", [B, T, width])],
      ...stateOutputs,
    ]),
    worst("gradients", GRADIENTS, [
      ["x", swapAxes(read(plan.gradientTensor(x)), [T, B, F]), gradients("x", [B, T, F])],
      ...stateGradients,
      ...weightGradients,
    ]),
  ]);
  engine.close();
  return result;
}

const slice = (values, block, length) => values.subarray(block * length, (block + 1) * length);
