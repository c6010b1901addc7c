import type { Tensor } from "@gatecast/engine";
import type { Sign } from "./sign.ts";

const LETTERS: Readonly<Record<string, string>> = { weight: "W", bias: "b", gain: "g" };

/** How weights are written: a letter, and below it as much of their path as tells them apart. */
export function weightSigns(weights: ReadonlyMap<Tensor, string>): ReadonlyMap<Tensor, Sign> {
  const named = [...weights].map(([tensor, name]) => {
    const parts = name.split(".").filter((part) => part !== "");
    const last = parts.at(-1)!;
    const own = LETTERS[last];
    if (own !== undefined) return { tensor, letter: own, path: parts.slice(0, -1) };
    // A recurrent layer's weights stand for it.
    if (tensor.shape.length === 3) return { tensor, letter: "W", path: parts.slice(0, -1) };
    const biasOf = /^(.+)Bias$/.exec(last)?.[1];
    if (biasOf !== undefined) return { tensor, letter: "b", path: [...parts.slice(0, -1), biasOf] };
    return { tensor, letter: tensor.shape.length === 1 ? "v" : "W", path: parts };
  });
  return new Map(
    named.map(({ tensor, letter, path }) => {
      const isOther = (other: (typeof named)[number]) => other.letter === letter && other.path.join() !== path.join();
      const others = named.filter(isOther).map((other) => other.path);
      const below = shortest(path, others);
      return [tensor, { kind: "symbol", name: letter, ...(below === "" ? {} : { below }) }];
    }),
  );
}

/** The fewest last parts of a path that no other ends with. */
function shortest(path: readonly string[], others: readonly (readonly string[])[]): string {
  for (let count = 1; count < path.length; count++) {
    const end = path.slice(-count).join(".");
    if (!others.some((other) => other.slice(-count).join(".") === end)) return end;
  }
  return path.join(".");
}
