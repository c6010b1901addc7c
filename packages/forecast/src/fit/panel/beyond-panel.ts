import { type Frame, Problem } from "../../contracts/index.ts";
import { isVariational, USUAL_BAND } from "../band/read-band.ts";
import { knownAhead } from "../rows-ahead.ts";
import type { PanelForecaster } from "./panel-forecaster.ts";
import type { PanelAnswer } from "./panel-model.ts";

/**
 * The forecasts of every model from the last row of each series; shorter, or none, with a note, where inputs are missing in all of
 * them. A series that lacks what others have is left out by itself, with a note that names it.
 */
export function beyondPanel(model: PanelForecaster, frames: readonly Frame[], wanted: number): PanelAnswer {
  const { awaited } = model;
  const { task, network } = model.parts;
  const reach = task.past.length > 0 ? task.horizon : Number.POSITIVE_INFINITY;
  const ahead = Math.max(...frames.map((frame) => knownAhead(frame, task, awaited)));
  // Whole horizons are forecast, the last one too: what is known in advance must reach that far.
  const h = Math.min(wanted, reach, Math.floor(ahead / task.horizon) * task.horizon);
  if (h === 0) {
    const facts = { columns: awaited.join(", "), rows: task.horizon };
    return { series: [], notes: [{ code: "beyond_needs_future", facts }] };
  }
  for (const horizon of [h, Math.min(h, task.horizon)]) {
    try {
      const answer = model.forecastAll(frames, horizon, isVariational(network) ? USUAL_BAND : null);
      if (horizon === wanted) return answer;
      return { ...answer, notes: [...answer.notes, { code: "beyond_shortened", facts: { wanted, horizon } }] };
    } catch (error) {
      // Forecasts of forecasts that grow without end: the trained horizon will have to do.
      if (!(error instanceof Problem && error.code === "horizon_too_long")) throw error;
    }
  }
  return { series: [], notes: [] };
}
