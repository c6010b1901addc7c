import {
  cell,
  cellData,
  complement,
  Engine,
  exp,
  floor,
  greater,
  logSigmoid,
  maximum,
  mean,
  normalized,
  readTensor,
  relu,
  seed,
  sigmoid,
  stopGradient,
  tanh,
  writeTensor,
} from "@gatecast/engine";
import { expect, test } from "vitest";
import { draws } from "../../../../../test/support/draws.ts";
import { largestError } from "../../../../../test/support/largest-error.ts";
import { runOnnx } from "../../../../../test/support/run-onnx.ts";
import { FAMILY } from "../../family/index.ts";
import { type LayerSpec, Network, type NetworkSpec } from "../../network/network.ts";
import { NotExpressible } from "../not-expressible.ts";
import { networkNodes } from "./network-nodes.ts";
import { type OnnxNode, writeOnnx } from "./onnx-file.ts";
import { OnnxGraph } from "./onnx-graph.ts";

const [T, F, H, O, B] = [5, 3, 6, 2, 4];

/** A network with weights of all sizes, what it says of some windows, and what its graph says of them. */
async function bothAnswers(
  layers: readonly LayerSpec[],
  options: Partial<NetworkSpec> = {},
  change = (node: OnnxNode) => node,
) {
  const spec = { steps: T, features: F, extras: 0, outputs: O, layers, linearPath: false, ...options };
  const engine = await Engine.create();
  const network = await Network.create(engine, spec, seed(3));
  for (const { name, value } of network.parameters.all) {
    const count = value.shape.reduce((product, size) => product * size, 1);
    network.parameters.write(name, draws(count, name));
  }
  const x = draws(T * B * F, "x");
  const known = draws(B * spec.extras, "extras");
  const plan = network.plan(B);
  writeTensor(engine.f32, plan.x, x);
  if (plan.extras !== null) writeTensor(engine.f32, plan.extras, known);
  plan.plan.forward();
  const ours = readTensor(engine.f32, plan.output);

  const graph = new OnnxGraph("network");
  const inputs = {
    x: graph.input("x", "float", [T, "batch", F]),
    extras: spec.extras > 0 ? graph.input("extras", "float", ["batch", spec.extras]) : null,
  };
  const said = networkNodes(graph, spec, (name) => network.parameters.read(name), inputs);
  graph.output("y", said, "float", ["batch", O]);
  engine.close();
  const feeds = { x: { values: x, shape: [T, B, F] } };
  const extras = spec.extras > 0 ? { extras: { values: known, shape: [B, spec.extras] } } : {};
  const data = { ...graph.data(), nodes: graph.data().nodes.map(change) };
  const { y } = await runOnnx(writeOnnx(data, "", {}), { ...feeds, ...extras });
  return { ours, theirs: y!, operators: data.nodes.map(({ op }) => op) };
}

const recurrent = (cell: string, output: "last" | "sequence", directions: 1 | 2, units = H): LayerSpec => ({
  kind: "recurrent",
  cell,
  units,
  output,
  directions,
});

for (const { name, cell } of Object.values(FAMILY)) {
  test(`${name}: another runtime computes what ours does, in stacks of one direction and of two, or the cell is refused by name`, async () => {
    const stacks = [
      [recurrent(name, "sequence", 2), recurrent(name, "last", 2, 5)],
      [recurrent(name, "sequence", 1, 7), recurrent(name, "last", 1)],
    ];
    for (const layers of cell === null ? [[recurrent(name, "last", 1)]] : stacks) {
      const answers = await bothAnswers(layers).catch((error: unknown) => {
        expect(error).toBeInstanceOf(NotExpressible);
        expect((error as NotExpressible).part).toContain(`cell "${name}"`);
        expect(cell).toBe(null);
      });
      if (!answers) continue;
      expect(answers.ours.every(Number.isFinite)).toBe(true);
      expect(largestError(answers.theirs, answers.ours), JSON.stringify(layers)).toBeLessThan(2e-5);
    }
  });
}

test("the cells that ONNX has operators for are written as those, and others as their equations", async () => {
  const operator = async (name: string) => (await bothAnswers([recurrent(name, "last", 1)])).operators[0];
  const named = { lstm: "LSTM", peephole: "LSTM", coupled: "LSTM", gru: "GRU", "gru-reset-before": "GRU", rnn: "RNN" };
  for (const [name, op] of Object.entries(named)) expect(await operator(name), name).toBe(op);
  expect((await bothAnswers([recurrent("lstm-linear-output", "last", 1)])).operators).toContain("Scan");
});

test("dense layers, dropout, what is known ahead and the linear path are in the graph", async () => {
  const layers: LayerSpec[] = [
    recurrent("lstm", "sequence", 1),
    { kind: "dropout", rate: 0.5 },
    { kind: "dense", units: 4, activation: "tanh" },
    recurrent("gru", "last", 2),
    { kind: "dense", units: 5, activation: "relu" },
    { kind: "dense", units: 3, activation: "sigmoid" },
  ];
  for (const extras of [0, 3]) {
    const { ours, theirs } = await bothAnswers(layers, { extras, linearPath: true });
    expect(largestError(theirs, ours)).toBeLessThan(2e-5);
  }
});

