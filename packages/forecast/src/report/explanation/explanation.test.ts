import { expect, test } from "vitest";
import { displayWidth } from "../display-width.ts";
import { EVIL, expectSafePage } from "../page-rules.fixture.ts";
import { renderPicture } from "../picture.ts";
import { explanationFixture } from "./explanation.fixture.ts";
import { renderExplanationPage } from "./explanation-page.ts";
import { explanationPictures } from "./explanation-pictures.ts";
import { explanationSentences } from "./explanation-sentences.ts";
import { renderExplanationText } from "./explanation-text.ts";
import { unitsOverTime } from "./gate-rows.ts";

const BLOCK = { kind: "block", number: 2, column: null } as const;

test("The sentences say what was forecast, against what, what moved it most and what the network lives on", () => {
  const [forecast, moved, next, linear, lives, hardly, ...rest] = explanationSentences(explanationFixture(), "en");
  expect(forecast).toBe(
    "With readings up to 1958-12, the network (lstm) forecasts 400.0 for passengers on average from 1959-01 to 1959-12 (12 steps): 37.50 more than the 362.5 that the mean of 8 earlier windows at the same point of the season of 12 rows gives.",
  );
  expect(moved).toBe(
    "What moved it most: its own past (passengers), +43.00 in all, the largest part at 1957-12: +20.00.",
  );
  expect(next).toBe("After that: fares -8.000, calendar: month +2.500.");
  expect(linear).toBe("Of it, the network's linear path alone says 390.0; the lstm beside it adds +10.00.");
  expect(lives).toContain("lives on its own past (passengers) most");
  expect(lives).toContain("from 20.00 to 50.00 (150 % more)");
  expect(hardly).toBe("Hardly missed: fares, idle.");
  expect(rest).toEqual([]);
});

test("The same in Chinese; of one step, of a baseline that stands still, of a window like its baseline", () => {
  const chinese = explanationSentences(explanationFixture({ step: 3 }), "zh").join("");
  for (const text of [
    "在 1959-03（第 3 步）",
    "高 37.50",
    "自身的过去（passengers）",
    "日历：月份 +2.500",
    "高出 150 %",
  ]) {
    expect(chinese).toContain(text);
  }
  const still = explanationFixture();
  const { attribution } = still;
  const lower = {
    ...still,
    attribution: { ...attribution, against: "last" as const, season: 1, windows: 0, baselineForecast: 450 },
  };
  expect(explanationSentences(lower, "en")[0]).toContain(
    "50.00 less than the 450.0 that a window that stands still at its last values gives",
  );
  const idle = attribution.inputs.map((input) => ({ ...input, total: 0, values: input.values.map(() => 0) }));
  const same = { ...still, attribution: { ...attribution, inputs: idle, baselineForecast: 400 } };
  expect(explanationSentences(same, "en").slice(0, 2).join(" ")).toMatch(/which is what .* gives\. No input moved it/);
});

test("A network whose gates change nothing says so, and so does one that has none", () => {
  const found = explanationFixture();
  const silent = explanationSentences({ ...found, linearPath: { forecast: 400, isAll: true } }, "en").join(" ");
  expect(silent).toContain("nothing within it changes any forecast of this model");
  const [layer] = explanationFixture({ layers: [{ layer: 1, reverse: false, part: BLOCK }] }).gates;
  const values = layer!.gates.slice(2).map((gate) => ({ ...gate, kind: "value" as const }));
  const without = { ...found, cell: "tcn", gates: [{ ...layer!, gates: values }], linearPath: null, importance: null };
  const said = explanationSentences(without, "en");
  expect(said.at(-1)).toBe(
    "“tcn” has no gates: what its parts hand on is shown in their place. Its equations: gatecast cells show tcn.",
  );
  expect(explanationSentences(without, "zh").at(-1)).toContain("“tcn”没有门");
  expect(said.join(" ")).not.toMatch(/linear path|RMSE/);
  expectSafePage(renderExplanationPage(without, { lang: "en" }));
  const pictures = explanationPictures(without, { lang: "en" });
  expect(pictures.map(({ name }) => name)).toEqual([
    ...["window", "contributions", "inputs"],
    ...["gates-1-block-2", "units-1-block-2"],
  ]);
  expect(pictures.at(-1)!.title).toBe("Gates and states, unit by unit · block 2");
  expect(renderPicture(pictures.at(-1)!)).toContain(">value h · ± 5.300</text>");
});

