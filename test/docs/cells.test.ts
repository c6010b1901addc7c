import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Cell } from "@gatecast/engine";
import { CELLS, FAMILY, memberEquations } from "@gatecast/nn";
import { expect, test } from "vitest";
import { evaluate, type Leaves } from "../../packages/engine/src/cell/evaluate.ts";
import { arrange } from "../../scripts/docs/cells/arrange.ts";
import { type Drawing, drawingOf, drawingRows, type Edge } from "../../scripts/docs/cells/drawing.ts";
import { cellFiles } from "../../scripts/docs/cells/files.ts";
import { memberDrawings } from "../../scripts/docs/cells/member-drawing.ts";
import { looksAlike } from "../../scripts/docs/picture.ts";
import { draws } from "../support/draws.ts";
import { ROOT } from "../support/run-script.ts";
import { TEST_CELLS } from "../support/test-cells.ts";

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const ALL = [...Object.values(CELLS), ...Object.values(TEST_CELLS)];

test("the page and the drawing of every member are what its equations say now (`npm run docs` writes them)", {
  timeout: 120_000,
}, async () => {
  const files = await cellFiles(read);
  for (const [path, computed] of Object.entries(files)) {
    if (path.endsWith(".svg")) expect(looksAlike(read(path), computed), path).toBe(true);
    else expect(read(path), path).toBe(computed);
  }
  const there = readdirSync(join(ROOT, "docs/cells")).map((name) => `docs/cells/${name}`);
  expect(there.sort()).toEqual(Object.keys(files).sort());
  for (const name of Object.keys(FAMILY)) expect(there).toContain(`docs/cells/${name}.zh-CN.md`);
});

type Values = ArrayLike<number>;
const H = 3;
const perUnit = (value: (unit: number) => number): Values => Float64Array.from({ length: H }, (_, unit) => value(unit));

/** What a function or operation of a drawing says of what goes into it. */
function said(label: string, inputs: readonly { values: Values; sign: Edge["sign"] }[]): Values {
  const first = inputs[0]!.values;
  const mean = (of: Values) => Array.from(of).reduce((sum, value) => sum + value / H, 0);
  const [, sign, right = ""] = /^([+−×÷<>]|max) (−?[\d.]+)$/.exec(label) ?? [];
  switch (label) {
    case "+":
      return perUnit((h) =>
        inputs.reduce((sum, { values, sign: one }) => sum + (one === "−" ? -values[h]! : values[h]!), 0),
      );
    case "⊙":
      return perUnit((h) =>
        inputs.reduce((all, { values, sign: one }) => (one === "÷" ? all / values[h]! : all * values[h]!), 1),
      );
    case "max":
      return perUnit((h) => Math.max(...inputs.map(({ values }) => values[h]!)));
    case "−":
      return perUnit((h) => -first[h]!);
    case "mean":
      return perUnit(() => mean(first));
    case "norm": {
      const spread = Math.sqrt(mean(perUnit((h) => (first[h]! - mean(first)) ** 2)) + 1e-5);
      return perUnit((h) => (first[h]! - mean(first)) / spread);
    }
    case "stop":
      return first;
    case "floor":
      return perUnit((h) => Math.floor(first[h]!));
    case "σ":
      return perUnit((h) => 1 / (1 + Math.exp(-first[h]!)));
    case "tanh":
      return perUnit((h) => Math.tanh(first[h]!));
    case "exp":
      return perUnit((h) => Math.exp(first[h]!));
    case "log σ":
      return perUnit((h) => -Math.log1p(Math.exp(-first[h]!)));
    case "√":
      return perUnit((h) => Math.sqrt(first[h]!));
    case "1 −":
      return perUnit((h) => 1 - first[h]!);
    default:
      return perUnit((h) => {
        const [a, b] = [first[h]!, Number(right.replace("−", "-"))];
        if (sign === "max") return Math.max(a, b);
        if (sign === ">") return Number(a > b);
        if (sign === "<") return Number(a < b);
        if (sign === "×") return a * b;
        if (sign === "÷") return a / b;
        if (sign === "+") return a + b;
        throw new Error(`nobody says what "${label}" means`);
      });
  }
}

/** Follows the lines of a drawing back from a shape. */
function follow({ shapes, edges }: Drawing, leaves: Leaves, id: string): Values {
  const shape = shapes.find((one) => one.id === id)!;
  const [kind, name] = [id.split(" ")[0]!, id.slice(id.indexOf(" ") + 1)];
  if (kind === "constant") return perUnit(() => Number(name));
  if (kind === "weight") return leaves.get(`vector ${name}`) ?? leaves.get(`fixed ${name}`)!;
  if (shape.kind === "gate" || shape.kind === "input") return leaves.get(id)!;
  const inputs = edges
    .filter(({ to }) => to === id)
    .map(({ from, sign }) => ({ values: follow({ shapes, edges }, leaves, from), sign }));
  return shape.kind === "output" || shape.kind === "value" ? inputs[0]!.values : said(shape.label.text, inputs);
}

const leavesOf = (cell: Cell): Leaves => {
  const names = [
    ...cell.gates.map(({ name }) => `gate ${name}`),
    ...cell.states.map((name) => `state ${name}`),
    ...cell.given.map((name) => `given ${name}`),
    ...cell.vectors.map((name) => `vector ${name}`),
    ...cell.fixed.map(({ name }) => `fixed ${name}`),
  ];
  const values = names.map((name) => [name, draws(H, `${cell.name} ${name}`)] as const);
  return new Map<string, Values>([...values, ["time", perUnit(() => 5)]]);
};

