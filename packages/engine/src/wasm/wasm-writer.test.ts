import { expect, test } from "vitest";
import { cellCode, compileCell } from "../cell/compile.ts";
import { cell } from "../cell/define.ts";
import { exp, sigmoid } from "../cell/expression.ts";
import { code, unsigned } from "./wasm-writer.ts";

test("whole numbers are written as LEB128, with the examples of the DWARF standard", () => {
  expect([0, 127, 128, 624485].map(unsigned)).toEqual([[0], [0x7f], [0x80, 1], [0xe5, 0x8e, 0x26]]);
  const signed = (n: number) => code.i32Const(n).slice(1);
  expect([2, -2, 127, -127, 128, -128, 129, -129].map(signed)).toEqual([
    [2],
    [0x7e],
    [0xff, 0],
    [0x81, 0x7f],
    [0x80, 1],
    [0x80, 0x7f],
    [0x81, 1],
    [0xff, 0x7e],
  ]);
});

test("a module of many gates is valid, asks for a memory alone, and offers one pair a stage", async () => {
  const names = Array.from({ length: 70 }, (_, i) => `g${i}`);
  const wide = cell({
    name: "wide",
    source: "for tests",
    states: ["h"],
    gates: Object.fromEntries(names.map((name) => [name, "x + h"])),
    step: (gates) => ({ h: names.map((name) => sigmoid(exp(gates[name]!))).reduce((a, b) => a.plus(b)) }),
  });
  const bytes = cellCode(compileCell(wide), 5);
  expect(WebAssembly.validate(bytes)).toBe(true);
  const module = await WebAssembly.compile(bytes);
  expect(WebAssembly.Module.imports(module).map(({ module: from, name }) => `${from}.${name}`)).toEqual([
    "engine.memory",
  ]);
  expect(WebAssembly.Module.exports(module).map(({ name }) => name)).toEqual(["forward0", "backward0"]);
});
