import { generator, seed } from "@gatecast/engine";
import type { Frame } from "../../contracts/index.ts";
import { sliceRows } from "../../data/index.ts";
import type { ForecastModel } from "../index.ts";
import type { SessionRow } from "./forecast-session.ts";

/** A table with a share of its readings of the target and of `wind` lost, in runs of up to five rows. */
export function withHoles(frame: Frame, share: number, from: number): Frame {
  const random = generator(seed(from));
  const columns = frame.columns.map((column) => {
    if (column.name === "plan") return column;
    let left = 0;
    const values = column.values.map((value) => {
      if (left === 0 && random() < share / 3) left = 1 + Math.floor(5 * random());
      return left > 0 && left-- > 0 ? Number.NaN : value;
    });
    return { ...column, values };
  });
  return { ...frame, columns };
}

/** What is known once `rows` rows of a table were read: those, and ahead of them only what is known in advance. */
export function knownAfter(frame: Frame, rows: number, model: ForecastModel): Frame {
  const { future, horizon } = model.description;
  const known = sliceRows(frame, 0, rows + horizon);
  const columns = known.columns.map((column) =>
    future.includes(column.name)
      ? column
      : { ...column, values: column.values.map((value, row) => (row < rows ? value : Number.NaN)) },
  );
  return { ...known, columns };
}

/** A row of a table as a session takes it. */
export function rowOf(frame: Frame, row: number, model: ForecastModel): SessionRow {
  const { target, past, future, horizon } = model.description;
  const values = (name: string) => frame.columns.find((column) => column.name === name)!.values;
  return {
    ...Object.fromEntries([target, ...past].map((name) => [name, values(name)[row]!])),
    ...Object.fromEntries(future.map((name) => [name, values(name).slice(row, row + horizon + 1)])),
  };
}

const REFUSALS = ["too_few_rows", "future_missing", "horizon_too_long"];

/** What `forecast` says of a table; all NaN where it refuses. */
export function answerOf(frame: Frame, model: ForecastModel): Float64Array {
  try {
    return model.forecast({ frame }).forecasts.values;
  } catch (error) {
    if (!REFUSALS.includes((error as { code?: string }).code ?? "")) throw error;
    return new Float64Array(model.description.horizon).fill(Number.NaN);
  }
}
