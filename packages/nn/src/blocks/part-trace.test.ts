import { Engine, readTensor, seed, writeTensor } from "@gatecast/engine";
import { afterAll, expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { largestError } from "../../../../test/support/largest-error.ts";
import type { Member } from "../family/member.ts";
import { type LayerSpec, Network } from "../network/network.ts";
import { rowsOf } from "./attention.fixture.ts";
import { BLOCKS } from "./index.ts";
import { EDGES, REBUILT, Traced } from "./part-trace.fixture.ts";

const engine = await Engine.create();
afterAll(() => engine.close());

const [T, B, F, O] = [11, 2, 3, 4];

/** A network of one layer, or of two, with weights drawn so that none is zero. */
async function networkOf({ name, graph }: Member, options: Partial<LayerSpec & object> = {}, steps = T) {
  const own = graph === true ? { graph: EDGES } : {};
  const layer = {
    kind: "recurrent",
    cell: name,
    units: 4,
    output: "last",
    directions: 1,
    ...own,
    ...options,
  } as LayerSpec;
  const spec = { steps, features: F, extras: 0, outputs: O, layers: [layer], linearPath: false };
  const network = await Network.create(engine, spec, seed(8));
  for (const { name: weight, value } of network.parameters.all) {
    network.parameters.write(
      weight,
      draws(value.rows * value.width, weight).map((drawn) => 0.7 * drawn),
    );
  }
  return network;
}

for (const member of BLOCKS) {
  test(`what is traced of ${member.name} is what it forecasts from`, async () => {
    for (const steps of [T, 4]) {
      const network = await networkOf(member, {}, steps);
      const x = draws(steps * B * F, "x");
      const made = network.plan(B);
      writeTensor(engine.f32, made.x, x);
      made.plan.forward();
      const traces = network.trace(x, B);
      const read = (name: string) => network.parameters.read(name);
      const prefix = "layers.0.";
      const names = network.parameters.all.map(({ name }) => name).filter((name) => name.startsWith(prefix));
      const weights = Object.fromEntries(names.map((name) => [name.slice(prefix.length), read(name)]));
      const expected = Array.from({ length: B }, (_, b) => {
        const own = new Traced(traces, weights, rowsOf(x, b, { T: steps, B, F }), b, B);
        const end = Array.from(REBUILT[member.name]!(own));
        return Array.from({ length: O }, (_, o) =>
          // A last segment ahead may reach further than the forecast.
          end
            .slice(0, read("head.weight").length / O)
            .reduce((sum, value, i) => sum + value * read("head.weight")[i * O + o]!, read("head.bias")[o]!),
        );
      });
      expect(largestError(readTensor(engine.f32, made.output), expected.flat())).toBeLessThan(2e-5);
      made.plan.close();
      network.close();
    }
  });

  // DA-RNN's encoder chooses columns by the whole window.
  if (member.name === "da-rnn") continue;
  test(`a step of ${member.name} knows the rows that it covers and those before, or behind on the way back`, async () => {
    for (const directions of member.looksAhead === true ? ([1] as const) : ([1, 2] as const)) {
      const network = await networkOf(member, { directions });
      const x = draws(T * F, "x");
      const told = network.trace(x, 1);
      for (const row of [0, 4, T - 1]) {
        const other = network.trace(
          x.map((value, i) => (Math.floor(i / F) === row ? value + 1 : value)),
          1,
        );
        told.forEach(({ part, reverse, rows, gates, states, values }, i) => {
          const about = `${part?.kind} ${part?.number}`;
          const all = [...gates, ...states, ...values];
          const isChanged = rows.map((_, step) =>
            all.some(([name, own]) => {
              const { gates, states, values } = other[i]!;
              const changed = (gates.get(name) ?? states.get(name) ?? values.get(name))!;
              const width = own.length / rows.length;
              return own.subarray(step * width, (step + 1) * width).some((v, u) => v !== changed[step * width + u]);
            }),
          );
          const ends = rows.map((covered) => Math.max(...covered));
          expect(ends, about).toEqual([...ends].sort((a, b) => a - b));
          rows.forEach((covered, step) => {
            // What lies ahead of the window comes last on either way.
            const knows = reverse
              ? Math.min(...covered) <= row || Math.min(...covered) >= T
              : Math.max(...covered) >= row;
            if (covered.includes(row) || !knows) expect(isChanged[step], `${about}, row ${row}`).toBe(knows);
          });
          // Of every part whose steps are rows of the window, one covers the row; states of blocks taken at the end alone do not.
          const ahead = rows.every((covered) => Math.min(...covered) >= T);
          if (!ahead && rows.length > 1)
            expect(
              rows.some((covered) => covered.includes(row)),
              about,
            ).toBe(true);
        });
      }
      network.close();
    }
  });
}

test("steps cover rows: of scales and levels several each, of patches some twice, of a decoder those ahead", async () => {
  const rowsIn = async (name: string, steps = T, options: Parameters<typeof networkOf>[1] = {}) => {
    const network = await networkOf(BLOCKS.find((member) => member.name === name)!, options, steps);
    const traces = network.trace(draws(steps * F, "x"), 1);
    network.close();
    return traces.map(({ part, rows }) => [`${part?.kind} ${part?.number ?? ""}`.trim(), rows]);
  };
  const each = Array.from({ length: T }, (_, t) => [t]);
  const halves = [[0], [1, 2], [3, 4], [5, 6], [7, 8], [9, 10]];
  const quarters = [
    [0, 1, 2],
    [3, 4, 5, 6],
    [7, 8, 9, 10],
  ];
  expect(await rowsIn("multiscale")).toEqual([
    ["scale 1", each],
    ["scale 2", halves],
    ["scale 4", quarters],
  ]);
  expect(await rowsIn("hierarchical")).toEqual([
    ["level 1", each],
    [
      "level 2",
      [
        [0, 1, 2, 3, 4],
        [5, 6, 7, 8, 9, 10],
      ],
    ],
  ]);
  const [, second, third] = await rowsIn("hierarchical", 40);
  const from = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);
  expect(second![1]).toEqual([from(0, 4), from(4, 6), from(10, 6), from(16, 6), from(22, 6), from(28, 6), from(34, 6)]);
  expect(third![1]).toEqual([from(0, 4), from(4, 36)]);
  expect(await rowsIn("segrnn")).toEqual([
    ["segments", quarters],
    ["segments ahead", [[11, 12, 13, 14]]],
  ]);
  // Every other row up to the last one, whatever the way.
  const others = [0, 2, 4, 6, 8, 10].map((t) => [t]);
  const dilated = { dilation: 2 };
  expect(await rowsIn("segrnn", T, dilated)).toEqual([
    [
      "segments",
      [
        [0, 2, 4],
        [6, 8, 10],
      ],
    ],
    [
      "segments ahead",
      [
        [11, 12, 13],
        [14, 15, 16],
      ],
    ],
  ]);
  const pairs = [
    [0, 2],
    [4, 6],
    [8, 10],
  ];
  expect(await rowsIn("multiscale", T, { ...dilated, directions: 2 })).toEqual([
    ["scale 1", others],
    ["scale 2", pairs],
    ["scale 1", others],
    // The way back meets the later row first.
    ["scale 2", pairs.map((rows) => rows.toReversed())],
  ]);
  expect(await rowsIn("patched-slstm", 4)).toEqual([
    [
      "patches",
      [
        [0, 1],
        [1, 2],
        [2, 3],
      ],
    ],
  ]);
  expect(await rowsIn("attention")).toEqual([
    ["encoder", each],
    ["decoder", [[11], [12], [13], [14]]],
  ]);
});