test("Parts have names in every language, and tell which rows their steps cover", () => {
  const first = 96;
  const spans = [0, 4, 8, 12, 16, 20].map((row) => ({ first: first + row, last: first + row + 3 }));
  const ahead = [120, 121].map((row) => ({ first: row, last: row }));
  const layers = [
    { layer: 1, reverse: false, part: { kind: "scale", number: 4, column: null }, spans },
    { layer: 1, reverse: true, part: { kind: "encoder", number: null, column: null } },
    { layer: 1, reverse: false, part: { kind: "decoder", number: null, column: null }, spans: ahead },
  ] as const;
  const found = explanationFixture({ layers });
  const text = renderExplanationText(found, { lang: "en" });
  expect(text).toMatch(/^scale 4 +6 +4 +1957-01 – 1957-04 +1958-09 – 1958-12$/m);
  expect(text).toMatch(/^decoder +2 +1 +1959-01 +1959-02$/m);
  // f of unit u at step t is (t + 1) / (25 + u).
  expect(text).toMatch(/^scale 4: gate f +0\.1347 +0\.03704 +0\.2400 +0\.2310$/m);
  expect(text).toMatch(/^encoder, backward: state h /m);
  const chinese = renderExplanationText(found, { lang: "zh" });
  for (const row of [/^尺度 4：门 f /m, /^编码器，反向：状态 h /m, /^解码器 +2 +1 +1959-01 /m])
    expect(chinese).toMatch(row);
  const pictures = explanationPictures(found, { lang: "en" }).slice(4);
  expect(pictures.map(({ name }) => name)).toEqual(
    ["1-scale-4", "1-encoder-backward", "1-decoder"].flatMap((name) => [`gates-${name}`, `units-${name}`]),
  );
  const captions = pictures.map(({ caption }) => caption);
  expect(captions[0]).toContain("up to 4 rows");
  expect(captions[2]).not.toMatch(/rows ahead|up to/);
  expect(captions[4]).toContain("rows ahead");
  expect(renderPicture(pictures[0]!)).not.toContain("NaN");
  for (const lang of ["en", "zh"] as const) expectSafePage(renderExplanationPage(found, { lang }));
  // A layer by layer network needs no such table.
  expect(renderExplanationText(explanationFixture(), { lang: "en" })).not.toContain("rows a step");
});

test("Of many parts the first are drawn, and how to draw another is told", () => {
  const layers = Array.from({ length: 20 }, (_, node) => ({
    ...{ layer: 1, reverse: false },
    part: { kind: "node" as const, number: node + 1, column: `station ${node + 1}` },
  }));
  const found = explanationFixture({ layers });
  expect(explanationPictures(found, { lang: "en" }).filter(({ name }) => name.startsWith("gates-"))).toHaveLength(12);
  const said = explanationSentences(found, "en").at(-1)!;
  expect(said).toContain("12 of 20 parts");
  expect(said).toContain('--part "node station 13"');
  expect(explanationSentences(found, "zh").at(-1)).toContain('--part "node station 13"');
});

test("What a value has fewer units of than another is shown as far as it has them", () => {
  const found = explanationFixture({ unit: 3 });
  const [layer] = found.gates;
  const [f, g, h] = layer!.gates;
  const one = { ...g!, units: 1, values: new Float64Array(24).fill(0.5) };
  const narrow = { ...found, gates: [{ ...layer!, gates: [f!, one, h!] }] };
  const text = renderExplanationText(narrow, { lang: "en" });
  expect(text).toMatch(/^gate f /m);
  expect(text).not.toMatch(/^gate g /m);
  const drawn = renderPicture(explanationPictures(narrow, { lang: "en" }).find(({ name }) => name === "gates-1")!);
  for (const shown of ["gate g", "mean of the units", "unit 3"]) expect(drawn).toContain(`>${shown}</text>`);
});

