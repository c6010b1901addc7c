import { expect, test } from "vitest";
import type { Problem } from "../contracts/index.ts";
import { frameFrom } from "../data/index.ts";
import { settleGraph } from "./graph.ts";
import { fit, fitPanel, loadModel } from "./index.ts";
import { readFitOptions } from "./options.ts";
import { dailyTable, QUICK } from "./series.fixture.ts";

const caught = async (work: () => unknown): Promise<Problem> => {
  try {
    await work();
  } catch (error) {
    return error as Problem;
  }
  return expect.unreachable("it should have been refused");
};

const NODES = ["plan", "y", "wind"];
const WEIGHTS = [
  [0, 1, 2],
  [3, 0, 4],
  [5, 6, 0],
];
const frame = dailyTable(120);
const asked = { ...QUICK, cell: "t-gcn", graph: { nodes: NODES, weights: WEIGHTS } };
const settling = (options: object, table = frame) => settleGraph(table, readFitOptions({ ...asked, ...options }));
const settled = (options: object, table = frame) => settling(options, table).settings;

test("all nodes but the target are columns of the past, and weights come in the order of target and past", () => {
  const { past, graph } = settled({});
  expect(past).toEqual(["plan", "wind"]);
  expect(graph).toEqual({
    nodes: ["y", "plan", "wind"],
    weights: [
      [0, 3, 4],
      [1, 0, 2],
      [6, 5, 0],
    ],
  });
});

test("of columns that are named, the graph between them counts; settled once more it stays as it is", () => {
  const settings = settled({ past: ["wind"] });
  expect(settings.graph).toEqual({
    nodes: ["y", "wind"],
    weights: [
      [0, 4],
      [6, 0],
    ],
  });
  expect(settleGraph(frame, settings).settings).toEqual(settings);
});

test("nodes without names are the table's columns, in its order", () => {
  const { past, graph } = settled({ graph: { weights: WEIGHTS } });
  expect(frame.columns.map(({ name }) => name)).toEqual(["y", "wind", "plan"]);
  expect([past, graph]).toEqual([["wind", "plan"], { nodes: ["y", "wind", "plan"], weights: WEIGHTS }]);
});

/** A table of three stations beside a column of something else. */
const stations = frameFrom({
  columns: Object.fromEntries(
    ["slot", "s1", "s2", "s3"].map((name, i) => [
      name,
      frame.columns[0]!.values.map((value, t) => value + ((i * t) % 5)),
    ]),
  ),
});
const notesOf = (options: object, table = stations) => settling({ target: "s1", ...options }, table).notes;

test("nodes whose names are numbers are the columns with the same numbers behind one prefix, and a note says so", () => {
  const of = (nodes: string[]) => settled({ target: "s1", graph: { nodes, weights: WEIGHTS } }, stations).graph;
  const weights = [
    [0, 3, 4],
    [1, 0, 2],
    [6, 5, 0],
  ];
  for (const nodes of [
    ["2", "1", "3"],
    ["node_02", "node_01", "node_03"],
  ]) {
    expect(of(nodes)).toEqual({ nodes: ["s1", "s2", "s3"], weights });
    expect(notesOf({ graph: { nodes, weights: WEIGHTS } })[0]).toEqual({
      code: "graph_nodes_by_number",
      facts: { first: "s2", last: "s3" },
    });
  }
});

test("nodes that only count are the numbered columns in the table's order, where there are as many", () => {
  for (const graph of [{ nodes: ["0", "1", "2"], weights: WEIGHTS }, { weights: WEIGHTS }]) {
    expect(settled({ target: "s1", graph }, stations).graph).toEqual({ nodes: ["s1", "s2", "s3"], weights: WEIGHTS });
    expect(notesOf({ graph })[0]).toEqual({ code: "graph_nodes_by_place", facts: { first: "s1", last: "s3" } });
  }
  // As a list of edges may first name them.
  const listed = { nodes: ["2", "0", "1"], weights: WEIGHTS };
  const own = settled({ target: "s1", graph: listed }, stations).graph!;
  expect([own.nodes, own.weights[0]]).toEqual([
    ["s1", "s3", "s2"],
    [0, 3, 4],
  ]);
  // So many columns that were named: those, in the table's order.
  const { graph } = settled({ target: "s3", past: ["slot", "s1"], graph: { weights: WEIGHTS } }, stations);
  expect(graph!.nodes).toEqual(["s3", "slot", "s1"]);
  expect(graph!.weights[0]).toEqual([0, 5, 6]);
});

