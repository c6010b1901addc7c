import type { CustomSeriesOption } from "echarts/charts";
import type { ForecastBand, TimeAxis, WindowForecasts } from "../../contracts/index.ts";
import { wallTimeAt } from "../../prepare/wall-time.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { bandName } from "../words/model-name.ts";
import type { KeyMark } from "./frame-option.ts";
import { PALETTE } from "./palette.ts";

/** What a legend says of a band, where there is one. */
export function bandKey(band: ForecastBand | undefined, words: Catalogue): KeyMark[] {
  return band === undefined ? [] : [{ name: bandName(band, words), icon: "rect", color: PALETTE.forecastBand }];
}

/** The area between the two ends of a band, behind the lines. A band of one step is as wide as half a step on either side. */
export function bandArea(time: TimeAxis, [low, high]: ForecastBand["ends"]): CustomSeriesOption {
  const first = (low.origins[0] ?? 0) + 1;
  const at = (step: number) => wallTimeAt(time, first + step);
  const side = low.horizon === 1 ? (at(0) - at(-1)) / 2 : 0;
  const edge = ({ values }: WindowForecasts): [number, number][] => {
    const points = Array.from(values, (value, step): [number, number] => [at(step), value]).filter(
      ([, value]) => !Number.isNaN(value),
    );
    return side === 0
      ? points
      : points.flatMap(([x, y]): [number, number][] => [
          [x - side, y],
          [x + side, y],
        ]);
  };
  // Both edges are data, so that the axes reach around them; the first of them draws the whole.
  const outline = [...edge(low), ...edge(high).reverse()];
  return {
    type: "custom",
    silent: true,
    z: 1,
    data: outline,
    renderItem: ({ dataIndex }, api) =>
      dataIndex === 0
        ? {
            type: "polygon",
            shape: { points: outline.map((point) => api.coord(point) as [number, number]) },
            style: { fill: PALETTE.forecastBand },
          }
        : null,
  };
}
