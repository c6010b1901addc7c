import { displayWidth, truncate } from "../display-width.ts";
import type { ChartParts } from "./frame-option.ts";
import { TEXT_LOOK, X_AXIS_LOOK } from "./frame-option.ts";
import { PALETTE } from "./palette.ts";

// Letters that fit below a chart of the pages' width side by side, and one of many or long names that stand aslant.
const LETTERS = 128;
const ASLANT = 30;
// Beyond so many places their names would be cut to a few letters.
const SIDE_BY_SIDE = 8;

/** Whether so many names, or such long ones, stand aslant, for which a chart needs more room below. */
export const standAslant = (names: readonly string[]): boolean =>
  names.length > SIDE_BY_SIDE || names.some((name) => displayWidth(name) > Math.floor(LETTERS / names.length));

/** A level axis of named places, each one wide: the first from 0 to 1, its name at 0.5. */
export function placesAxis(names: readonly string[]): ChartParts["xAxis"] {
  const isAslant = standAslant(names);
  const letters = isAslant ? ASLANT : Math.floor(LETTERS / names.length);
  return {
    ...X_AXIS_LOOK,
    type: "value",
    min: 0,
    max: names.length,
    axisTick: { show: false },
    axisLabel: {
      ...TEXT_LOOK,
      color: PALETTE.ink,
      ...(isAslant ? { rotate: 40 } : {}),
      customValues: names.map((_, i) => i + 0.5),
      formatter: (at: number) => truncate(names[Math.floor(at)] ?? "", letters),
    },
  };
}
