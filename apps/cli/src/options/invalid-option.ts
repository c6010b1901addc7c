import { nearestName, Problem } from "@gatecast/forecast";
import type { Values } from "./add-flags.ts";

/** A value that an option cannot take: `path` is its key in the configuration, `needed` what it should have been. */
export function invalidOption(
  values: Values,
  path: readonly string[],
  needed: string,
  choices: readonly string[] = [],
): Problem {
  const value = path.reduce<unknown>((at, key) => (at as Values | undefined)?.[key], values);
  const option = optionOf(path);
  const near = nearestName(String(value), choices);
  const shown = JSON.stringify(value, infiniteAsText);
  return new Problem("usage", "option_invalid", `${option} cannot be ${shown}.`, {
    found: shown ?? "nothing",
    needed,
    hint: near === undefined ? `Give ${option} ${needed}.` : `Did you mean "${near}"?`,
    option,
  });
}

/** JSON has no infinities: `.inf` of a configuration file would be shown as null. */
function infiniteAsText(_key: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}

/** A key that is none, within `inside`. */
export function unknownKey(inside: string, key: string, known: readonly string[]): Problem {
  const near = nearestName(key, known);
  return new Problem("usage", "option_unknown", `There is no option "${inside}.${key}".`, {
    found: `${inside}.${key}`,
    needed: `one of ${known.join(", ")}`,
    hint: near === undefined ? `Write one of ${known.join(", ")}.` : `Did you mean "${near}"?`,
    option: `--${inside}`,
  });
}

/** `["table", "series_column"]` is set with `--series-column`; a place in a list belongs to the list's option. Steps have no flag. */
function optionOf(path: readonly string[]): string {
  const [first = "", second] = path;
  if (first === "table" && second === "clean") return "table.clean";
  const name = first === "table" && second !== undefined ? second : first;
  return `--${name.replaceAll("_", "-")}`;
}
