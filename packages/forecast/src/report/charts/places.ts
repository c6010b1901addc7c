import { truncate } from "../display-width.ts";
import type { ChartParts } from "./frame-option.ts";
import { TEXT_LOOK, X_AXIS_LOOK } from "./frame-option.ts";
import { PALETTE } from "./palette.ts";

// Letters that fit below a chart of the pages' width.
const LETTERS = 128;

/** A level axis of named places, each one wide: the first from 0 to 1, its name at 0.5. */
export function placesAxis(names: readonly string[]): ChartParts["xAxis"] {
  return {
    ...X_AXIS_LOOK,
    type: "value",
    min: 0,
    max: names.length,
    axisTick: { show: false },
    axisLabel: {
      ...TEXT_LOOK,
      color: PALETTE.ink,
      customValues: names.map((_, i) => i + 0.5),
      formatter: (at: number) => truncate(names[Math.floor(at)] ?? "", Math.floor(LETTERS / names.length)),
    },
  };
}
