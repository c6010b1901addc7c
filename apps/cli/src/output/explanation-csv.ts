import { type Explanation, formatTime } from "@gatecast/forecast";
import { csvLine } from "./csv.ts";

/** A row for each input and time: what was read there, what the baseline has, and what it contributed in the target's unit. */
export function attributionsCsv({ attribution, frame, origin }: Explanation): string {
  const lines = [csvLine(["input", "kind", "ds", "lag", "reading", "baseline", "attribution"])];
  for (const { name, kind, values, readings, baseline } of attribution.inputs) {
    values.forEach((value, i) => {
      const row = attribution.first + i;
      const known = [readings?.[i] ?? Number.NaN, baseline?.[i] ?? Number.NaN];
      lines.push(csvLine([name, kind, formatTime(frame.time, row), origin - row, ...known, value]));
    });
  }
  return lines.join("");
}

/** A row for each layer, direction, gate or state, unit and time; of one unit where one was asked for. */
export function gatesCsv({ gates: layers, frame, unit: asked }: Explanation): string {
  const lines = [csvLine(["layer", "direction", "name", "kind", "unit", "ds", "value"])];
  for (const { layer, reverse, units, first, steps, gates } of layers) {
    const times = Array.from({ length: steps }, (_, t) => formatTime(frame.time, first + t));
    for (const { name, kind, values } of gates) {
      for (let unit = 1; unit <= units; unit++) {
        if (asked !== null && unit !== asked) continue;
        const about = [layer, reverse ? "backward" : "forward", name, kind, unit];
        times.forEach((ds, t) => {
          lines.push(csvLine([...about, ds, values[t * units + unit - 1]!]));
        });
      }
    }
  }
  return lines.join("");
}
