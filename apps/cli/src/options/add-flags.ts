import { type Command, CommanderError, Option } from "commander";
import { type FitFlag, keyOf } from "./fit-flags.ts";

/** Values by their keys, nested as in a configuration file. */
export type Values = Record<string, unknown>;

/** Declares flags on a command. */
export function addFlags(command: Command, flags: readonly FitFlag[]): Command {
  for (const flag of flags) {
    const { usual } = flag;
    const suffix = usual === undefined ? "" : ` (default: ${usual === "" ? "none" : usual})`;
    const option = new Option(flag.flags, flag.help + suffix);
    const { parse } = flag;
    command.addOption(parse === undefined ? option : option.argParser((value) => parse(givenTo(flag, value))));
  }
  return command;
}

/** Commander takes whatever comes next for an option's value: `--out --json` would make a folder called `--json`. */
function givenTo({ flags }: FitFlag, value: string): string {
  if (!value.startsWith("--")) return value;
  throw new CommanderError(2, "commander.optionMissingArgument", `error: option '${flags}' argument missing`);
}

/** What was typed, and nothing else: a default is the library's to give. */
export function typedValues(command: Command, flags: readonly FitFlag[]): Values {
  const values: Values = {};
  for (const flag of flags) {
    const name = new Option(flag.flags).attributeName();
    if (command.getOptionValueSource(name) !== "cli") continue;
    setAt(values, keyOf(flag), "value" in flag ? flag.value : command.getOptionValue(name));
  }
  return values;
}

/** Values of `over` on top of those of `under`; only objects are merged, so a list replaces a list. */
export function merge(under: Values, over: Values): Values {
  const merged: Values = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = under[key];
    merged[key] = isValues(below) && isValues(value) ? merge(below, value) : value;
  }
  return merged;
}

function isValues(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function setAt(values: Values, path: readonly string[], value: unknown): void {
  const [key = "", ...rest] = path;
  if (rest.length === 0) {
    values[key] = value;
    return;
  }
  const inner: Values = isValues(values[key]) ? { ...values[key] } : {};
  setAt(inner, rest, value);
  values[key] = inner;
}