test("An input whose exchange changes nothing is no input that the network lives on", () => {
  const found = explanationFixture();
  const inputs = found.importance!.inputs.map((input) => ({ ...input, rise: 0.1 }));
  const said = explanationSentences({ ...found, importance: { ...found.importance!, inputs } }, "en");
  expect(said.at(-1)).toBe(
    "Over 18 windows, no input is missed: whichever is exchanged between windows, the forecast is no worse than its RMSE of 20.00.",
  );
});

test("An input whose exchange makes the forecast better is said to mislead, beyond the spread of the draws alone", () => {
  const found = explanationFixture();
  const said = (rises: readonly number[], spread: number, lang: "en" | "zh" = "en") => {
    const inputs = found.importance!.inputs.map((input, i) => ({ ...input, rise: rises[i]!, spread }));
    return explanationSentences({ ...found, importance: { ...found.importance!, inputs } }, lang).slice(4);
  };
  const rises = found.importance!.inputs.map((_, i) => (i === 1 ? -4 : 0.1));
  const misled = "Exchanging these makes the forecast better, so they mislead the model on these rows: fares.";
  expect(said(rises, 1)).toEqual([expect.stringContaining("no input is missed"), misled]);
  expect(said(rises, 1, "zh").at(-1)).toBe("互换后预测反而更好，说明它们在这些行上误导了模型：fares。");
  expect(said(rises, 5)).toHaveLength(1);
  const [lives, hardly, last] = said([9, ...rises.slice(1)], 1);
  expect(lives).toContain("lives on");
  expect(hardly).not.toContain("fares");
  expect(last).toBe(misled);
});

test("The text for a terminal has contributions, importance and gates in numbers, and keeps to its width", () => {
  const text = renderExplanationText(explanationFixture({ unit: 2 }), { lang: "en" });
  expect(text).toMatch(/^its own past \(passengers\) +\+43\.00 +\+43\.00 +0 +1957-12 +\+20\.00$/m);
  expect(text).toMatch(/^fares +-8\.000 +0 +-8\.000 +1958-12 +-8\.000$/m);
  expect(text).toMatch(/^Missed by the sum: \+1\.000e-6, 32 points/m);
  expect(text).toMatch(/^its own past \(passengers\) +\+30\.00 +0\.5000 +50\.00$/m);
  // Unit 2 of f rises from 1 / 26 to 24 / 26.
  expect(text).toMatch(/^gate f +0\.4808 +0\.03846 +0\.9231 +0\.9231$/m);
  for (const line of renderExplanationText(explanationFixture(), { lang: "zh", width: 72 }).split("\n")) {
    expect(displayWidth(line), line).toBeLessThanOrEqual(72);
  }
});

test("Of many inputs a terminal lists the first and counts the others", () => {
  const base = explanationFixture();
  const many = Array.from({ length: 40 }, (_, i) => ({ ...base.attribution.inputs[3]!, name: `node ${i}`, total: i }));
  const text = renderExplanationText(
    { ...base, attribution: { ...base.attribution, inputs: many }, importance: null },
    { lang: "en" },
  );
  expect(text).toMatch(/^node 26 .*\n… and 26 more\nMissed by the sum/m);
  expect(text).not.toContain("node 25 ");
});

test("Units together are their mean and their middle", () => {
  const [layer] = explanationFixture().gates;
  const [first] = unitsOverTime(layer!.gates[2]!);
  expect(first).toEqual({ mean: expect.closeTo(0, 12), low: expect.closeTo(-2.4, 12), high: expect.closeTo(2.4, 12) });
});

