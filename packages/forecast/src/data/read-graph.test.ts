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
  expect(refused("0,1,0,0\n1,0,0,0")).toMatchObject({
    code: "graph_not_square",
    details: { found: "2 rows of 4 weights" },
  });
  expect(refused("0,1,1,0\n1,0,0,0\n1,0,0,0\n0,0,0,0\n,,,\n,,,")).toMatchObject({
    code: "graph_not_square",
    details: { found: "6 rows of 4 weights", row: 5 },
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

test("a row of empty cells is a node without edges, first, in between or last", () => {
  expect(read(",,\n,,0.5\n,0.5,\n")).toEqual({
    weights: [
      [0, 0, 0],
      [0, 0, 0.5],
      [0, 0.5, 0],
    ],
  });
  expect(read("a,b,c\n,2,\n,,\n\n2,,").weights).toEqual([
    [0, 2, 0],
    [0, 0, 0],
    [2, 0, 0],
  ]);
});

test("two nodes of one name are refused", () => {
  expect(refused("a,a\n0,1\n1,0")).toMatchObject({ code: "graph_names_repeated", details: { found: '"a" twice' } });
});

test("a list of edges is read with and without a header or weights, and counts both ways", () => {
  const both = {
    nodes: ["a", "b", "c"],
    weights: [
      [0, 1, 0],
      [1, 0, 1],
      [0, 1, 0],
    ],
  };
  for (const text of ["from,to\na,b\nb,c", "Source;Target\na;b\nb;c\n", "a,b\nb,c", "a,b,1\nb,c,1"]) {
    expect(read(text), text).toEqual(both);
  }
  const rings = "s1,s2,0.5\ns2,s3,1\ns3,s4,1\ns4,s5,1\ns5,s1,2";
  for (const header of ["", "from,to,weight\n", "one,other,closeness\n", "起点,终点,权重\n"]) {
    const { nodes, weights } = read(header + rings);
    expect(nodes).toEqual(["s1", "s2", "s3", "s4", "s5"]);
    expect([weights[0], weights[1]]).toEqual([
      [0, 0.5, 0, 0, 2],
      [0.5, 0, 1, 0, 0],
    ]);
  }
});

test("a list that holds a pair both ways counts as it is written: the second node hears the first", () => {
  expect(read("from,to,weight\nup,mid,1\nmid,down,3\nmid,up,0")).toEqual({
    nodes: ["up", "mid", "down"],
    weights: [
      [0, 0, 0],
      [1, 0, 0],
      [0, 3, 0],
    ],
  });
  // A node by itself is no pair.
  expect(read("from,to,weight\na,b,1\nc,c,0").weights).toEqual([
    [0, 1, 0],
    [1, 0, 0],
    [0, 0, 0],
  ]);
});

test("an edge without a node or a weight, one that is there twice, and distances are refused, with the row", () => {
  expect(refused("from,to\na,b\n,b")).toMatchObject({ code: "graph_edge_unnamed", details: { row: 3 } });
  expect(refused("from,to,weight\na,b,")).toMatchObject({ code: "graph_weight_invalid", details: { row: 2 } });
  expect(refused("from,to,weight\na,b,1\na,b,2")).toMatchObject({ code: "graph_edge_repeated", details: { row: 3 } });
  expect(refused("from,to,cost\na,b,1300")).toMatchObject({
    code: "graph_weight_is_distance",
    details: { column: "cost" },
  });
});

test("more nodes than a graph may have are refused before their square is made", () => {
  const star = Array.from({ length: 6000 }, (_, i) => `0,${i + 1}`).join("\n");
  expect(refused(`from,to\n${star}`)).toMatchObject({ code: "graph_too_large", details: { found: "6001 nodes" } });
});
