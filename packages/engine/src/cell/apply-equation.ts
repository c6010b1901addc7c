import { inWords } from "./in-words.ts";

/** Runs an equation on its symbols; what it does with them that cannot be is told with the equation's name. */
export function applyEquation<Result>(cellName: string, equation: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RangeError(`cell "${cellName}": in ${equation}, ${error.message}`);
  }
}

/** Symbols by name; asking for one that is not declared throws a RangeError that names those that are. */
export function declared<Symbols extends object>(what: string, symbols: Symbols): Symbols {
  return new Proxy(symbols, {
    get(target, name) {
      if (name in target || typeof name === "symbol") return Reflect.get(target, name);
      const known = Object.keys(target).join(", ") || "none";
      throw new RangeError(
        `"${name}" is taken for a ${what}, and none of that name is declared; declared are ${known}`,
      );
    },
  });
}

/** What an equation gave, where it should be an object. */
export function requireStates(cellName: string, step: unknown): void {
  if (typeof step === "object" && step !== null) return;
  throw new RangeError(
    `cell "${cellName}": step returns ${inWords(step)}; it takes an object, the next value of each state`,
  );
}
