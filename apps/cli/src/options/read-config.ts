import { fitOptionsSchema, nearestName, Problem, tableOptionsSchema } from "@gatecast/forecast";
import { isMap, isScalar, LineCounter, parseDocument } from "yaml";
import { merge, type Values } from "./add-flags.ts";
import { COMMAND_FLAGS, FIT_FLAGS, keyOf } from "./fit-flags.ts";

/** Every key that a configuration file may have at its top. */
const KEYS: readonly string[] = [
  ...new Set([
    ...[...FIT_FLAGS, ...COMMAND_FLAGS].map((flag) => keyOf(flag)[0] ?? ""),
    ...Object.keys(fitOptionsSchema.shape),
    "table",
    "time",
  ]),
];

/** Where a key belongs that stands at the top of the file and should not. */
const INSIDE: Readonly<Record<string, readonly string[]>> = {
  split: ["train", "validation", "test"],
  table: Object.keys(tableOptionsSchema.shape),
};

/**
 * Reads a configuration: YAML, or the JSON that a report shows. Its values are judged with those of the command line, once
 * both are together; here only its form and the names of its keys. `more` are keys of a command's own.
 * @throws Problem (usage) `config_unreadable`, `option_unknown` with the row and the nearest name.
 */
export function readConfig(text: string, file: string, more: readonly string[] = []): Values {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [fault] = document.errors;
  if (fault) throw unreadable(file, fault.message, lines.linePos(fault.pos[0]).line);
  if (document.contents === null) return {};
  if (!isMap(document.contents)) throw unreadable(file, "a single value or a list", 1);
  const known = [...KEYS, ...more];
  for (const { key } of document.contents.items) {
    const name = isScalar(key) ? String(key.value) : String(key);
    if (known.includes(name)) continue;
    const row = isScalar(key) && key.range ? lines.linePos(key.range[0]).line : 1;
    throw unknownKey(name, file, row, known);
  }
  try {
    const { time, ...values } = document.toJS() as Values;
    // The time column may stand at the top, as its flag does.
    return time === undefined ? values : merge({ table: { time } }, values);
  } catch (error) {
    // Aliases that grow without measure.
    throw unreadable(file, error instanceof Error ? error.message : String(error), 1);
  }
}

function unknownKey(name: string, file: string, row: number, known: readonly string[]): Problem {
  const near = nearestName(name, known);
  const inside = Object.entries(INSIDE).find(([, keys]) => keys.includes(name))?.[0];
  return new Problem("usage", "option_unknown", `There is no option "${name}".`, {
    found: name,
    needed: `one of ${known.join(", ")}`,
    hint:
      inside !== undefined
        ? `Write it under "${inside}".`
        : near === undefined
          ? "See gatecast fit --help."
          : `Did you mean "${near}"?`,
    file,
    row,
    option: "--config",
  });
}

function unreadable(file: string, found: string, row: number): Problem {
  return new Problem("usage", "config_unreadable", `"${file}" is not a configuration.`, {
    found,
    needed: "YAML or JSON with a key for each option",
    hint: "Write one option a line, such as: horizon: 24",
    file,
    row,
    option: "--config",
  });
}
