import { compileCell, Engine, ops, Parameters, Plan, recurrent, recurrentShapes, writeTensor } from "@gatecast/engine";
import { lstm, OPTIMIZERS, update } from "@gatecast/nn";
import { verdict, worst } from "./errors.js";
import { besideTorch, swapAxes, takeWeights } from "./layers.js";
import { tensorsOf } from "./read-oracle.js";

const LOSSES = 1e-4;
const WEIGHTS = 1e-3;
const PREFIX = "lstm.";

/** A recorded run of Adam on LSTM → last state → linear, through the engine's plan, loss and optimiser. */
export async function checkTraining(path, row) {
  const { fault, tensor, size } = tensorsOf(path, row);
  const [B, T, F] = row.x?.shape ?? [];
  const O = row.target?.shape?.[1];
  const H = (row.start?.[`${PREFIX}weight_hh_l0`]?.shape ?? [])[1];
  for (const [key, value] of Object.entries({ batch: B, time: T, inputs: F, outputs: O, hidden: H })) size(key, value);
  const steps = size("steps");
  if (!Array.isArray(row.losses) || row.losses.length !== steps) throw fault(`expected ${steps} losses`);
  if (!(row.lr > 0)) throw fault(`"lr" is ${JSON.stringify(row.lr)}; expected a number above 0`);

  const layer = { suffix: "_l0", kind: "lstm", F, H };
  const compiled = compileCell(lstm);
  const engine = await Engine.create();
  await engine.load(compiled, H);
  const { vectors, ...shapes } = recurrentShapes(compiled, F, H);
  const parameters = new Parameters(engine, { ...shapes, headWeight: [H, O], headBias: [O] });
  const start = (key, shape) => tensor(row.start, key, shape);
  for (const [name, values] of Object.entries(takeWeights(compiled, layer, start, PREFIX)))
    parameters.write(name, values);
  parameters.write("headWeight", swapAxes(start("head.weight", [O, H]), [O, H, 1]));
  parameters.write("headBias", start("head.bias", [O]));

  const plan = new Plan(engine, { training: true });
  const part = (name) => plan.parameter(parameters.get(name));
  const x = plan.input([T, B, F]);
  const target = plan.input([B, O]);
  const weights = {
    input: part("input"),
    recurrent: part("recurrent"),
    bias: part("bias"),
    recurrentBias: part("recurrentBias"),
  };
  const { final } = recurrent(plan, compiled, x, weights);
  const loss = ops.loss(plan, "mse", ops.linear(plan, final[0], part("headWeight"), part("headBias")), target);
  plan.seal();
  writeTensor(engine.f32, x, swapAxes(tensor(row, "x", [B, T, F]), [B, T, F]));
  writeTensor(engine.f32, target, tensor(row, "target", [B, O]));

  const losses = [];
  for (let step = 1; step <= steps; step++) {
    plan.forward();
    losses.push(loss.value);
    plan.backward();
    update(parameters, OPTIMIZERS.adam, { learningRate: row.lr, step, clipNorm: row.clipNorm ?? 0 });
  }

  const end = (key, shape) => tensor(row.end, key, shape);
  const ours = Object.fromEntries(Object.keys(shapes).map((name) => [name, parameters.read(name)]));
  const result = verdict(row.name, [
    worst("losses", LOSSES, [[`${steps} steps`, losses, row.losses]]),
    worst("end weights", WEIGHTS, [
      ...besideTorch(compiled, layer, ours, end, PREFIX),
      ["head.weight", swapAxes(parameters.read("headWeight"), [H, O, 1]), end("head.weight", [O, H])],
      ["head.bias", parameters.read("headBias"), end("head.bias", [O])],
    ]),
  ]);
  engine.close();
  return result;
}
