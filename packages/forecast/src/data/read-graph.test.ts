import { expect, test } from "vitest";
import type { Problem } from "../contracts/index.ts";
import { readGraph } from "./read-graph.ts";

const read = (text: string) => readGraph(new TextEncoder().encode(text));
const refused = (text: string): Problem => {
  try {
    read(text);
  } catch (error) {
    return error as Problem;
  }
  return expect.unreachable("it should have been refused");
};

const WEIGHTS = [
  [0, 1, 0],
  [1, 0, 0.25],
  [0, 0.25, 0],
];
const ROWS = ["0,1,0", "1,0,0.25", "0,0.25,0"];
const NAMES = ["north", "south", "1"];

test("weights alone, with names above, before, or on both sides are the same graph", () => {
  expect(read(ROWS.join("\n"))).toEqual({ weights: WEIGHTS });
  const before = ROWS.map((row, i) => `${NAMES[i]},${row}`);
  for (const text of [
    [NAMES.join(","), ...ROWS].join("\r\n"),
    before.join("\n"),
    [`,${NAMES.join(",")}`, ...before].join("\n"),
    [`node,${NAMES.join(",")}`, ...before, ""].join("\n"),
  ]) {
    expect(read(text), text).toEqual({ nodes: NAMES, weights: WEIGHTS });
  }
});

test("numbers may be names, an empty cell is no edge, and other separators and a byte-order mark are read", () => {
  expect(read("716331,716337\n0,1\n1,0")).toEqual({
    nodes: ["716331", "716337"],
    weights: [
      [0, 1],
      [1, 0],
    ],
  });
  expect(read("\uFEFF;a;b\na;;1\nb;1;")).toEqual({
    nodes: ["a", "b"],
    weights: [
      [0, 1],
      [1, 0],
    ],
  });
});

test("what is no square of weights from 0 on is refused, with its row", () => {
  for (const nothing of ["", "\n\n", ",,\n,,\n"]) {
    expect(refused(nothing)).toMatchObject({
      kind: "data",
      code: "graph_empty",
      message: "The graph's file is empty.",
    });
  }
  expect(refused("0,1\n1,0\n0,0\n1,1")).toMatchObject({
    code: "graph_not_square",
    details: { found: "4 rows of 2 weights" },
  });
  expect(refused("0,1,1\n1,0\n0,0,1")).toMatchObject({
    code: "graph_not_square",
    details: { row: 2, found: "2 weights" },
  });
  expect(refused("a,b\n0,far\n1,0")).toMatchObject({
    code: "graph_weight_invalid",
    details: { row: 2, found: '"far" in column 2' },
  });
  expect(refused("0,-1\n1,0").code).toBe("graph_weight_invalid");
  expect(refused("0,Infinity\n1,0").code).toBe("graph_weight_invalid");
});

test("names before the rows must be those above the columns, in their order", () => {
  expect(refused(",a,b\nb,0,1\na,1,0")).toMatchObject({ code: "graph_names_differ", details: { row: 2 } });
});
