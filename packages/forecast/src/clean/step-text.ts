import type { Step, StepUnit } from "../contracts/index.ts";

const UNITS: readonly StepUnit[] = ["second", "minute", "hour", "day", "week", "month", "quarter", "year"];

/** Reads a step as `describeStep` writes it: `1 hour`, `10 minutes`, `0.1 seconds`, `month`; undefined for anything else. */
export function readStep(text: string): Step | undefined {
  const match = /^(?:(\d+(?:\.\d+)?)\s*)?([a-z]+?)s?$/i.exec(text.trim());
  const unit = UNITS.find((name) => name === match?.[2]?.toLowerCase());
  const count = Number(match?.[1] ?? 1);
  if (unit === undefined || !(count > 0)) return undefined;
  // Parts of a second are counted in milliseconds; other parts are a smaller unit's wholes.
  return Number.isInteger(unit === "second" ? count * 1000 : count) && count <= 1e9 ? { unit, count } : undefined;
}
