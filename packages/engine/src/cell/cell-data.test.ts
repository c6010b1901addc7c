import fc from "fast-check";
import { expect, test } from "vitest";
import { TEST_CELLS } from "../../../../test/support/test-cells.ts";
import { type CellData, cellData, cellFromData } from "./cell-data.ts";
import { cellCode, compileCell } from "./compile.ts";
import { formula } from "./formula.ts";

test("a cell that was data in between has the same equations, kernels, and numbers for every unit", () => {
  for (const cell of Object.values(TEST_CELLS)) {
    const data = JSON.parse(JSON.stringify(cellData(cell, [3, 8]))) as CellData;
    const again = cellFromData(data);
    expect(formula(again)).toEqual(formula(cell));
    expect(cellCode(compileCell(again), 5)).toEqual(cellCode(compileCell(cell), 5));
    for (const units of [3, 8]) {
      for (const [v, { value }] of cell.fixed.entries()) {
        for (let unit = 0; unit < units; unit++) expect(again.fixed[v]!.value(unit, units)).toBe(value(unit, units));
      }
      for (const [g, { connection }] of cell.gates.entries()) {
        for (let i = 0; i < units * units && connection !== null; i++) {
          const [from, to] = [Math.floor(i / units), i % units];
          expect(again.gates[g]!.connection!(from, to, units)).toBe(connection(from, to, units));
        }
      }
    }
    expect(again.starts.states).toEqual(cell.starts.states);
  }
});

test("a layer of a size that was not written down is refused", () => {
  const again = cellFromData(cellData(TEST_CELLS.clockCell, [3]));
  expect(() => again.fixed[0]!.value(0, 4)).toThrow("nothing is written down for layers of 4 units");
});

test("data that describe no cell are refused with a RangeError, whatever is changed in them", () => {
  const sound = cellData(TEST_CELLS.peephole, [3]);
  const places = sound.nodes.flatMap((node, n) => node.map((_, i) => [n, i] as const));
  const value = fc.oneof(fc.string(), fc.integer(), fc.constant("constructor"), fc.constant("__proto__"));
  fc.assert(
    fc.property(fc.constantFrom(...places), value, ([n, i], other) => {
      const nodes = sound.nodes.map((node, m) => (m === n ? node.map((part, j) => (j === i ? other : part)) : node));
      try {
        compileCell(cellFromData({ ...sound, nodes: nodes as unknown as CellData["nodes"] }));
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }),
  );
  expect(() => cellFromData({ ...sound, nodes: sound.nodes.slice(0, -1) })).toThrow(RangeError);
  expect(() => cellFromData({ ...sound, next: sound.next.slice(1) })).toThrow("a state without its next value");
  const endless = Array.from({ length: 10_001 }, () => ["time"] as const);
  expect(() => cellFromData({ ...sound, nodes: endless })).toThrow("more than 10000 parts");
});