test("nodes that could be more than one column, or none, are refused, and the first without a column is named", async () => {
  const four = WEIGHTS.map((row) => [...row, 0]).concat([[0, 0, 0, 0]]);
  // One more node than stations: neither by number nor by place.
  const more = { nodes: ["0", "1", "2", "3"], weights: four };
  expect(await caught(() => settled({ target: "s1", past: ["s2", "s3"], graph: more }, stations))).toMatchObject({
    kind: "data",
    code: "graph_nodes_unknown",
    details: { found: expect.stringContaining('node "0" has none'), option: "--graph" },
  });
  const gap = { nodes: ["1", "2", "4"], weights: WEIGHTS };
  expect(await caught(() => settled({ target: "s1", graph: gap }, stations))).toMatchObject({
    code: "graph_nodes_unknown",
    details: { found: expect.stringContaining('node "4" has none') },
  });
  const words = { nodes: ["north", "south", "west"], weights: WEIGHTS };
  expect(await caught(() => settled({ target: "s1", graph: words }, stations))).toMatchObject({
    code: "graph_nodes_unknown",
  });
});

test("a note counts edges, those in one direction and nodes without any; another tells the cell that reads none", () => {
  const weights = [
    [0, 1, 0],
    [0, 9, 0],
    [0, 0, 0],
  ];
  expect(notesOf({ target: "y", graph: { nodes: NODES, weights } }, frame)).toEqual([
    { code: "graph_read", facts: { nodes: 3, edges: 1, one_way: 1, alone: 1 } },
  ]);
  const unread = [{ code: "graph_unread", facts: { model: "gru" } }];
  expect(notesOf({ cell: "gru", target: "y" }, frame)).toEqual(unread);
  const both = settleGraph(frame, readFitOptions(asked), ["gru", "t-gcn"]).notes.map(({ code }) => code);
  expect(both).toEqual(["graph_read", "graph_unread"]);
});

test("a note tells that a cell hears edges both ways, where they differ, and the cell that keeps their direction has none", () => {
  const oneWay = [
    [0, 1, 3],
    [0, 0, 2],
    [3, 5, 0],
  ];
  const of = (weights: number[][], cells: string[]) =>
    settleGraph(frame, readFitOptions({ ...asked, graph: { nodes: NODES, weights } }), cells)
      .notes.filter(({ code }) => code === "graph_both_ways")
      .map(({ facts }) => facts);
  expect(of(oneWay, ["gc-lstm", "t-gcn"])).toEqual([{ model: "gc-lstm", uneven: 2 }]);
  const even = oneWay.map((row, i) => row.map((weight, j) => weight + oneWay[j]![i]!));
  expect(of(even, ["gc-lstm", "t-gcn"])).toEqual([]);
});

test("a graph that does not go with the table is refused, and the node or column is named", async () => {
  const small = { weights: WEIGHTS.slice(1).map((row) => row.slice(1)) };
  expect(await caught(() => settled({ graph: small }))).toMatchObject({ kind: "data", code: "graph_size_differs" });
  const other = { nodes: ["y", "wind", "plam"], weights: WEIGHTS };
  expect(await caught(() => settled({ graph: other }))).toMatchObject({
    kind: "data",
    code: "graph_column_missing",
    details: { column: "plam", hint: 'Did you mean "plan"?', option: "--graph" },
  });
  expect(await caught(() => settled({ graph: other, past: ["wind", "plan"] }))).toMatchObject({
    kind: "data",
    code: "graph_node_missing",
    details: { column: "plan", hint: 'Did you mean "plam"?' },
  });
  const foreign = { nodes: ["a", "wind", "plan"], weights: WEIGHTS };
  expect(await caught(() => settled({ graph: foreign }))).toMatchObject({
    code: "graph_node_missing",
    details: { column: "y" },
  });
});

test("a cell that reads a graph needs one, and a window read as steps; another sees its nodes as columns", async () => {
  const { graph, ...without } = asked;
  expect(await caught(() => readFitOptions(without))).toMatchObject({
    code: "graph_missing",
    details: { option: "--graph" },
  });
  expect(await caught(() => readFitOptions({ ...asked, window_as: "features" }))).toMatchObject({
    code: "option_conflict",
    details: { option: "--window-as" },
  });
  expect(settled({ cell: "gru", window_as: "features" }).past).toEqual(["plan", "wind"]);
  const uneven = { weights: [[0, 1], [1]] };
  expect(await caught(() => readFitOptions({ ...asked, graph: uneven }))).toMatchObject({ code: "option_invalid" });
  expect(await caught(() => fitPanel([frame, { ...frame, id: "other" }], asked))).toMatchObject({
    code: "option_conflict",
    details: { option: "--graph" },
  });
});

test("the graph goes into the model: it changes what is learnt, and is needed neither for loading nor for forecasting", async () => {
  const options = { ...asked, linear_path: false, units: [4, 4] };
  const models = await Promise.all(
    [WEIGHTS, WEIGHTS.map((row) => row.map(() => 0))].map(
      async (weights) => (await fit(frame, { ...options, graph: { nodes: NODES, weights } })).model,
    ),
  );
  const [edges, none] = models.map((model) => model.forecast().forecasts.values);
  expect(edges).not.toEqual(none);
  const loaded = await loadModel(await models[0]!.save());
  expect(loaded.forecast().forecasts.values).toEqual(edges);
  expect(loaded.description.past).toEqual(["plan", "wind"]);
  for (const model of [...models, loaded]) model.close();
});
