import { Problem } from "../contracts/index.ts";

/** An option of a search or a comparison that cannot have a value; `needed` says what it takes. */
export function optionInvalid(option: string, value: unknown, needed: string): Problem {
  const found = JSON.stringify(value) ?? "nothing";
  return new Problem("usage", "option_invalid", `${option} cannot be ${found}.`, {
    found,
    needed,
    hint: `Give ${option} ${needed}.`,
    option,
  });
}
