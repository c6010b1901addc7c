import { expect, test } from "vitest";
import type { Node } from "./expression.ts";
import { inOrder } from "./graph.ts";
import { inTurn, type Write } from "./write-order.ts";

const leaf = (name: string): Node => ({ kind: "gate", name });
const sum = (a: Node, b: Node): Node => ({ kind: "binary", op: "add", a, b });
const [a, b, c] = [leaf("a"), leaf("b"), leaf("c")];
const [ab, abc] = [sum(a, b), sum(sum(a, b), c)];
const to = (node: Node | null, block: number): Write => ({ node, place: ["slots", block], write: () => [block] });

/** Blocks in the order in which they are written, each with what is evaluated before. */
const order = (writes: readonly Write[], there: readonly Node[] = [], leaves: Record<number, Node> = {}) =>
  inTurn(
    writes,
    new Set(there),
    (node) => inOrder([node]),
    ([, block]) => (leaves[block] === undefined ? [] : [leaves[block]]),
  ).map(({ nodes, write }) => ({ block: write(undefined as never)[0], nodes }));

test("what needs the fewest nodes comes first, and nothing is evaluated twice", () => {
  const steps = order([to(abc, 0), to(ab, 1), to(c, 2)]);
  expect(steps.map(({ block }) => block)).toEqual([2, 1, 0]);
  expect(steps.map(({ nodes }) => nodes)).toEqual([
    [c],
    [a, b, ab],
    inOrder([abc]).filter((node) => ![a, b, ab, c].includes(node)),
  ]);
});

test("of equals the first comes first, and what is there costs nothing", () => {
  expect(order([to(a, 0), to(b, 1)]).map(({ block }) => block)).toEqual([0, 1]);
  expect(order([to(a, 0), to(ab, 1), to(null, 2)], [a, b, ab]).map(({ nodes }) => nodes)).toEqual([[], [], []]);
});

test("what stands where something is written is read before", () => {
  expect(order([to(a, 1)], [], { 1: b })).toEqual([{ block: 1, nodes: [a, b] }]);
  expect(order([to(null, 1)], [b], { 1: b })).toEqual([{ block: 1, nodes: [] }]);
});
