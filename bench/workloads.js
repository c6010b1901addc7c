// The named workloads of recurrent forecasting that the published tutorials use, and two wide ones.
// One training step is: forward, mean squared error, backward through time, Adam.

/** @typedef {{ name: string, inputs: number, steps: number, units: number[], dense: number[], outputs: number, batch: number, repeats: number }} Workload */

/** @type {readonly Workload[]} */
export const WORKLOADS = [
  { name: "passengers", inputs: 1, steps: 1, units: [4], dense: [], outputs: 1, batch: 1, repeats: 20000 },
  { name: "temperature", inputs: 1, steps: 30, units: [58, 34], dense: [25], outputs: 1, batch: 1, repeats: 400 },
  { name: "air-quality", inputs: 4, steps: 24, units: [50, 50], dense: [], outputs: 1, batch: 32, repeats: 40 },
  { name: "rainfall", inputs: 120, steps: 1, units: [4], dense: [], outputs: 1, batch: 712, repeats: 200 },
  { name: "rainfall-sequence", inputs: 1, steps: 120, units: [64], dense: [], outputs: 1, batch: 583, repeats: 3 },
  { name: "steering", inputs: 20, steps: 1, units: [64, 64], dense: [], outputs: 5, batch: 2000, repeats: 20 },
  { name: "wide-256", inputs: 8, steps: 96, units: [256, 256], dense: [], outputs: 24, batch: 64, repeats: 1 },
  { name: "wide-512", inputs: 8, steps: 96, units: [512], dense: [], outputs: 24, batch: 128, repeats: 1 },
];
