import type { Finding } from "@gatecast/forecast";
import { expect, test } from "vitest";
import { en } from "../words/en.ts";
import { zh } from "../words/zh.ts";
import { proposalRemarks } from "./proposal-remarks.ts";

const finding = (code: string, repair: Finding["repair"], more: Partial<Finding> = {}): Finding =>
  ({
    code,
    weight: "harms",
    column: null,
    series: null,
    count: 1,
    firstRows: [],
    facts: {},
    repair,
    ...more,
  }) as Finding;

const PROPOSAL = {
  target: "y",
  past: ["a"],
  table: { missing: [-9999], clean: [{ kind: "sort" }, { kind: "fill", by: "linear", columns: ["y"] }] },
};

test("What was found stands above the step or the key that repairs it, and the rest above all", () => {
  const findings = [
    finding("out_of_order", { kind: "sort" }, { count: 3, firstRows: [2, 5, 9] }),
    finding("missing_values", { kind: "fill", by: "linear" }, { column: "y", count: 7, firstRows: [4] }),
    finding("missing_values", { kind: "fill", by: "linear" }, { column: "b" }),
    finding("sentinel", { table: { missing: [-9999] } }, { column: "a", series: "north" }),
    finding("target_copy", { leave_out: "copy" }, { column: "copy" }),
    finding("step_change", null, { column: "y" }),
  ];
  expect(proposalRemarks(PROPOSAL, { target: "target_name", "table.clean.0": "out_of_order" }, findings, en)).toEqual([
    { path: ["target"], text: en.proposalReasons.target_name },
    { path: ["table", "clean", 0], text: "out_of_order: 3 (lines 2, 5, 9)" },
    { path: ["table", "clean", 1], text: 'missing_values: 7 in "y" (lines 4 …)' },
    { path: ["table", "missing"], text: 'sentinel: 1 in "a" of north' },
    { path: ["past"], text: 'target_copy: 1 in "copy"' },
    { path: [], text: 'step_change: 1 in "y"' },
  ]);
  expect(proposalRemarks(PROPOSAL, {}, findings.slice(1, 2), zh)[0]?.text).toBe(
    "missing_values：7 处，列“y”（第 4 行 ……）",
  );
});

test("A step that takes readings away stands there for one finding, and findings of another series for none", () => {
  const sentinel = { kind: "missing", values: [0], columns: ["a"] } as const;
  const apart = { kind: "missing", values: [900], columns: ["a"] } as const;
  const proposal = { table: { series: "north", clean: [sentinel, apart, { kind: "sort" }] } };
  const findings = [
    finding("sentinel", sentinel, { column: "a" }),
    finding("outliers_iqr", apart, { column: "a" }),
    finding("outliers_iqr", { ...apart, values: [7] }, { column: "a" }),
    finding("out_of_order", { kind: "sort" }, { series: "south" }),
  ];
  expect(proposalRemarks(proposal, {}, findings, en)).toEqual([
    { path: ["table", "clean", 0], text: 'sentinel: 1 in "a"' },
    { path: ["table", "clean", 1], text: 'outliers_iqr: 1 in "a"' },
  ]);
});

test("A thousand findings of one step are told in six lines", () => {
  const findings = Array.from({ length: 1000 }, () => finding("time_gaps", { kind: "sort" }));
  const remarks = proposalRemarks(PROPOSAL, {}, findings, en);
  expect(remarks).toHaveLength(6);
  expect(remarks.at(-1)?.text).toBe("… and 995 more findings");
});

test("Why no target is proposed stands above all, as it has no key", () => {
  for (const words of [en, zh])
    for (const reason of ["target_no_numbers", "target_constant", "target_unlikely"])
      expect(proposalRemarks({ table: {} }, { target: reason }, [], words)).toEqual([
        { path: [], text: words.proposalReasons[reason] },
      ]);
});

test("What only a person can repair is told with what to do", () => {
  const mixed = [finding("mixed_series", null, { count: 12 })];
  for (const words of [en, zh]) {
    const [found, cure] = proposalRemarks(PROPOSAL, {}, mixed, words);
    expect(found).toMatchObject({ path: [], text: expect.stringContaining("12") });
    expect(cure).toMatchObject({ path: [], text: expect.stringContaining("--series-column") });
  }
});
