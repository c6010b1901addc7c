import type { CustomSeriesOption } from "echarts/charts";

/** An area in the units of the axes. */
export interface Rectangle {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
  readonly color: string;
}

/** Filled rectangles over two axes of values. */
export function rectangles(areas: readonly Rectangle[]): CustomSeriesOption {
  return {
    type: "custom",
    silent: true,
    clip: true,
    encode: { x: [0, 1], y: [2, 3] },
    data: areas.map(({ left, right, bottom, top }) => [left, right, bottom, top]),
    renderItem: (params, api) => {
      const area = areas[params.dataIndex];
      if (!area) return null;
      const [left = 0, top = 0] = api.coord([area.left, area.top]);
      const [right = 0, bottom = 0] = api.coord([area.right, area.bottom]);
      return {
        type: "rect",
        shape: { x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) },
        style: { fill: area.color },
      };
    },
  };
}