test("whoever follows the lines of a drawing computes what the equations say", () => {
  for (const cell of ALL) {
    const [drawing, leaves] = [drawingOf(cell), leavesOf(cell)];
    const values = cell.between.map(({ name, value }) => ({ id: `value ${name}`, value }));
    for (const { id, value } of [...values, ...cell.next.map((one) => ({ ...one, id: `next ${one.name}` }))]) {
      const [drawn, expected] = [follow(drawing, leaves, id), evaluate(value.node, leaves, H)];
      for (let h = 0; h < H; h++) expect(drawn[h], `${cell.name}: ${id}`).toBeCloseTo(expected[h]!, 3);
    }
  }
});

test("a wide drawing goes on in rows, each of which takes up what those above it have left", () => {
  const wide = ALL.map((cell) => ({ cell, rows: drawingRows(cell) })).filter(({ rows }) => rows.length > 1);
  expect(wide.map(({ cell }) => cell.name)).toContain("mogrifier");
  for (const { cell, rows } of wide) {
    const leaves = new Map(leavesOf(cell));
    const ids = [...cell.between.map(({ name }) => `value ${name}`), ...cell.next.map(({ name }) => `next ${name}`)];
    const whole = drawingOf(cell);
    const drawn = rows.flatMap((row) =>
      ids
        .filter((id) => row.shapes.some((shape) => shape.id === id && shape.kind !== "input"))
        .map((id) => {
          const values = follow(row, leaves, id);
          const expected = follow(whole, leavesOf(cell), id);
          for (let h = 0; h < H; h++) expect(values[h], `${cell.name}: ${id}`).toBeCloseTo(expected[h]!, 9);
          leaves.set(id, values);
          return id;
        }),
    );
    expect(drawn.sort()).toEqual(ids.sort());
  }
});

test("a gate is drawn with all that goes through its weights", () => {
  for (const cell of ALL) {
    const { edges } = drawingOf(cell);
    for (const { name, input, recurrent } of cell.gates) {
      const from = edges.filter(({ to }) => to === `gate ${name}`).map((edge) => edge.from);
      const expected = recurrent.map((source) =>
        expect.stringMatching(new RegExp(`^(?:state|given|value) ${source}$`)),
      );
      expect(from, `${cell.name}: ${name}`).toEqual([...(input ? ["x"] : []), ...expected]);
    }
  }
});

/** A drawing of a member that is composed of operations, with what stands where a line begins and ends. */
async function linesOf(member: string) {
  const rows = memberDrawings(await memberEquations(FAMILY[member]!));
  return rows.map(({ shapes, edges }) => {
    const shape = (id: string) => shapes.find((one) => one.id === id)!;
    return edges.map(({ from, to }) => ({ from: shape(from), to: shape(to) }));
  });
}

test("what goes through weights comes from the inputs: i is a factor, and what weights alone come to has rows above", async () => {
  for (const [member, count] of [
    ["s4", 4],
    ["s4d", 2],
  ] as const) {
    const rows = await linesOf(member);
    const all = rows.flat();
    expect(all.filter(({ to }) => to.kind === "gate").map(({ from }) => from.kind)).not.toContain("weight");
    expect(all.filter(({ to }) => to.label.text === "× i")).toHaveLength(count);
    expect(all.map(({ from }) => from.label.text)).not.toContain("i");
    const first = rows.findIndex((row) => row.some(({ from }) => from.label.text === "x"));
    const above = rows.slice(0, first).flat();
    expect(above.some(({ to }) => to.label.text === "Δ")).toBe(true);
    expect(above.some(({ to }) => to.kind === "gate")).toBe(false);
  }
});

test("equal parts of a member's equations are one shape", async () => {
  const all = (await linesOf("s4d")).flat();
  // exp(Δ·a) stands in its equations twice, exp(v) and exp(W) once.
  expect(new Set(all.filter(({ to }) => to.label.text === "exp").map(({ to }) => to.id)).size).toBe(3);
});

test("shapes do not lie on one another, and lines lead from left to right, from one shape to another", () => {
  // The largest takes seconds, and the first test has laid it out.
  for (const drawing of ALL.map(drawingOf).filter(({ shapes }) => shapes.length < 100)) {
    const { places, routes, width, height } = arrange(drawing);
    const all = [...places];
    for (const [id, a] of all) {
      expect(a.x - a.width / 2, id).toBeGreaterThanOrEqual(-1e-9);
      expect(a.x + a.width / 2, id).toBeLessThanOrEqual(width + 1e-9);
      expect(a.y + a.height / 2, id).toBeLessThanOrEqual(height + 1e-9);
      for (const [other, b] of all) {
        const apart =
          Math.abs(a.x - b.x) >= (a.width + b.width) / 2 || Math.abs(a.y - b.y) >= (a.height + b.height) / 2;
        expect(other === id || apart, `${id} and ${other}`).toBe(true);
      }
    }
    drawing.edges.forEach(({ from, to }, i) => {
      const [start, end, route] = [places.get(from)!, places.get(to)!, routes[i]!];
      expect(route[0]).toEqual({ x: start.x + start.width / 2, y: start.y });
      expect(Math.abs(route.at(-1)!.y - end.y), to).toBeLessThanOrEqual(end.height / 2);
      for (let k = 1; k < route.length; k++) expect(route[k]!.x).toBeGreaterThanOrEqual(route[k - 1]!.x);
    });
  }
});
