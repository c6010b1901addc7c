import { expect, test } from "vitest";
import type { Problem } from "../contracts/index.ts";
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
const settled = (options: object) => settleGraph(frame, readFitOptions({ ...asked, ...options }));

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
  expect(settleGraph(frame, settings)).toEqual(settings);
});

test("nodes without names are the table's columns, in its order", () => {
  const { past, graph } = settled({ graph: { weights: WEIGHTS } });
  expect(frame.columns.map(({ name }) => name)).toEqual(["y", "wind", "plan"]);
  expect([past, graph]).toEqual([["wind", "plan"], { nodes: ["y", "wind", "plan"], weights: WEIGHTS }]);
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
