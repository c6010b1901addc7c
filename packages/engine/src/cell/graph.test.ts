import { expect, test } from "vitest";
import { constant, Expression, sigmoid, tanh } from "./expression.ts";
import { Graph, inOrder } from "./graph.ts";

const a = new Expression({ kind: "gate", name: "a" });
const c = new Expression({ kind: "state", name: "c" });

test("equations that say the same become the same node", () => {
  const graph = new Graph();
  const twice = [sigmoid(a).times(c), sigmoid(new Expression({ kind: "gate", name: "a" })).times(c)];
  expect(graph.intern(twice[0]!.node)).toBe(graph.intern(twice[1]!.node));
  expect(graph.intern(tanh(a).node)).not.toBe(graph.intern(sigmoid(a).node));
  expect(graph.intern(a.minus(c).node)).not.toBe(graph.intern(c.minus(a).node));
});

test("a gate and a state of one name stay apart", () => {
  const graph = new Graph();
  expect(graph.intern({ kind: "gate", name: "c" })).not.toBe(graph.intern({ kind: "state", name: "c" }));
});

test("trivial arithmetic is done", () => {
  const graph = new Graph();
  const own = (expression: Expression) => graph.intern(expression.node);
  const plain = own(a);
  for (const same of [
    a.plus(0),
    a.minus(0),
    a.times(1),
    constant(0).plus(a),
    constant(1).times(a),
    a.negated().negated(),
  ]) {
    expect(own(same)).toBe(plain);
  }
  expect(own(a.times(0))).toEqual({ kind: "constant", value: 0 });
  expect(own(constant(2).negated())).toEqual({ kind: "constant", value: -2 });
  expect(own(constant(0).minus(a))).toBe(own(a.negated()));
});

test("dividing by a constant and by itself is left as it is written", () => {
  const graph = new Graph();
  expect(graph.intern(a.over(2).node)).toMatchObject({ kind: "binary", op: "divide" });
  expect(graph.intern(a.over(a).node)).toMatchObject({ kind: "binary", op: "divide" });
});

test("parts come before what is made of them, once each, and a stop is not entered", () => {
  const shared = sigmoid(a);
  const root = shared.times(c).plus(shared).node;
  const graph = new Graph();
  const own = graph.intern(root);
  const order = inOrder([own, own]);
  expect(order.length).toBe(5);
  expect(order.at(-1)).toBe(own);
  const stopped = inOrder([own], (node) => node.kind === "unary");
  expect(stopped).not.toContain(graph.intern(a.node));
  expect(stopped).toContain(graph.intern(shared.node));
});

test("a node of another graph is refused", () => {
  const foreign = new Graph().intern(a.node);
  expect(() => new Graph().unary("tanh", foreign)).toThrow("internal: a node of another graph");
});
