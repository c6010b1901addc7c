import type { Cell } from "./define.ts";
import { Expression } from "./expression.ts";
import { inOrder } from "./graph.ts";
import { inWords } from "./in-words.ts";
import { described } from "./node-parts.ts";

/**
 * Everything that a cell declares must be used by its equations: whoever forgets a gate should not train its weights for
 * nothing. Throws a RangeError that names what is left over and the equations that could use it.
 */
export function checkUse(cell: Cell): void {
  const { name, states, vectors, fixed, given, gates, between, next } = cell;
  if (!/^[A-Za-z][\w-]{0,63}$/.test(name)) {
    throw new RangeError(`cell "${name}": a name is a letter, then letters, digits, "-" and "_", 64 of them at most`);
  }
  const equations = [...between, ...next];
  for (const { name: equation, value } of equations) {
    if (value instanceof Expression) continue;
    throw new RangeError(
      `cell "${name}": "${equation}" is ${inWords(value)}, no equation; use plus, times, sigmoid and their like`,
    );
  }
  checkOrder(cell);
  const used = new Set(inOrder(equations.map(({ value }) => value.node)).map(described));
  const through = gates.flatMap(({ recurrent }) => recurrent);
  const where = `the equations of ${equations.map((equation) => `"${equation.name}"`).join(", ")}`;
  const check = (
    kind: string,
    symbols: readonly string[],
    part: string,
    heard: readonly string[] = [],
    what = "it",
  ) => {
    for (const symbol of symbols) {
      if (used.has(`${kind} ${symbol}`) || heard.includes(symbol)) continue;
      throw new RangeError(
        `cell "${name}": ${kind} "${symbol}" is used nowhere in ${where}; use ${what}, or leave it out of ${part}`,
      );
    }
  };
  const named = (parts: readonly { readonly name: string }[]) => parts.map((part) => part.name);
  check("gate", named(gates), "gates");
  check("vector", vectors, "vectors");
  check("fixed", named(fixed), "fixed");
  check("given", given, "given", through);
  for (const { name: value } of between) {
    if (!through.includes(value)) {
      throw new RangeError(
        `cell "${name}": no gate takes "${value}" of between through its weights; make a gate of it ("x + ${value}"), or leave it out`,
      );
    }
  }
  check("state", states.slice(1), "states", through, "its last value");
}

/** An equation knows the gates whose recurrent vectors were there before it. */
function checkOrder({ name, states, given, gates, between, next }: Cell): void {
  const ready = [...states, ...given];
  for (const [i, { name: equation, value }] of [...between, ...next].entries()) {
    for (const node of inOrder([value.node])) {
      if (node.kind !== "gate") continue;
      const sources = gates.find((gate) => gate.name === node.name)?.recurrent ?? [];
      const source = sources.find((one) => !ready.includes(one));
      if (source === undefined) continue;
      throw new RangeError(`cell "${name}": "${equation}" uses gate "${node.name}", which waits for "${source}"`);
    }
    if (i < between.length) ready.push(equation);
  }
}
