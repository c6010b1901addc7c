import { broken } from "../../artifact/index.ts";
import { type FittedPreparation, fittedPreparationSchema } from "../../prepare/index.ts";

/**
 * The numbers of a fitted preparation in the order of its JSON. All series of a panel are prepared by one specification, so that
 * theirs differ in nothing else: the first one whole, and a row of numbers for each, say all of them.
 */
export function numbersOf(preparation: FittedPreparation): number[] {
  const numbers: number[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === "number") numbers.push(value);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(walk);
  };
  walk(preparation);
  return numbers;
}

/** A preparation like `first` with other numbers. @throws Problem `model_unreadable` where a step cannot have them. */
export function withNumbers(first: FittedPreparation, numbers: Float64Array): FittedPreparation {
  let at = 0;
  const walk = (value: unknown): unknown => {
    if (typeof value === "number") return numbers[at++];
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]));
  };
  const parsed = fittedPreparationSchema.safeParse(walk(first));
  if (parsed.success) return parsed.data;
  throw broken("panel", `a preparation with ${parsed.error.issues[0]?.path.join(".")} that cannot be`);
}
