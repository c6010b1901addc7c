import { z } from "zod";
import type { Table } from "../contracts/index.ts";
import { type ColumnDraft, type Repaired, repairColumns } from "./repair-columns.ts";

export const neighboursSchema = z.strictObject({
  kind: z.literal("fill"),
  by: z.enum(["forward", "backward", "linear"]),
  columns: z.array(z.string()),
});

/**
 * Missing values made of the readings of the same series around them: the last one before (`forward`), the next one
 * after (`backward`), or the straight line between both (`linear`), in time where the table has one and in rows where
 * not. Behind the last reading `linear` goes on with that one. Where there is no such reading, values stay missing.
 */
export function fillNeighbours({ by, columns }: z.infer<typeof neighboursSchema>, table: Table): Repaired {
  const times = table.time?.values;
  return repairColumns(table, columns, (draft, { rows }) => {
    if (!rows.some((row) => !draft.isMissing(row))) return "no_reading";
    let before = -1; // Places in `rows` of the readings around a gap.
    for (let place = 0; place < rows.length; place++) {
      if (!draft.isMissing(rows[place]!)) {
        before = place;
        continue;
      }
      let after = place;
      while (after < rows.length && draft.isMissing(rows[after]!)) after++;
      fillGap(draft, { rows, by, times, before, from: place, after });
      // The reading behind the gap is met next.
      place = after - 1;
    }
    return undefined;
  });
}

interface Gap {
  readonly rows: Uint32Array;
  readonly by: "forward" | "backward" | "linear";
  readonly times: Float64Array | undefined;
  /** Places in `rows`: of the reading before the gap (−1: none), of its first row, of the reading after it (or the end). */
  readonly before: number;
  readonly from: number;
  readonly after: number;
}

function fillGap(draft: ColumnDraft, { rows, by, times, before, from, after }: Gap): void {
  const next = rows[after];
  const last = rows[before];
  const goesOn = by === "forward" || (by === "linear" && next === undefined);
  for (let place = from; place < after; place++) {
    const row = rows[place]!;
    if (goesOn) {
      if (last !== undefined) draft.put(row, draft.values[last]!, draft.markOf(last));
    } else if (by === "backward") {
      if (next !== undefined) draft.put(row, draft.values[next]!, 2);
    } else if (last !== undefined && next !== undefined) {
      const way = times ? share(times[last]!, times[row]!, times[next]!) : share(before, place, after);
      draft.put(row, draft.values[last]! + (draft.values[next]! - draft.values[last]!) * way, 2);
    }
  }
}

/** How far `at` lies on the way between two points; 0 where they are one. */
function share(from: number, at: number, to: number): number {
  return to > from ? (at - from) / (to - from) : 0;
}
