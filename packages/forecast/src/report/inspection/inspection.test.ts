import { expect, test } from "vitest";
import type { Table } from "../../contracts/index.ts";
import { inspectTable } from "../../inspect/index.ts";
import type { ColumnFacts, Finding, Inspection } from "../../inspect/inspection.ts";
import { PALETTE } from "../charts/palette.ts";
import { displayWidth } from "../display-width.ts";
import { EVIL, expectSafePage } from "../page-rules.fixture.ts";
import { renderPicture } from "../picture.ts";
import { tableFixture } from "../table.fixture.ts";
import { wordsFor } from "../words/words-for.ts";
import { columnsText } from "./columns-text.ts";
import { describeFinding } from "./describe-finding.ts";
import { renderInspectionPage } from "./inspection-page.ts";
import { inspectionPictures } from "./inspection-pictures.ts";
import { renderInspectionText } from "./inspection-text.ts";

const finding: Finding = {
  code: "missing_values",
  weight: "harms",
  column: "pm2.5",
  series: null,
  count: 12_067,
  firstRows: [2, 3, 4, 5, 6],
  facts: { runs: 214, longest: 155, longest_at: "2010-09-21 05:00", percent: 4.7166 },
  repair: { kind: "fill", by: "forward", columns: ["pm2.5"] },
  parts: [],
};

test("A finding says what, where, how many, the first lines, the repair, and more by its facts", () => {
  expect(describeFinding(finding, wordsFor("en"))).toMatchObject({
    what: "missing values",
    where: "pm2.5",
    count: "12,067",
    firstRows: "2, 3, 4, 5, 6 …",
    repair: "fill by the last known value",
    detail: "214 stretches, the longest of 155 rows from 2010-09-21 05:00; 4.717 % of the column",
  });
  expect(describeFinding({ ...finding, series: "Albury", column: "MaxTemp" }, wordsFor("zh"))).toMatchObject({
    what: "缺失值",
    where: "MaxTemp（Albury）",
    repair: "以前一个已知值填补（列：pm2.5）",
    detail: "共 214 段，最长 155 行，始于 2010-09-21 05:00；占该列 4.717 %",
  });
});

test("A code that nobody has words for, and a known one without the facts that its words need, are shown with what they have", () => {
  const unknown = {
    ...finding,
    code: "full_moon" as Finding["code"],
    column: null,
    facts: { nights: 3, every: "1 day" },
    repair: null,
  };
  expect(describeFinding(unknown, wordsFor("zh"))).toMatchObject({
    what: "full moon",
    where: "整张表",
    detail: "nights：3、every：1 天",
    repair: "",
    why: "",
  });
  expect(describeFinding({ ...finding, facts: { runs: 2 } }, wordsFor("en")).detail).toBe("stretches: 2");
});

test("Findings that come in several forms have a sentence for each, in the number that fits", () => {
  const detail = (code: Finding["code"], facts: Finding["facts"], lang: "en" | "zh" = "en") =>
    describeFinding({ ...finding, code, column: null, facts }, wordsFor(lang)).detail;
  const gaps = { gaps: 1, longest: 1, longest_from: "a", longest_to: "b", step: "1 day" };
  expect(detail("time_gaps", gaps)).toBe("1 gap, the longest of 1 step from a to b; usual step 1 day");
  expect(detail("no_time", { rows: 6570 })).toBe("6570 rows in the order of the file");
  expect(detail("no_time", { column: "when" })).toBe("when looks like a time but could not be read as one");
  expect(detail("footer", { rows: 1, row: 147, text: "Source" })).toBe("from line 147: “Source”");
  expect(detail("weekend_cut", { pattern: "slots", slots: 108, cycles: 25 })).toContain("counts 108 slots");
  expect(detail("weekend_cut", { pattern: "slots", slots: 108, cycles: 25 }, "zh")).toContain("108 个时段");
  expect(detail("outliers_iqr", { apart: 1, extreme: 9, series: 2, names: "a, b" })).toContain("in 2 series: a, b");
  expect(detail("clock_change", { zone: "Europe/Berlin", rows: 1, row: 7 })).toBe(
    "1 time that the clocks of Europe/Berlin skipped, the first at line 7",
  );
  expect(detail("clock_change", { changes: 2, zones: "Europe/Berlin", zone: "Europe/Berlin" })).toBe(
    "days begin by the clocks of Europe/Berlin: in UTC an hour earlier or later, 2 changes in all",
  );
  const times = { read_as: "DD/MM", step: "1 day", or: "MM/DD", or_step: "1 month" };
  expect(detail("mixed_times", times)).toBe("read as DD/MM (1 day), but could be MM/DD (1 month)");
  expect(detail("mixed_times", { written_as: "UTC" })).toContain("UTC");
  expect(detail("text_numbers", { others: 0, words: "", example: "1,5" })).toBe("such as 1,5");
  expect(detail("text_numbers", { others: 1, words: "NA", example: "2" })).toBe("such as 2; 1 other cell: NA");
  expect(detail("text_numbers", { others: 2, words: "NA" })).toBe("2 cells read as missing: NA");
  expect(detail("padding", { rows: 1, row: 3 })).toBe("1 blank line, the first at line 3");
  expect(detail("out_of_order", { descending: 1 })).toBe("the newest row comes first");
  expect(detail("out_of_order", { descending: 0 })).toBe("");
});

