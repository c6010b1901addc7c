// jax-js as a worker of the comparison, on its WebAssembly device, which has one thread in Node. It has no LSTM layer and
// no loop inside a compiled function, so the time steps are written out; a whole training step is one compiled function.
import { createRequire } from "node:module";
import { defaultDevice, init, jit, nn, numpy as np, random, tree, valueAndGrad } from "@jax-js/jax";
import { serve } from "./serve.js";

await init("wasm");
defaultDevice("wasm");
const { version } = createRequire(import.meta.url)("./node_modules/@jax-js/jax/package.json");

/** One layer: from T inputs `[B, F]` to T outputs `[B, H]`. Each use of an array but the last takes a reference. */
function lstm({ w, u, b }, inputs) {
  const H = u.shape[0];
  let h = np.zeros([inputs[0].shape[0], H]);
  let c = np.zeros([inputs[0].shape[0], H]);
  const wu = np.concatenate([w, u], 0);
  const outputs = inputs.map((x) => {
    const sums = np.matmul(np.concatenate([x, h], 1), wu.ref).add(b.ref);
    const [i, f, g, o] = np.split(sums, 4, 1);
    c = nn
      .sigmoid(f)
      .mul(c)
      .add(nn.sigmoid(i).mul(np.tanh(g)));
    h = nn.sigmoid(o).mul(np.tanh(c.ref));
    return h.ref;
  });
  tree.dispose([h, c, wu, b]);
  return outputs;
}

/** The network: x `[T, B, F]` to `[B, O]`. */
function forward({ recurrent, dense }, x) {
  let sequence = Array.from({ length: x.shape[0] }, (_, t) => x.ref.slice(t));
  x.dispose();
  for (const layer of recurrent) sequence = lstm(layer, sequence);
  const last = sequence.pop();
  tree.dispose(sequence);
  return dense.reduce((value, { w, b }) => np.matmul(value, w).add(b), last);
}

const error = (parameters, x, target) => np.mean(np.square(forward(parameters, x).sub(target)));

/** A training step, Adam as its paper has it; `t` is the step's number, from 1. */
const trainingStep = jit((parameters, m, v, t, x, target) => {
  const [loss, gradients] = valueAndGrad(error)(tree.ref(parameters), x, target);
  const first = np.subtract(1, np.power(0.9, t.ref));
  const second = np.subtract(1, np.power(0.999, t.ref));
  const m1 = tree.map((m, g) => m.mul(0.9).add(g.ref.mul(0.1)), m, gradients);
  const v1 = tree.map((v, g) => v.mul(0.999).add(np.square(g).mul(0.001)), v, gradients);
  const change = (m, v) => m.div(first.ref).div(np.sqrt(v.div(second.ref)).add(1e-8));
  const moved = tree.map((w, m, v) => w.sub(change(m.ref, v.ref).mul(0.001)), parameters, m1, v1);
  tree.dispose([first, second]);
  return { loss, parameters: moved, m: m1, v: v1, t: t.add(1) };
});

const prediction = jit(forward);

/** Fresh weights, each drawn uniformly as PyTorch does. */
function initialize({ inputs, units, dense, outputs }) {
  let seed = 0;
  const draw = (shape, width) => {
    const bound = 1 / Math.sqrt(width);
    return random.uniform(random.key(seed++), shape, { minval: -bound, maxval: bound });
  };
  let width = inputs;
  const recurrent = units.map((H) => {
    const layer = { w: draw([width, 4 * H], H), u: draw([H, 4 * H], H), b: draw([4 * H], H) };
    width = H;
    return layer;
  });
  const layers = [...dense, outputs].map((units) => {
    const layer = { w: draw([width, units], width), b: draw([units], width) };
    width = units;
    return layer;
  });
  return { recurrent, dense: layers };
}

function open(workload) {
  const { batch, steps, inputs, outputs } = workload;
  const parameters = initialize(workload);
  const zeros = () => tree.map((w) => np.zeros(w.shape), parameters);
  let state = { loss: np.array(0), parameters, m: zeros(), v: zeros(), t: np.array(1) };
  const x = random.uniform(random.key(1000), [steps, batch, inputs], { minval: -1, maxval: 1 });
  const targets = [1, -1].map((sign) => np.full([batch, outputs], sign));
  let step = 0;
  return {
    threads: 1,
    train() {
      const { loss, parameters, m, v, t } = state;
      loss.dispose();
      state = trainingStep(parameters, m, v, t, x.ref, targets[step % 2].ref);
      // Arrays are computed when somebody asks for them.
      state.loss.ref.dataSync();
      for (const w of tree.leaves(state.parameters)) w.ref.dataSync();
      step++;
    },
    predict() {
      prediction(tree.ref(state.parameters), x.ref).dataSync();
    },
    loss: () => state.loss.ref.item(),
    close: () => tree.dispose([state, x, targets]),
  };
}

await serve(`jax-js ${version} (wasm)`, open);