test("a cell of one's own is written as its equations, whatever it is called and whatever they hold", async () => {
  const own = cell({
    name: "lstm",
    source: "for this test",
    states: ["h", "n"],
    gates: { a: "x + h", b: "x", w: "x + mixed + n", u: "h" },
    unbiased: ["b"],
    vectors: ["v"],
    fixed: { period: (unit) => 1 + (unit % 3) },
    connections: { u: (from, to) => (from < to ? 0 : from === to ? 0.5 : null) },
    between: { mixed: ({ a }, { h }, { v }) => sigmoid(a).times(h).times(v).plus(0.5) },
    step: ({ b, w, u }, { h, n }, { v, period, t }) => {
      const turn = t.over(period);
      const isOn = greater(floor(turn).plus(0.5), turn);
      const weight = exp(logSigmoid(w).times(2)).minus(relu(u));
      const next = maximum(h.minus(weight.times(tanh(b))), stopGradient(normalized(u))).over(n.plus(3));
      return { h: isOn.times(next).plus(complement(isOn).times(h)), n: sigmoid(n.times(v)).plus(mean(h)) };
    },
    starts: { states: { n: 0.25 } },
  });
  const { ours, theirs, operators } = await bothAnswers([recurrent("lstm", "last", 2)], {
    equations: cellData(own, [H]),
  });
  expect(operators).toContain("Scan");
  expect(largestError(theirs, ours)).toBeLessThan(2e-5);
});

test("what a cell is given is in the graph: its input, what is known in advance, and maps of both", async () => {
  for (const { name } of Object.values(FAMILY).filter(({ cell }) => (cell?.given.length ?? 0) > 0)) {
    for (const directions of [1, 2] as const) {
      const layers = [
        { ...recurrent(name, "sequence", directions, F), dilation: 2 } as LayerSpec,
        recurrent(name, "last", directions, F + 1),
      ];
      for (const extras of [0, 3]) {
        const { ours, theirs } = await bothAnswers(layers, { extras });
        expect(largestError(theirs, ours), `${name} ${extras}`).toBeLessThan(2e-5);
      }
    }
  }
});

test("the memory of the layer below is refused where it is handed on, through dropout as well", async () => {
  for (const directions of [1, 2] as const) {
    const [below, above] = [
      recurrent("depth-gated", "sequence", directions),
      recurrent("depth-gated", "last", directions),
    ];
    for (const stack of [
      [below, { kind: "dropout", rate: 0.5 } as LayerSpec, above],
      [below, above],
    ]) {
      await expect(bothAnswers(stack)).rejects.toThrow(
        new NotExpressible('memory of the layer below that the cell "depth-gated" is given', "ONNX"),
      );
    }
  }
});

test("coupled gates come out alike where a runtime passes over what says that they are", async () => {
  const { ours, theirs } = await bothAnswers([recurrent("coupled", "last", 2)], {}, ({ attributes, ...node }) => {
    expect("input_forget" in attributes || node.op !== "LSTM").toBe(true);
    const { input_forget: _, ...others } = attributes;
    return { ...node, attributes: others };
  });
  expect(largestError(theirs, ours)).toBeLessThan(2e-5);
});

test("a kind of layer that is unheard of is refused by its name", () => {
  const layers = [{ kind: "quantum", units: 3 } as unknown as LayerSpec];
  const spec = { steps: T, features: F, extras: 0, outputs: O, layers, linearPath: false };
  const write = () => networkNodes(new OnnxGraph("g"), spec, () => [], { x: "x", extras: null });
  expect(write).toThrow(new NotExpressible('layer "quantum"', "ONNX"));
});

for (const { name, cell } of Object.values(FAMILY)) {
  if (cell === null || cell.given.includes("memory")) continue;
  test(`${name}: dilated layers and those with their input added are in the graph, in one direction and in two`, async () => {
    const asked: LayerSpec[][] = [
      [
        { ...recurrent(name, "sequence", 2, 7), dilation: 2 } as LayerSpec,
        { ...recurrent(name, "last", 2), dilation: 3, residual: true } as LayerSpec,
      ],
      [
        { ...recurrent(name, "sequence", 1, F), residual: true } as LayerSpec,
        { ...recurrent(name, "sequence", 1), dilation: T + 2, residual: true } as LayerSpec,
        { ...recurrent(name, "last", 1), dilation: 4 } as LayerSpec,
      ],
    ];
    for (const layers of asked) {
      const { ours, theirs } = await bothAnswers(layers);
      expect(ours.every(Number.isFinite)).toBe(true);
      expect(largestError(theirs, ours), JSON.stringify(layers)).toBeLessThan(2e-5);
    }
  });
}
