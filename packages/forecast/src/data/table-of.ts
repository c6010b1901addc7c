import type { Frame } from "../contracts/frame.ts";
import type { Table } from "../contracts/table.ts";
import { timeAt } from "./time-at.ts";

/** A frame as a table of one series, its rows numbered from 1; values are shared, not copied. */
export function tableOf({ id, time, timeName, columns }: Frame): Table {
  const rows = time.length;
  return {
    id,
    layout: "single",
    rows,
    lines: Uint32Array.from({ length: rows }, (_, row) => row + 1),
    ...(time.kind === "calendar"
      ? {
          time: {
            name: timeName,
            columns: [timeName],
            values: Float64Array.from({ length: rows }, (_, row) => timeAt(time, row)),
            format: time.format,
            ...(time.zone === undefined ? {} : { zone: time.zone }),
          },
        }
      : {}),
    columns: columns.map((column) => ({ kind: "number", ...column })),
    notes: [],
  };
}
