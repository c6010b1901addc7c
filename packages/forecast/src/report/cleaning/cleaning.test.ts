import { expect, test } from "vitest";
import type { NumberColumn, Table } from "../../contracts/index.ts";
import { displayWidth } from "../display-width.ts";
import { EVIL, expectSafePage } from "../page-rules.fixture.ts";
import { renderPicture } from "../picture.ts";
import { tableFixture } from "../table.fixture.ts";
import type { Cleaning } from "./cleaning.ts";
import { renderCleaningPage } from "./cleaning-page.ts";
import { cleaningPictures } from "./cleaning-pictures.ts";
import { renderCleaningText } from "./cleaning-text.ts";

/** The fixture with its holes filled by 12, its sentinel gone and its words dropped. */
function cleaningFixture(before: Table = tableFixture()): Cleaning {
  const [rain, level] = before.columns as [NumberColumn, NumberColumn];
  const filled = Uint8Array.from(rain.values, (value) => (Number.isNaN(value) ? 1 : 0));
  const values = rain.values.map((value) => (Number.isNaN(value) ? 12 : value));
  const after: Table = {
    ...before,
    columns: [
      { ...rain, values, filled },
      { ...level, values: level.values.map((value) => (value === -9999 ? Number.NaN : value)) },
    ],
  };
  const steps = [
    {
      spec: { kind: "fill", by: "forward" },
      before,
      after,
      notes: [{ code: "clean_filled", facts: { by: "forward", cells: 3, columns: rain.name } }],
    },
    { spec: { kind: "drop", columns: ["wind"] }, before: after, after, notes: [] },
  ];
  return { before, after, steps };
}

test("The text says what became of the table, each step, and every column before and after", () => {
  const text = renderCleaningText(cleaningFixture(), { lang: "en" });
  // 3 readings of rain and 13 words were missing; the sentinel is, now.
  expect(text).toContain("weather: 40 rows became 40; 16 missing readings became 1.");
  expect(text).toContain(
    "1. fill by the last known value\n   - Missing cells filled by the last known value: 3, in rain.\n2. drop wind",
  );
  expect(text).toMatch(/^rain +3 → 0 +3 +15\.\d+ → /m);
  expect(text).toMatch(/^level +0 → 1 .* -9999\.0 → 100\.0 +112\.0$/m);
  expect(renderCleaningText(cleaningFixture(), { lang: "zh" })).toContain("缺失读数由 16 个变为 1 个");
});

test("Where values were put in it is said that the written table does not mark them, and what does", () => {
  const cleaning = cleaningFixture();
  const said = "nothing tells values that were put in from readings";
  expect(renderCleaningPage(cleaning, { lang: "en" })).toContain(said);
  const text = renderCleaningText(cleaning, { lang: "en" });
  expect(text.replaceAll(/\s+/g, " ")).toContain("Given the file as it was and the same --config, fit knows them");
  const untouched = { ...cleaning, after: cleaning.before };
  for (const render of [renderCleaningText, renderCleaningPage]) {
    expect(render(untouched, { lang: "en" })).not.toContain("put in from readings");
  }
});

test("No line of the text is wider than the terminal", () => {
  for (const lang of ["en", "zh"] as const) {
    const lines = renderCleaningText(cleaningFixture(tableFixture(["x".repeat(90), "y", "z"])), {
      lang,
      width: 80,
    }).split("\n");
    for (const line of lines.filter((one) => !one.includes("x".repeat(60))))
      expect(displayWidth(line)).toBeLessThanOrEqual(80);
  }
});

test("The page is safe, in both languages, whatever the columns are called", () => {
  for (const lang of ["en", "zh"] as const) {
    const page = renderCleaningPage(cleaningFixture(tableFixture([EVIL, "level", "wind"])), { lang });
    expectSafePage(page);
    expect(page).toContain("&lt;script&gt;");
    expect(page.match(/<svg role="img"/g)).toHaveLength(4);
  }
});

test("Box plots stand in pairs, the map of what is missing is drawn only where something is", () => {
  const pictures = cleaningPictures(cleaningFixture(), { lang: "en" });
  expect(pictures.map(({ name }) => name)).toEqual(["boxes", "series", "series-2", "missing"]);
  const svg = renderPicture(pictures[0]!);
  expect(svg.match(/>before<\/text>/g)).toHaveLength(2);
  expect(svg.match(/>after<\/text>/g)).toHaveLength(2);
  const whole = cleaningFixture();
  const sound = { ...whole, after: { ...whole.after, columns: whole.after.columns.slice(0, 1) } };
  expect(cleaningPictures(sound, { lang: "en" }).map(({ name }) => name)).toEqual(["boxes", "series"]);
});

test("A cleaning without steps, or of a table without rows, still makes a page", () => {
  const none = tableFixture();
  expectSafePage(renderCleaningPage({ before: none, after: none, steps: [] }, { lang: "en" }));
  const empty: Table = { id: "nothing", layout: "single", rows: 0, lines: new Uint32Array(0), columns: [], notes: [] };
  expectSafePage(renderCleaningPage({ before: empty, after: empty, steps: [] }, { lang: "zh" }));
  expect(renderCleaningText({ before: empty, after: empty, steps: [] }, { lang: "en" })).toContain(
    "No step was asked for",
  );
});