test("A finding that many columns share says how many, which, and where most", () => {
  const facts = { columns: 2, names: "a, b", most: 9, most_column: "b" };
  expect(describeFinding({ ...finding, column: null, facts }, wordsFor("en"))).toMatchObject({
    where: "2 columns",
    detail: "a, b; most in b (9)",
  });
  expect(describeFinding({ ...finding, column: null, facts }, wordsFor("zh")).where).toBe("2 列");
});

test("A finding of several series names those with the most and counts the others", () => {
  const part = (series: string, count: number) => ({ column: "Date", series, count, firstRows: [9] });
  const names = ["Penrith", "Albury", "Cairns", "Sale", "Moree", "Perth"];
  const several = (count: number): Finding => ({
    ...finding,
    code: "leading_missing",
    column: "y",
    facts: { series: count, names: names.slice(0, count).join(", ") },
    parts: names.slice(0, count).map((name, i) => part(name, 12_000 - i)),
  });
  const detail = (one: Finding, lang: "en" | "zh" = "en") => describeFinding(one, wordsFor(lang)).detail;
  expect(detail(several(2))).toBe("in 2 series: Penrith (12,000), Albury (11,999)");
  expect(detail(several(6))).toBe(
    "in 6 series: Penrith (12,000), Albury (11,999), Cairns (11,998), Sale (11,997) and 2 more",
  );
  expect(detail(several(6), "zh")).toMatch(/^涉及 6 个序列：Penrith（12,000）.*，另有 2 个$/);
  const { parts } = several(2);
  expect(detail({ ...finding, parts })).toMatch(/^214 stretches, .* of the column; in 2 series: Penrith/);
  expect(detail({ ...several(2), parts: [], series: "Penrith" })).toBe("");
  const outliers: Finding = { ...several(2), code: "outliers_iqr", facts: { series: 2, names: "a, b", extreme: 9 } };
  expect(detail(outliers)).toBe("such as 9; in 2 series: Penrith (12,000), Albury (11,999)");
});

test("Columns are shown with their type, their range and what is missing of them", () => {
  const columns: ColumnFacts[] = [
    { name: "temp", kind: "number", known: 90, missing: 10, distinct: 50, min: -4.25, max: 38 },
    { name: "five", kind: "number", known: 100, missing: 0, distinct: 1, min: 5, max: 5 },
    { name: "none", kind: "number", known: 0, missing: 100, distinct: 0 },
    {
      name: "wind",
      kind: "text",
      known: 99,
      missing: 1,
      distinct: 16,
      common: ["N", "SE", "E", "W"].map((value) => ({ value, count: 9 })),
    },
    { name: "site", kind: "text", known: 100, missing: 0, distinct: 1, common: [{ value: "north", count: 100 }] },
  ];
  const lines = columnsText(columns, 100, wordsFor("en"), 60);
  expect(lines.map((line) => line.replace(/ {2,}/g, " | "))).toEqual([
    "column | type | missing | range",
    expect.stringMatching(/^-+$/),
    "temp | number | 10 (10 %) | -4.25 … 38",
    "five | number | 0 | 5",
    "none | number | 100 (100 %) | –",
    "wind | text | 1 (1.0 %) | 16 different: N, SE, E …",
    "site | text | 0 | north",
  ]);
  const wide = Array.from({ length: 40 }, (_, i) => ({ ...columns[1]!, name: `${"very ".repeat(9)}long ${i}` }));
  for (const lang of ["en", "zh"] as const) {
    const many = columnsText(wide, 100, wordsFor(lang), 60);
    expect(many.at(-1)).toContain("26");
    for (const line of many) expect(displayWidth(line)).toBeLessThanOrEqual(60);
  }
});

test("The text starts with what the table is and holds every finding of a real inspection", async () => {
  const inspection = await inspectTable(tableFixture(), { target: "rain" });
  for (const lang of ["en", "zh"] as const) {
    const text = renderInspectionText(inspection, { lang, width: 90 });
    for (const one of inspection.findings) expect(text).toContain(describeFinding(one, wordsFor(lang)).what);
    for (const line of text.split("\n")) expect(displayWidth(line)).toBeLessThanOrEqual(90);
  }
  expect(renderInspectionText(inspection, { lang: "en" })).toMatch(
    /^weather: 40 rows, 3 columns, \d+ findings\n2020-01-01 – 2020-02-19 · 1 day\n\ncolumn +type +missing +range\n/,
  );
});

