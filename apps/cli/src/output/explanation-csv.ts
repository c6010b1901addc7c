import { type Explanation, formatTime, partName } from "@gatecast/forecast";
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

/**
 * A row for each layer, part, direction, gate or state, unit and step, with the first and the last time that the step covers; of one
 * unit where one was asked for.
 */
export function gatesCsv({ gates: layers, frame, unit: asked }: Explanation): string {
  const lines = [csvLine(["layer", "part", "direction", "name", "kind", "unit", "from", "ds", "value"])];
  for (const { layer, part, reverse, spans, gates } of layers) {
    const times = spans.map(({ first, last }) => [formatTime(frame.time, first), formatTime(frame.time, last)]);
    for (const { name, kind, units, values } of gates) {
      for (let unit = 1; unit <= units; unit++) {
        if (asked !== null && unit !== asked) continue;
        const about = [layer, partName(part), reverse ? "backward" : "forward", name, kind, unit];
        times.forEach((covered, t) => {
          lines.push(csvLine([...about, ...covered, values[t * units + unit - 1]!]));
        });
      }
    }
  }
  return lines.join("");
}
