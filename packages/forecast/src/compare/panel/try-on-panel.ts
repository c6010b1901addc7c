import { split, seed as toSeed } from "@gatecast/engine";
import { Network } from "@gatecast/nn";
import { type LinearStart, startFrom, startOf, trainOptions } from "../../fit/linear-start.ts";
import { openEngine } from "../../fit/open-engine.ts";
import type { FitSettings } from "../../fit/options.ts";
import { workOf } from "../../fit/panel/fit-panel.ts";
import { scaledErrors, scalesOf } from "../../fit/panel/scaled-errors.ts";
import { dataOf, searchedFolds } from "../../fit/panel/search-and-refit-panel.ts";
import { promiseOf } from "../../fit/trial.ts";
import { forecastNetwork, networkSpec } from "../../models/index.ts";
import { trainNetwork } from "../../train/index.ts";
import type { Step, Tried } from "../ground.ts";
import type { PanelContest } from "./panel-contest.ts";

/**
 * Trains on the rows of all series before each validation part, as `fitPanel` searches the best epoch, and measures the validation
 * windows with the weights after that epoch: mean absolute error in units of each series' own seasonal step.
 */
export async function* tryOnPanel(of: PanelContest, settings: FitSettings): AsyncGenerator<Step, Tried, void> {
  const { choice, members, sizes, signal } = of;
  const { task } = choice;
  const { epochs, schedule } = settings;
  const engine = await openEngine(of.engine, workOf(settings, members, [task.lookback]));
  try {
    const network = await Network.create(engine, networkSpec(task, settings), split(toSeed(settings.seed), "network"));
    const searched = searchedFolds({ choice, members: [...members.full, ...members.short] });
    const fresh = network.parameters.snapshot();
    const folds: LinearStart[] = [];
    for (const fold of searched) {
      const start = startFrom(network, fresh, { engine, settings, choice }, dataOf(fold), { signal });
      folds.push(await startOf(start));
    }
    const stream = trainNetwork(
      { engine, network, folds, seed: split(split(toSeed(settings.seed), "order"), "train") },
      { ...trainOptions(settings), epochs, schedule },
      { signal },
    );
    let next = await stream.next();
    for (; next.done !== true; next = await stream.next()) {
      const { epoch, seconds } = next.value.history.at(-1)!;
      yield { phase: "trial", epoch, epochs, seconds };
    }
    const state = next.value;
    const best = [state.best.weights, ...state.best.others];
    const options = { model: settings.cell, asFeatures: settings.window_as === "features" };
    let [sum, count] = [0, 0];
    searched.forEach(({ prepared, validation, cuts }, f) => {
      network.parameters.restore(best[f]!);
      const { values } = forecastNetwork(engine, network, prepared, validation, options);
      const errors = scaledErrors(prepared, validation, values, scalesOf(cuts, task.target, sizes.season));
      sum += errors.sum;
      count += errors.count;
    });
    return {
      ...{ epochs: state.history.length - 1, bestEpoch: state.best.epoch, error: sum / count },
      promise: promiseOf(state.history.map(({ validationLoss }) => validationLoss)),
      seconds: state.history.at(-1)!.seconds,
    };
  } finally {
    engine.close();
  }
}
