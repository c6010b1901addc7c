import type { Connection, PerUnit } from "./define.ts";
import { inWords } from "./in-words.ts";

/** The same numbers, or a RangeError that names what gave none. */
export const checkedPerUnit =
  (place: string, value: PerUnit): PerUnit =>
  (unit, units) => {
    const number: unknown = value(unit, units);
    if (isNumber(number)) return number;
    throw new RangeError(
      `${place} gives ${inWords(number)} for unit ${unit} of ${units}; it takes a number for each unit`,
    );
  };

/** Where something starts, by name, with its functions checked. */
export const checkedStarts = (place: string, starts: Readonly<Record<string, number | PerUnit>>) =>
  Object.fromEntries(
    Object.entries(starts).map(([name, value]) => [
      name,
      typeof value === "number" ? value : checkedPerUnit(`${place} "${name}"`, value),
    ]),
  );

/** The same connections, or a RangeError that names the gate and the units between which there is neither number nor null. */
export const checkedConnection =
  (place: string, value: Connection): Connection =>
  (from, to, units) => {
    const number: unknown = value(from, to, units);
    if (number === null || isNumber(number)) return number;
    throw new RangeError(
      `${place} give ${inWords(number)} from unit ${from} to unit ${to} of ${units}; they take a number, or null where the weight is learnt`,
    );
  };

const isNumber = (value: unknown): value is number => Number.isFinite(value);
