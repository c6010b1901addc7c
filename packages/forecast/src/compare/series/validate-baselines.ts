import { Engine } from "@gatecast/engine";
import { solveRidge } from "../../fit/linear-start.ts";
import { meanSquare } from "../../fit/mean-square.ts";
import { fitBaselines, forecastRidge, forecastWindows } from "../../models/index.ts";
import { fitPreparation, ModelTable, pastOf } from "../../prepare/index.ts";
import type { SeriesParts } from "./series-parts.ts";

/**
 * RMSE of the rules and of ridge on the validation windows that trials are compared on, each fitted on the rows before their
 * cutoff: by it the baseline is chosen that the cells must beat. NaN where there are none.
 */
export async function validateBaselines(
  of: Pick<SeriesParts, "frame" | "actual" | "sizes" | "choice" | "blocks" | "signal">,
): Promise<readonly number[]> {
  const { frame, actual, sizes, choice, blocks, signal } = of;
  const { task, preparation, strength } = choice;
  const options = { season: sizes.season, time: frame.time };
  const squares: number[] = [];
  let targets = 0;
  const engine = await Engine.create();
  try {
    for (const cutoff of new Set(blocks.map((block) => block.cutoff))) {
      const rules = fitBaselines(pastOf(actual, cutoff), options);
      const table = new ModelTable(fitPreparation(preparation, frame, task, cutoff), frame, task);
      const { ridge } = await solveRidge(engine, table.within(0, cutoff), strength, signal);
      for (const block of blocks.filter((one) => one.cutoff === cutoff)) {
        const rows = [...block.origins];
        const part = table.at(block.origins);
        const forecasts = [
          ...rules.map((rule) => forecastWindows(rule, actual, rows, task.horizon, options)),
          forecastRidge(engine, ridge, part.prepared, part.origins, rows),
        ];
        forecasts.forEach((one, m) => {
          squares[m] = (squares[m] ?? 0) + block.targets * meanSquare(actual, one);
        });
        targets += block.targets;
      }
    }
  } finally {
    engine.close();
  }
  return squares.map((sum) => Math.sqrt(sum / targets));
}
