import type { CategoryColumn, NumberColumn, Table, TableColumn } from "../contracts/index.ts";

/** How several readings become one: of numbers the known ones count, of words the first or last that is there. */
export interface JoinBy {
  readonly numbers: "mean" | "sum" | "last";
  readonly words: "first" | "last";
}

/** Where the rows of a table go. */
export interface Places {
  /** Rows in the order in which they are put together. */
  readonly order: Uint32Array;
  /** Row `order[i]` becomes part of the new row `places[i]`. */
  readonly places: Uint32Array;
  /** Rows of the new table; those that nothing goes to hold NaN and no word. */
  readonly rows: number;
}

/** Every column of a table with its rows put together. Time and series are the caller's to give. */
export function joinColumns({ columns }: Table, to: Places, by: JoinBy): TableColumn[] {
  return columns.map((column) =>
    column.kind === "text" ? joinWords(column, to, by.words) : joinNumbers(column, to, by.numbers),
  );
}

/** The line of the first row that went to each new row; 0 where none did. */
export function joinLines(lines: Uint32Array, { order, places, rows }: Places): Uint32Array {
  const joined = new Uint32Array(rows);
  for (let i = 0; i < order.length; i++) if (joined[places[i]!] === 0) joined[places[i]!] = lines[order[i]!]!;
  return joined;
}

function joinNumbers(column: NumberColumn, { order, places, rows }: Places, by: JoinBy["numbers"]): NumberColumn {
  const values = new Float64Array(rows).fill(Number.NaN);
  const filled = column.filled && new Uint8Array(rows);
  const counts = new Uint32Array(rows);
  for (let i = 0; i < order.length; i++) {
    const value = column.values[order[i]!]!;
    const place = places[i]!;
    if (Number.isNaN(value)) continue;
    const before = values[place]!;
    counts[place]!++;
    if (counts[place] === 1 || by === "last") values[place] = value;
    else if (by === "sum") values[place] = before + value;
    // As steps from the mean so far: the mean of equal values is that value to the last bit, and none is beyond all numbers.
    else values[place] = before + (value / counts[place]! - before / counts[place]!);
    if (!column.filled || !filled) continue;
    const mark = column.filled[order[i]!]!;
    filled[place] = by === "last" ? mark : Math.max(filled[place]!, mark);
  }
  return { ...column, values, ...(filled ? { filled } : {}) };
}

function joinWords(column: CategoryColumn, { order, places, rows }: Places, by: JoinBy["words"]): CategoryColumn {
  const codes = new Int32Array(rows).fill(-1);
  for (let i = 0; i < order.length; i++) {
    const code = column.codes[order[i]!]!;
    if (code >= 0 && (by === "last" || codes[places[i]!]! < 0)) codes[places[i]!] = code;
  }
  return { ...column, codes };
}
