import { readFileSync } from "node:fs";
import { proposeConfiguration } from "@gatecast/forecast";
import { renderInspectionText } from "@gatecast/forecast/report";
import { expect } from "vitest";
import { onFile } from "./journey.ts";

const TRAFFIC = "interstate_traffic/Metro_Interstate_Traffic_Volume.csv";

for (const [page, lang, rows] of [
  ["cleaning.md", "en", "rows of five columns"],
  ["cleaning.zh-CN.md", "zh", "行乘五列"],
] as const) {
  onFile(
    `what ${page} shows of the interstate is what inspect finds and proposes`,
    TRAFFIC,
    ({ inspection }) => {
      const text = readFileSync(new URL(`../../docs/${page}`, import.meta.url), "utf8");
      const [, shown = ""] = /```text\n([\s\S]*?)\n```/.exec(text) ?? [];
      const [title, ...lines] = shown.split("\n").map((line) => line.trim());
      const found = renderInspectionText(inspection, { lang, width: 96 })
        .split("\n")
        .map((line) => line.trim());
      expect(title).not.toBe("");
      expect(found).toEqual(expect.arrayContaining([title, ...lines]));
      const { past = [], lookback } = proposeConfiguration(inspection);
      expect(past).toHaveLength(4);
      expect(text.replace(/\s+/g, " ")).toContain(`${lookback} ${rows}`);
    },
    "traffic_volume",
  );
}
