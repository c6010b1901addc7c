import { generator, seed } from "@gatecast/engine";
import type { Frame } from "../../contracts/index.ts";
import { frameFrom } from "../../data/index.ts";
import { normalFrom } from "../../prepare/index.ts";

/** y ← 0.8 y + noise of standard deviation 1: no forecast of one step can come nearer than that. */
export function autoregression(rows: number, from = 1): Frame {
  const normal = normalFrom(generator(seed(from)));
  const y: number[] = [];
  for (let row = 0; row < rows; row++) y.push(0.8 * (y.at(-1) ?? 0) + normal());
  return frameFrom({ start: "2020-01-01", step: "day", columns: { y } });
}

/** y ← 0.5 y + x + noise of standard deviation 0.5; x ← 0.8 x + noise: who does not know x knows little of y. */
export function driven(rows: number, from = 1): Frame {
  const normal = normalFrom(generator(seed(from)));
  const [x, y]: [number[], number[]] = [[], []];
  for (let row = 0; row < rows; row++) {
    y.push(0.5 * (y.at(-1) ?? 0) + (x.at(-1) ?? 0) + 0.5 * normal());
    x.push(0.8 * (x.at(-1) ?? 0) + 0.6 * normal());
  }
  return frameFrom({ start: "2020-01-01", step: "day", columns: { y, x } });
}

/** The first rows of a table, with their marks. */
export const upTo = (frame: Frame, rows: number): Frame => ({
  ...frame,
  time: { ...frame.time, length: rows },
  columns: frame.columns.map(({ name, values, filled }) => ({
    ...{ name, values: values.slice(0, rows) },
    ...(filled === undefined ? {} : { filled: filled.slice(0, rows) }),
  })),
});

/** A column whose rows of every hole hold the reading before it, marked as put in. */
export function withHoles(frame: Frame, column: string, isHole: (row: number) => boolean): Frame {
  return {
    ...frame,
    columns: frame.columns.map(({ name, values }) => {
      if (name !== column) return { name, values };
      const filled = Uint8Array.from(values, (_, row) => (row > 0 && isHole(row) ? 1 : 0));
      const put = values.slice();
      for (let row = 1; row < put.length; row++) if (filled[row] === 1) put[row] = put[row - 1]!;
      return { name, values: put, filled };
    }),
  };
}
