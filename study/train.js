// One run: a member of the family, a task, a learning rate and a seed.
import { generator, readTensor, seed, split, writeTensor } from "@gatecast/engine";
import { learningRate, OPTIMIZERS, update } from "@gatecast/nn";
import { Pruning, pruningEpochs } from "../packages/forecast/dist/train/pruning.js";
import { openModel } from "./model.js";

/** Gradients are scaled down to this norm, for every member and task. */
export const CLIP_NORM = 1;
/** Updates between two looks at the validation windows. */
export const EVERY = 50;
/** Looks in a row that have to be good enough: one alone may be luck. */
export const LOOKS = 2;
/** Windows of each part that is not trained on. */
export const WINDOWS = { validation: 128, test: 256 };

/** Windows `[T · width]` each, as one batch `[T, B, width]`. */
export function batchOf(windows, part, width) {
  const B = windows.length;
  const values = new Float32Array(B * windows[0][part].length);
  windows.forEach((window, b) => {
    const from = window[part];
    for (let t = 0; t * width < from.length; t++) {
      for (let i = 0; i < width; i++) values[(t * B + b) * width + i] = from[t * width + i];
    }
  });
  return values;
}

/** Windows of a task, always the same from one seed. */
function drawWindows(task, from, count, T) {
  const random = generator(from);
  return Array.from({ length: count }, () => task.window(random, T));
}

/** A function that says how much the model misses on average over windows; made once, asked often. */
function judgeOf(model, task, windows, T) {
  const B = windows.length;
  const { plan, x, extras, output } = model.plan(B, T, { training: false });
  const data = batchOf(windows, "x", task.features);
  const known = extras === null ? null : batchOf(windows, "extras", task.extras);
  const rows = task.output === "last" ? 1 : T;
  return () => {
    writeTensor(model.engine.f32, x, data);
    if (known !== null) writeTensor(model.engine.f32, extras, known);
    plan.forward();
    const values = readTensor(model.engine.f32, output);
    let sum = 0;
    windows.forEach((window, b) => {
      const own = Float32Array.from({ length: rows * task.outputs }, (_, i) => {
        const [t, o] = [Math.floor(i / task.outputs), i % task.outputs];
        return values[(t * B + b) * task.outputs + o];
      });
      sum += task.miss(own, window);
    });
    return sum / B;
  };
}

/** Windows that a run is trained on, looked at while it is trained, and judged by at the end. */
function partsOf(task, runSeed) {
  const T = task.testSteps ?? task.steps;
  if (task.byHeart === true) {
    const windows = drawWindows(task, split(runSeed, "by heart"), 1, T);
    return { T, validation: windows, test: windows, training: () => windows };
  }
  const fixed = split(seed(1997), task.name);
  return {
    T,
    validation: drawWindows(task, split(fixed, "validation"), WINDOWS.validation, T),
    test: drawWindows(task, split(fixed, "test"), WINDOWS.test, T),
    training: (i) => drawWindows(task, split(split(runSeed, "training"), i), task.batch, task.steps),
  };
}

/** Whether and how recurrent weights are pruned, every look at the validation windows being the end of an epoch. */
function pruningOf({ layers, parameters }, epochs, sparsity) {
  if (sparsity === 0) return { begin: () => {}, hold: () => {}, end: 0 };
  const names = layers.flatMap(({ prunable = [] }) => prunable);
  const pruning = new Pruning(parameters, names, { sparsity, epochs });
  return {
    begin: (epoch) => pruning.begin(epoch),
    hold: () => pruning.hold(),
    end: pruningEpochs(epochs).end,
  };
}

const CONSTANT = { kind: "constant" };

/**
 * Trains until the validation windows are missed by half of the task's limit at two looks in a row, or its updates are used
 * up; the best weights on the validation windows are then judged on the test windows, once, and `look` may see the model with
 * them. `afterBackward` may look at the gradients, or spoil them; `stopped` ends the run early, which then is null. With
 * `sparsity` no weights are kept from before they are pruned.
 */
export async function trainOnce(member, task, options) {
  const { rate, run, depth = 1, sparsity = 0, schedule = CONSTANT, afterBackward, look, stopped } = options;
  const runSeed = split(seed(run), `${member.name} ${task.name}`);
  const model = await openModel(member, task, { depth, seed: runSeed });
  try {
    const parts = partsOf(task, runSeed);
    const { plan, x, extras, target, loss } = model.plan(task.batch, task.steps, { training: true });
    const validate = judgeOf(model, task, parts.validation, parts.T);
    const epochs = Math.ceil(task.updates / EVERY);
    const pruning = pruningOf(model, epochs, sparsity);
    const started = process.cpuUsage();
    let best = { miss: validate(), step: 0, weights: model.parameters.snapshot() };
    let step = 0;
    let good = 0;
    while (step < task.updates && good < LOOKS) {
      if (stopped?.() === true) return null;
      const epoch = 1 + Math.floor(step / EVERY);
      if (step % EVERY === 0) pruning.begin(epoch);
      const windows = parts.training(step);
      writeTensor(model.engine.f32, x, batchOf(windows, "x", task.features));
      if (extras !== null) writeTensor(model.engine.f32, extras, batchOf(windows, "extras", task.extras));
      writeTensor(model.engine.f32, target, batchOf(windows, "target", task.outputs));
      plan.forward();
      plan.backward();
      afterBackward?.(model.parameters, model.engine);
      step++;
      model.counter.step = step;
      update(model.parameters, OPTIMIZERS.adam, {
        learningRate: learningRate(schedule, rate, epoch, epochs, []),
        ...{ step, clipNorm: CLIP_NORM },
      });
      pruning.hold();
      if (step % EVERY !== 0) continue;
      // Signals wait while nothing is awaited.
      await new Promise((resolve) => setImmediate(resolve));
      const miss = validate();
      good = miss <= task.limit / 2 ? good + 1 : 0;
      if (epoch >= pruning.end && miss <= best.miss) best = { miss, step, weights: model.parameters.snapshot() };
    }
    const seconds = process.cpuUsage(started).user / 1e6;
    model.parameters.restore(best.weights);
    const miss = judgeOf(model, task, parts.test, parts.T)();
    look?.(model, parts.test);
    return {
      ...{ member: member.name, task: task.name, rate, run, steps: step, seconds, loss: loss.value },
      ...{ parameters: model.parameters.count, validation: best.miss, miss, solved: miss <= task.limit },
    };
  } finally {
    model.close();
  }
}