test("Findings beyond a screen are counted, and none says so", async () => {
  const inspection = await inspectTable(tableFixture());
  const many: Inspection = { ...inspection, findings: Array.from({ length: 30 }, () => finding) };
  expect(renderInspectionText(many, { lang: "en" })).toMatch(/… and 16 more$/);
  expect(renderInspectionText({ ...inspection, findings: [] }, { lang: "en" })).toMatch(
    /Nothing was found that needs repair\.$/,
  );
});

test("The page is safe whatever columns, words and series are called", async () => {
  const base = tableFixture([EVIL, "level", "wind"]);
  const table = {
    ...base,
    id: EVIL,
    series: { kind: "text" as const, name: EVIL, codes: new Int32Array(40), categories: [EVIL] },
  };
  const inspection = await inspectTable(table);
  const evil: Finding = {
    ...finding,
    column: EVIL,
    series: EVIL,
    facts: { [EVIL]: EVIL },
    repair: { kind: EVIL, [EVIL]: EVIL },
  };
  for (const lang of ["en", "zh"] as const) {
    const page = renderInspectionPage({ ...inspection, findings: [...inspection.findings, evil] }, table, { lang });
    expectSafePage(page);
    expect(page).toContain("&lt;script&gt;");
  }
});

test("The pictures show the table as it was inspected: by series, and words among numbers as missing", async () => {
  const base = tableFixture();
  const rows = Array.from({ length: 40 }, (_, row) => row);
  const shops = Float64Array.from(rows, (row) => 1 + (row % 2));
  const words = { kind: "text", name: "sales", codes: Int32Array.from(rows), categories: [] } as const;
  const table: Table = {
    ...base,
    time: { ...base.time!, values: base.time!.values.map((_, row) => base.time!.values[row - (row % 2)]!) },
    columns: [
      { kind: "number", name: "shop", values: shops },
      { ...words, categories: rows.map((row) => (row === 8 ? "closed" : String(100 * (row % 2) + ((row * 7) % 13)))) },
    ],
  };
  const inspection = await inspectTable(table, { target: "sales" });
  expect([inspection.seriesColumn, inspection.target?.column]).toEqual(["shop", "sales"]);
  const [series] = inspectionPictures(inspection, table, { lang: "en" });
  expect(series).toMatchObject({ name: "series", about: "sales (1)" });
  expect(renderPicture(series!)).toContain(">missing</text>");
});

test("The pictures show the target first, then columns with outliers, what is missing, and box plots", async () => {
  const table = tableFixture();
  const inspection = await inspectTable(table, { target: "rain" });
  const pictures = inspectionPictures(inspection, table, { lang: "zh" });
  expect(pictures.map(({ name, about }) => [name, about])).toEqual([
    ["series", "rain"],
    ["series-2", "level"],
    ["missing", "weather"],
    ["boxes", "weather"],
  ]);
  for (const picture of pictures) expect(renderPicture(picture)).not.toMatch(/NaN|undefined|<script/);
  expect(renderPicture(pictures[0]!)).toContain(">缺失</text>");
  expect(renderPicture(pictures[1]!)).toContain(">异常值</text>");
});

test("What is wild in one series marks nothing of another that is drawn", async () => {
  const base = tableFixture();
  const rows = Array.from({ length: base.rows }, (_, row) => row);
  // Two thirds of the rows are of one series about 1000, the others of one about 5.
  const codes = Int32Array.from(rows, (row) => (row % 3 === 2 ? 1 : 0));
  const values = Float64Array.from(rows, (row) => (codes[row] === 0 ? 1000 : 5) + ((row * 7) % 13) / 10);
  const table: Table = {
    ...base,
    series: { kind: "text", name: "site", codes, categories: ["large", "small"] },
    columns: [{ kind: "number", name: "level", values }],
  };
  const inspection = await inspectTable(table, { target: "level" });
  const marksOf = (series: string | null) => {
    const wild: Finding = { ...finding, code: "outliers_iqr", column: "level", series, count: 1, firstRows: [] };
    const found = { ...inspection, findings: [{ ...wild, facts: { low: 3, high: 8 } }] };
    const [picture] = inspectionPictures(found, table, { lang: "en" });
    expect(picture!.about).toBe("level (large)");
    return renderPicture(picture!).split(PALETTE.outlier).length - 1;
  };
  expect(marksOf("small")).toBe(0);
  // Bounds of that series, or of all, mark its rows and no others; the key shows one more.
  const own = codes.filter((code) => code === 0).length;
  expect([marksOf("large"), marksOf(null)]).toEqual([own + 1, own + 1]);
});
