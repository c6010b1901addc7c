import type { Node } from "./expression.ts";
import { inOrder } from "./graph.ts";
import { inWords } from "./in-words.ts";

/**
 * Runs an equation on its symbols; what it does with them that cannot be, or that JavaScript does not have, is told with the equation's name
 * and those of what stands beside.
 */
export function applyEquation<Result>(cellName: string, equation: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
    const { message, cause } = error;
    const names = cause ? inOrder([cause as Node]).flatMap((node) => ("name" in node ? node.name : [])) : [];
    const beside = names[0] ? `, beside ${names.join(", ")}` : "";
    throw new RangeError(`cell "${cellName}": in ${equation}, ${message}${beside}`);
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
  if (inWords(step) === "an object") return;
  throw new RangeError(
    `cell "${cellName}": step returns ${inWords(step)}; it takes an object, the next value of each state`,
  );
}
