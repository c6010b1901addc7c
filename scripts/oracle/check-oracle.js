import { checkRecurrent } from "./check-recurrent.js";
import { checkTraining } from "./check-training.js";

/** Checks every case of a file, one after the other. */
export async function* checkCases({ path, recurrent, training }) {
  for (const row of recurrent) yield await checkRecurrent(path, row);
  for (const row of training) yield await checkTraining(path, row);
}

/** All verdicts of a file. */
export async function checkOracle(file) {
  const verdicts = [];
  for await (const verdict of checkCases(file)) verdicts.push(verdict);
  return verdicts;
}
