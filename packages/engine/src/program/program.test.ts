import { afterAll, expect, test } from "vitest";
import { Engine } from "../memory/engine.ts";
import { Program } from "./program.ts";

const engine = await Engine.create();
const { written } = engine;
const region = engine.allocate(64);
const values = () => [...engine.f32.subarray(region.address / 4, region.address / 4 + 4)];
afterAll(() => engine.close());

test("calls are made when the program runs, in order, as often as it runs, and from the part that is asked for", () => {
  const at = region.address;
  const program = new Program(engine, [
    () => written.clear(at, 4),
    () => {
      written.add(at, at, at + 16, 4);
      written.scale(at, at, 0.5, 4, 0);
    },
    () => {},
  ]);
  engine.f32.fill(1, at / 4, at / 4 + 8);
  expect(values()).toEqual([1, 1, 1, 1]);
  program.run(1, 3);
  expect(values()).toEqual([1, 1, 1, 1]);
  program.run(0, 2);
  expect(values()).toEqual([0.5, 0.5, 0.5, 0.5]);
  program.run(1, 2);
  expect(values()).toEqual([0.75, 0.75, 0.75, 0.75]);
  program.run(2, 3);
  expect(values()).toEqual([0.75, 0.75, 0.75, 0.75]);
  program.close();
});

test("a sign of life is given for every call", () => {
  const at = region.address;
  const program = new Program(engine, [
    () => {
      for (let i = 0; i < 5; i++) written.clear(at, 4);
    },
  ]);
  const life = at + 32;
  engine.i32[life / 4] = 7;
  const [from, end] = engine.i32.subarray(program.address / 4, program.address / 4 + 2);
  engine.kernels.makeCalls(from!, end!, life);
  expect(engine.i32[life / 4]).toBe(12);
  program.close();
});

test("what a plan's operation calls while nothing is written down is a mistake, and is told", () => {
  expect(() => written.clear(region.address, 4)).toThrow("internal");
  const failing = () => {
    throw new RangeError("of an operation");
  };
  expect(() => engine.recorder.record(failing)).toThrow("of an operation");
  expect(() => written.clear(region.address, 4)).toThrow("internal");
});

test("a program gives its memory back", () => {
  const make = () => new Program(engine, [() => written.clear(region.address, 4)]);
  const first = make();
  const { address } = first;
  first.close();
  const second = make();
  expect(second.address).toBe(address);
  second.close();
});
