import type { Step } from "../contracts/index.ts";
import { FIXED_MS } from "../data/calendar.ts";
import { describeStep, stepMonths, stepMs } from "../data/time-at.ts";

/** A number of steps as one step in words: 6 steps of 10 minutes are `1 hour`. */
export function timesStep(step: Step, factor: number): string {
  if (stepMonths(step) > 0) return describeStep({ unit: "month", count: stepMonths(step) * factor });
  return spanText(stepMs(step) * factor);
}

/** Milliseconds in words, in the largest unit that goes into them: `90 minutes`, `0.085 seconds`. */
export function spanText(ms: number): string {
  const unit = (["day", "hour", "minute"] as const).find((name) => ms % FIXED_MS[name] === 0) ?? "second";
  return describeStep({ unit, count: Number((ms / FIXED_MS[unit]).toPrecision(6)) });
}
