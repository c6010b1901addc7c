// Whether odd sizes pay a cliff: air-quality with 46 to 54 hidden units.
import { open } from "../ours.js";
import { median, timeRound, warmUp } from "../timing.js";
import { workloadNamed } from "../workloads.js";
import { operationsOf } from "./arithmetic.js";

const SIZES = [46, 47, 48, 49, 50, 51, 52, 53, 54];

/** GFLOP/s of training for each number of units: medians of rounds that alternate. */
export async function ratesBySize(rounds, milliseconds, threads) {
  const models = [];
  for (const H of SIZES) {
    const workload = { ...workloadNamed("air-quality"), units: [H, H] };
    const model = await open(workload, threads);
    models.push({
      H,
      model,
      operations: operationsOf(workload).train,
      calls: warmUp(model.train, milliseconds),
      times: [],
    });
  }
  for (let round = 0; round < rounds; round++) {
    for (const { model, calls, times } of models) times.push(timeRound(model.train, calls));
  }
  for (const { model } of models) model.close();
  return models.map(({ H, operations, times }) => ({ units: H, gflops: operations / median(times) / 1e6 }));
}

/** The rate at 50 units as a share of the mean of those at 48 and 52. */
export function shareOf50(rates) {
  const rate = (H) => rates.find(({ units }) => units === H).gflops;
  return (2 * rate(50)) / (rate(48) + rate(52));
}
