// What a workload has to compute and to move, counted from its sizes. Padding, packing and whatever else an
// implementation does besides is not counted: it is what the achieved share loses.

/** @typedef {import("../workloads.js").Workload} Workload */

/** Each layer's sizes: `width` inputs to `H` units. */
const layersOf = ({ inputs, units }) =>
  units.map((H, i) => ({ width: i === 0 ? inputs : units[i - 1], H, first: i === 0 }));

const denseOf = ({ units, dense, outputs }) => {
  const sizes = [units.at(-1), ...dense, outputs];
  return sizes.slice(1).map((to, i) => ({ from: sizes[i], to }));
};

/** Weights and biases; one bias a gate. @param {Workload} workload */
export function parametersOf(workload) {
  const recurrent = layersOf(workload).map(({ width, H }) => 4 * H * (width + H + 1));
  const dense = denseOf(workload).map(({ from, to }) => to * (from + 1));
  return sum([...recurrent, ...dense]);
}

/**
 * Floating-point operations of the matrix products, a multiplication and an addition each. The first step's state is
 * zero and takes no product; nobody asks for the gradient of the data. @param {Workload} workload
 */
export function operationsOf(workload) {
  const { steps: T, batch: B } = workload;
  const predict = [];
  const train = [];
  for (const { width, H, first } of layersOf(workload)) {
    const input = 2 * T * B * width * 4 * H;
    const recurrent = 2 * (T - 1) * B * H * 4 * H;
    predict.push(input + recurrent);
    train.push((first ? 2 : 3) * input + 3 * recurrent);
  }
  for (const { from, to } of denseOf(workload)) {
    predict.push(2 * B * from * to);
    train.push(3 * 2 * B * from * to);
  }
  return { predict: sum(predict), train: sum(train) };
}

/** Sigmoids and hyperbolic tangents of one forward pass, five a unit; the way back takes none. @param {Workload} workload */
export function functionsOf({ steps, batch, units }) {
  return 5 * steps * batch * sum(units);
}

/**
 * Bytes that a training step cannot but move: each value that outlives its time step is written once and read once.
 * Four gates, c and h of a unit on the way there; gradients of the four gates on the way back; inputs twice; the gradient of
 * a lower layer's output; each weight twice, its gradient, and Adam's four reads and three writes. @param {Workload} workload
 */
export function trainingBytes(workload) {
  const { steps: T, batch: B } = workload;
  const activations = layersOf(workload).map(({ width, H, first }) => 2 * 6 * H + 2 * 4 * H + (first ? 2 : 4) * width);
  return 4 * (T * B * sum(activations) + 10 * parametersOf(workload));
}

const sum = (values) => values.reduce((total, value) => total + value, 0);
