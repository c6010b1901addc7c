import type { OnnxSignature } from "@gatecast/forecast";
import type { Words } from "../words/catalogue.ts";

/** One line for each input and output of a graph: its name, its shape, what it holds. */
export function signatureText({ rows, columns, future, time, horizon }: OnnxSignature, words: Words): string[] {
  const { ports } = words;
  const B = "batch";
  const lines: readonly (readonly [name: string, shape: readonly (string | number)[], text: string])[] = [
    ["rows", [B, rows, columns.length], ports.rows(rows, columns)],
    ...(future.length > 0 ? [["future", [B, horizon, future.length], ports.future(horizon, future)] as const] : []),
    ...(time === null ? [] : [["time", [B, rows + horizon], ports.time[time](rows, horizon)] as const]),
    ["forecast", [B, horizon], ports.forecast(horizon, columns[0] ?? "")],
  ];
  const shaped = lines.map(([name, shape, text]) => ({ name, shape: `[${shape.join(", ")}]`, text }));
  const width = (key: "name" | "shape"): number => Math.max(...shaped.map((line) => line[key].length));
  const [names, shapes] = [width("name"), width("shape")];
  return shaped.map(({ name, shape, text }) => `  ${name.padEnd(names)}  ${shape.padEnd(shapes)}  ${text}`);
}