test("The pictures show every gate and unit over the rows of the window, and what each input contributed", () => {
  const layers = [
    { layer: 1, reverse: false },
    { layer: 1, reverse: true },
  ];
  const pictures = explanationPictures(explanationFixture({ layers, unit: 2 }), { lang: "en" });
  expect(pictures.map(({ name }) => name)).toEqual([
    ...["window", "contributions", "inputs", "importance"],
    ...["gates-1", "units-1", "gates-1-backward", "units-1-backward"],
  ]);
  const drawn = new Map(pictures.map((picture) => [picture.name, renderPicture(picture)]));
  const shows = (name: string, ...texts: string[]) => {
    for (const text of texts) expect(drawn.get(name), name).toContain(`>${text}</text>`);
  };
  shows("window", "passengers", "actual", "baseline", "network (lstm)", "1957", "1959");
  shows("contributions", "its own past (passengers) · +43.00", "fares · -8.000", "raises the forecast");
  // An input that contributed nothing has no plot, but its line in the picture of all.
  expect(drawn.get("contributions")).not.toContain("idle");
  shows("inputs", "idle", "calendar: month", "+20.00", "-20.00");
  shows("importance", "RMSE rises by (passengers)", "30.00");
  shows("gates-1", "gate f", "gate g", "state h", "mean of 3 units", "middle 80 % of the units", "unit 2", "1957-07");
  shows("units-1-backward", "Gates and states, unit by unit · layer 1, backward", "state h · ± 5.300", "3");
  shows("units-1", "gate f · 0.03704 … 0.9600");
});

test("What an attention looked at is a sentence and a picture of its own", () => {
  const found = explanationFixture();
  const shares = Float64Array.from({ length: 12 * 24 }, (_, i) => (i % 24 === 5 ? 0.54 : 0.02));
  const rows = { layer: 1, first: found.attribution.first, rows: 24 };
  const inputs = [{ name: "fares", kind: "past" as const, shares: new Float64Array(24).fill(0.3) }];
  const alignments = [{ ...rows, over: "ahead" as const, steps: 12, shares }];
  const looking = { ...found, gates: [], alignments, drivers: [{ ...rows, inputs }] };
  expect(explanationSentences(looking, "en")).toContain(
    "Its attention looks at 1957-06 most, with 54 % of its weight on the mean.",
  );
  const picture = explanationPictures(looking, { lang: "en" }).find(({ name }) => name === "alignment-1")!;
  const svg = renderPicture(picture);
  for (const text of ["steps ahead", "share 0.5400", "12", "1957-07"]) expect(svg).toContain(`>${text}</text>`);
  const chosen = explanationPictures(looking, { lang: "en" }).find(({ name }) => name === "drivers-1")!;
  for (const text of ["fares", "share 0.3000"]) expect(renderPicture(chosen)).toContain(`>${text}</text>`);
  expectSafePage(renderExplanationPage(looking, { lang: "zh" }));
});

test("The page is safe whatever the columns are called, in both languages, and says how to take its numbers", () => {
  const evil = explanationFixture({ names: [EVIL, `${EVIL}2`] });
  for (const lang of ["en", "zh"] as const) expectSafePage(renderExplanationPage(evil, { lang }));
  const page = renderExplanationPage(explanationFixture(), { lang: "en" });
  for (const text of [
    "Why passengers is forecast so after 1958-12",
    "Sum of all contributions",
    "nothing about causes in the world",
    "cₜ = σ(f̃) ⊙ cₜ₋₁ + σ(ĩ) ⊙ tanh(g̃)",
    "on rows that it has seen",
  ]) {
    expect(page).toContain(text);
  }
});

test("A window of a single step, and one of thousands of rows, are drawn as well", () => {
  const found = explanationFixture();
  const [layer] = found.gates;
  const one = {
    ...layer!,
    spans: [{ first: found.origin, last: found.origin }],
    gates: layer!.gates.map((gate) => ({ ...gate, values: gate.values.slice(0, 3) })),
  };
  const long = {
    ...layer!,
    spans: Array.from({ length: 4000 }, (_, t) => ({ first: t, last: t })),
    gates: layer!.gates.map((gate) => ({
      ...gate,
      values: new Float64Array(12_000).map((_, i) => gate.values[i % 72]!),
    })),
  };
  for (const gates of [[one], [long]]) {
    for (const picture of explanationPictures({ ...found, gates }, { lang: "en" })) {
      const svg = renderPicture(picture);
      expect(svg).toMatch(/^<svg [\s\S]*<\/svg>$/);
      expect(svg).not.toContain("NaN");
      expect(svg.length).toBeLessThan(400_000);
    }
  }
});
