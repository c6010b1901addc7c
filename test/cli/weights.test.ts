import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { kerasArchive } from "../support/keras-files.ts";
import { runOnnx } from "../support/run-onnx.ts";
import { gatecast, gatecastJson, makeFolder, monthly, put, readCells, SMALL } from "./cli.ts";

const folder = makeFolder();
const MODEL = "run/model.safetensors";
const array = (...shape: number[]) => ({
  shape,
  values: new Float32Array(shape.reduce((product, size) => product * size, 1)),
});

beforeAll(async () => {
  put(folder, "sales.csv", monthly(120));
  await gatecastJson(["fit", "sales.csv", ...SMALL, "--no-linear-path", "--out", "run"], folder);
});

describe("export", () => {
  test("writes a graph that forecasts what forecast says, from the rows of the table", async () => {
    const { signature, files } = await gatecastJson(["export", MODEL, "--format", "onnx", "--out", "m.onnx"], folder);
    const { rows: R, horizon, time } = signature as { rows: number; horizon: number; time: string | null };
    const last = monthly(120).trimEnd().split("\n").slice(-R);
    const values = Float64Array.from(last, (line) => Number(line.split(",")[1]));
    const [year, month] = last[0]!.split(",")[0]!.split("-").map(Number) as [number, number];
    const clock = Float64Array.from({ length: R + horizon }, (_, i) => Date.UTC(year, month - 1 + i, 1));
    const { forecast } = await runOnnx(new Uint8Array(readFileSync(files.export!)), {
      rows: { values, shape: [1, R, 1] },
      ...(time === null ? {} : { time: { values: clock, shape: [1, R + horizon] } }),
    });
    await gatecast(["forecast", MODEL, "--out", "f.csv"], folder);
    const said = readCells(folder, "f.csv")
      .slice(1)
      .map((cells) => Number(cells[2]));
    expect(said).toHaveLength(horizon);
    for (const [k, value] of said.entries()) expect(Math.abs(forecast![k]! / value - 1)).toBeLessThan(1e-5);
  });

  test("tells what the graph is given and answers, in both languages, and leaves nothing else", async () => {
    const { code, stdout } = await gatecast(["export", MODEL, "--format", "onnx"], folder);
    expect(code).toBe(0);
    expect(stdout).toContain("run/model.onnx: the whole forecaster");
    expect(stdout).toMatch(/^ {2}rows +\[batch, \d+, 1\] +the last \d+ rows, oldest first: y$/m);
    expect(stdout).toMatch(/^ {2}forecast +\[batch, 6\] /m);
    const chinese = await gatecast(["export", MODEL, "--format", "onnx", "--force", "--lang", "zh"], folder);
    expect(chinese.stdout).toContain("整个预测器");
    expect(readdirSync(join(folder, "run")).filter((name) => name.endsWith(".partial"))).toEqual([]);
  });

  test("writes weights by PyTorch's names, which weights reads", async () => {
    const { files } = await gatecastJson(["export", MODEL, "--format", "torch"], folder);
    expect(files.export).toBe(join(folder, "run", "model.torch.safetensors"));
    const listed = await gatecastJson(["weights", "run/model.torch.safetensors"], folder);
    expect(listed).toMatchObject({ command: "weights", format: "torch", ordered: false });
    const [first] = listed.layers as { name: string; arrays: { name: string }[] }[];
    expect(first).toMatchObject({ name: "layers.0.l0", cell: "lstm", gate_order: "i, f, g, o", units: 4 });
    expect(first!.arrays.map(({ name }) => name)).toContain("layers.0.weight_hh_l0");
  });

  test.each([
    ["no format", ["export", MODEL], 2, { code: "option_invalid", option: "--format" }],
    ["a file that is there", ["export", MODEL, "--format", "onnx", "--out", "sales.csv"], 2, { code: "output_exists" }],
    [
      "the model itself",
      ["export", MODEL, "--format", "torch", "--out", MODEL, "--force"],
      2,
      { code: "output_is_input", file: MODEL },
    ],
    [
      "a file that is no model",
      ["export", "sales.csv", "--format", "onnx"],
      4,
      { code: "model_unreadable", file: "sales.csv" },
    ],
    ["a model that is not there", ["export", "no.safetensors", "--format", "onnx"], 4, { code: "file_missing" }],
  ])("refuses %s", async (_, args, code, facts) => {
    const { error } = await gatecastJson(args, folder, code);
    expect(error).toMatchObject(facts);
    expect(existsSync(join(folder, "sales.onnx"))).toBe(false);
  });

  test("refuses a cell that the other format has no words for, by its name", async () => {
    const args = [...SMALL, "--cell", "tcn", "--epochs", "1", "--out", "tcn"];
    await gatecastJson(["fit", "sales.csv", ...args], folder);
    for (const [format, name] of Object.entries({ onnx: "ONNX", torch: "PyTorch" })) {
      const { error } = await gatecastJson(["export", "tcn/model.safetensors", "--format", format], folder, 2);
      expect(error).toMatchObject({ code: "not_expressible", message: `${name} cannot express the cell "tcn".` });
    }
  });
});

describe("weights", () => {
  test("shows a model of ours", async () => {
    const { stdout } = await gatecast(["weights", MODEL], folder);
    expect(stdout).toMatch(/^model\.safetensors: a model of Gatecast, [\d,]+ numbers$/m);
    expect(stdout).toMatch(/^layers\.0 +lstm, last state +i, f, g, o /m);
  });

  test("shows a model of Keras, and says what has no counterpart, in both languages", async () => {
    const lstm = [array(2, 12), array(3, 12), array(12)];
    const layers = [
      { className: "LSTM", name: "memory", config: { return_sequences: true }, arrays: { cell: lstm } },
      {
        className: "LSTM",
        name: "odd",
        config: { activation: "relu" },
        arrays: { cell: [array(3, 12), ...lstm.slice(1)] },
      },
      { className: "Dense", name: "out", config: { activation: "linear" }, arrays: { "": [array(3, 1), array(1)] } },
    ];
    put(folder, "theirs.keras", await kerasArchive(layers, "v108"));
    const { stdout } = await gatecast(["weights", "theirs.keras"], folder);
    expect(stdout).toContain("theirs.keras: a model of Keras (.keras)");
    expect(stdout).toMatch(/^memory +lstm, all states +i, f, c, o +2 +3 +1 +\[2, 12\] \[3, 12\] \[12\]$/m);
    expect(stdout).toContain('odd has no counterpart here: activation "relu"');
    const chinese = await gatecast(["weights", "theirs.keras", "--lang", "zh"], folder);
    expect(chinese.stdout).toContain("在这里没有对应的层");
    const json = await gatecastJson(["weights", "theirs.keras"], folder);
    expect(json).toMatchObject({ format: "keras", ordered: true });
  });

  test.each([
    ["a broken file", "broken.h5", Uint8Array.of(0x89, 0x48, 0x44, 0x46, 13, 10, 26, 10, 0), "cut off"],
    ["a pickle", "model.pt", Uint8Array.of(0x80, 2, 0x8a), "pickle"],
    ["a table", "table.safetensors", new TextEncoder().encode("a,b\n1,2\n"), "none of the formats"],
  ])("refuses %s in one line, as a fault of the file", async (_, name, bytes, fact) => {
    put(folder, name, bytes);
    const { error } = await gatecastJson(["weights", name], folder, 4);
    expect(error).toMatchObject({ kind: "model", code: "weights_unreadable", file: name });
    expect((error as { message: string }).message).toContain(fact);
  });
});
