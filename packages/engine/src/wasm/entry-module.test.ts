import { expect, test } from "vitest";
import { entryModule } from "./entry-module.ts";
import { exportedFunctions } from "./wasm-reader.ts";
import { code, F32, F64, I32, moduleOf, text, vector, wasmModule } from "./wasm-writer.ts";

const typed = (parameters: readonly number[], results: readonly number[], name: string, body: readonly number[]) =>
  moduleOf({
    types: [[0x60, ...vector(parameters.map((one) => [one])), ...vector(results.map((one) => [one]))]],
    imports: [],
    functions: [[0]],
    exports: [[...text(name), 0, 0]],
    bodies: [[0, ...body, ...code.end]],
  });

test("what a module exports is read with its types and in its order", () => {
  const f = (name: string, parameters: number) => ({ name, parameters, locals: [I32], body: [] });
  const many = Array.from({ length: 200 }, (_, i) => f(`function${i}`, i % 20));
  expect(exportedFunctions(wasmModule(many))).toMatchObject(
    many.map(({ name, parameters }) => ({ name, parameters: Array(parameters).fill(I32), results: [] })),
  );
  expect(exportedFunctions(typed([F64, I32, F32], [F64], "mixed", [0x44, ...Array(8).fill(0)]))).toMatchObject([
    { name: "mixed", parameters: [F64, I32, F32], results: [F64] },
  ]);
});

test("an entry hands on numbers of every type, and returns where they end", async () => {
  const got: number[][] = [];
  const functions = [
    { name: "none", parameters: [], results: [] },
    { name: "mixed", parameters: [I32, F64, F32, I32], results: [] },
  ];
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536, shared: true });
  const record = (...numbers: number[]) => void got.push(numbers);
  const module = await WebAssembly.compile(entryModule(functions));
  const { exports } = await WebAssembly.instantiate(module, {
    engine: { memory },
    functions: { none: record, mixed: record },
  });
  const view = new DataView(memory.buffer);
  view.setInt32(4, -7, true);
  view.setFloat64(8, Math.PI, true);
  view.setFloat32(16, 0.5, true);
  view.setInt32(20, 2 ** 31 - 1, true);
  const { none, mixed } = exports as Record<string, (at: number) => number>;
  expect([none!(4), mixed!(4)]).toEqual([4, 24]);
  expect(got).toEqual([[], [-7, Math.PI, 0.5, 2 ** 31 - 1]]);
});
