// The named workloads of recurrent forecasting that the published tutorials use, and two wide ones.
// One training step is: forward, mean squared error, backward through time, Adam.

/**
 * `goals`: how many times faster than PyTorch a training step and a prediction are to be.
 * @typedef {{ name: string, inputs: number, steps: number, units: number[], dense: number[], outputs: number, batch: number,
 *   goals: { train: number, predict: number } }} Workload
 */

/** @type {readonly Workload[]} */
export const WORKLOADS = [
  workload("passengers", { inputs: 1, steps: 1, units: [4], batch: 1, goals: [80, 40] }),
  workload("temperature", { inputs: 1, steps: 30, units: [58, 34], dense: [25], batch: 1, goals: [15, 12] }),
  workload("air-quality", { inputs: 4, steps: 24, units: [50, 50], batch: 32, goals: [4, 2.5] }),
  workload("rainfall", { inputs: 120, steps: 1, units: [4], batch: 712, goals: [4, 3] }),
  workload("rainfall-sequence", { inputs: 1, steps: 120, units: [64], batch: 583, goals: [2, 2] }),
  workload("steering", { inputs: 20, steps: 1, units: [64, 64], outputs: 5, batch: 2000, goals: [1.7, 1.5] }),
  workload("wide-256", { inputs: 8, steps: 96, units: [256, 256], outputs: 24, batch: 64, goals: [0.8, 0.8] }),
  workload("wide-512", { inputs: 8, steps: 96, units: [512], outputs: 24, batch: 128, goals: [0.8, 0.8] }),
];

/** Returns {@link Workload}: most have one output and nothing between the last recurrent layer and it. */
function workload(name, { dense = [], outputs = 1, goals: [train, predict], ...sizes }) {
  return { name, dense, outputs, goals: { train, predict }, ...sizes };
}

/** The workload of a name; throws one that lists the names there are. */
export function workloadNamed(name) {
  const found = WORKLOADS.find((workload) => workload.name === name);
  if (found === undefined)
    throw new RangeError(`no workload "${name}"; there are ${WORKLOADS.map((w) => w.name).join(", ")}`);
  return found;
}