test("a layer above a composed one is traced as well, with what that hands on", async () => {
  const multiscale = { kind: "recurrent", cell: "multiscale", units: 3, directions: 2 } as const;
  const layers: LayerSpec[] = [
    { ...multiscale, output: "sequence" },
    { ...multiscale, cell: "lstm", directions: 1, output: "last" },
  ];
  const spec = { steps: T, features: F, extras: 0, outputs: 3, layers, linearPath: false };
  const network = await Network.create(engine, spec, seed(3));
  network.parameters.write("head.weight", [1, 0, 0, 0, 1, 0, 0, 0, 1]);
  const x = draws(T * B * F, "x");
  const traces = network.trace(x, B);
  expect(traces.map(({ layer, reverse, part }) => [layer, reverse, part?.number ?? null])).toEqual([
    ...[1, 2, 4].map((scale) => [0, false, scale]),
    ...[1, 2, 4].map((scale) => [0, true, scale]),
    [1, false, null],
  ]);
  const made = network.plan(B);
  writeTensor(engine.f32, made.x, x);
  made.plan.forward();
  const h = traces
    .at(-1)!
    .states.get("h")!
    .subarray(-B * 3);
  expect(largestError(readTensor(engine.f32, made.output), h)).toBeLessThan(1e-6);
  made.plan.close();
  network.close();
});
