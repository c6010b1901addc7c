import type { CustomSeriesOption } from "echarts/charts";
import { PALETTE } from "./palette.ts";

/** Values on a grid of columns side by side and rows one over the other. */
export interface HeatGrid {
  /** `[columns + 1]`: where the columns begin, and where the last one ends. */
  readonly edges: readonly number[];
  readonly rows: number;
  /** `[rows, columns]`, row-major, from −1 to 1; row 0 at the bottom, or at the top where `down`. NaN draws nothing. */
  readonly values: Float64Array;
  readonly down?: boolean;
}

/** Steps of colour on either side of 0. */
const STEPS = 12;

/** Blue for what is above 0, orange for what is below, paler towards 0. */
export function heatColor(value: number): string {
  const step = Math.max(-STEPS, Math.min(STEPS, Math.round(value * STEPS)));
  const full = step < 0 ? PALETTE.outlier : PALETTE.network;
  const share = Math.abs(step) / STEPS;
  const channel = (at: number): string => {
    const own = Number.parseInt(full.slice(at, at + 2), 16);
    return Math.round(247 + share * (own - 247))
      .toString(16)
      .padStart(2, "0");
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}

/** A grid of coloured cells over two axes of values, as one path for each colour: thousands of cells stay a small picture. */
export function heatCells(grid: HeatGrid): CustomSeriesOption {
  const byColor = new Map<string, [left: number, right: number, bottom: number, top: number][]>();
  const columns = grid.edges.length - 1;
  for (let row = 0; row < grid.rows; row++) {
    const bottom = grid.down === true ? grid.rows - 1 - row : row;
    for (let from = 0; from < columns; ) {
      const color = colorAt(grid, row * columns + from);
      let to = from + 1;
      while (to < columns && colorAt(grid, row * columns + to) === color) to++;
      if (color !== "") {
        const cells = byColor.get(color) ?? [];
        byColor.set(color, cells);
        cells.push([grid.edges[from]!, grid.edges[to]!, bottom, bottom + 1]);
      }
      from = to;
    }
  }
  const paths = [...byColor];
  return {
    type: "custom",
    silent: true,
    clip: true,
    encode: { x: [0, 1], y: [2, 3] },
    data: paths.map(() => [grid.edges[0]!, grid.edges.at(-1)!, 0, grid.rows]),
    renderItem: (params, api) => {
      const path = paths[params.dataIndex];
      if (!path) return null;
      const [fill, cells] = path;
      const at = (value: number): string => value.toFixed(1);
      const pathData = cells.map(([left, right, bottom, top]) => {
        const [x = 0, y = 0] = api.coord([left, top]);
        const [x2 = 0, y2 = 0] = api.coord([right, bottom]);
        return `M${at(x)} ${at(y)}H${at(x2)}V${at(y2)}H${at(x)}Z`;
      });
      return { type: "path", shape: { pathData: pathData.join("") }, style: { fill } };
    },
  };
}

function colorAt({ values }: HeatGrid, at: number): string {
  const value = values[at] ?? Number.NaN;
  return Number.isNaN(value) ? "" : heatColor(value);
}
