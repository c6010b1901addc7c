import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FAMILY } from "@gatecast/nn";
import { expect, test } from "vitest";
import { ROOT } from "../support/run-script.ts";

test("the pages on weights say what becomes of every cell that is given more than its gates, beside --residual and --dilations", () => {
  const given = Object.values(FAMILY).filter(({ cell }) => (cell?.given.length ?? 0) > 0);
  expect(given.length).toBeGreaterThan(3);
  for (const [page, heading] of [
    ["weights.md", "**Cells.**"],
    ["weights.zh-CN.md", "**循环单元。**"],
  ] as const) {
    const text = readFileSync(join(ROOT, "docs", page), "utf8");
    const paragraph = text.split("\n\n").find((part) => part.startsWith(heading)) ?? "";
    for (const name of [...given.map((member) => member.name), "--residual", "--dilations"]) {
      expect(paragraph, page).toContain(`\`${name}\``);
    }
  }
});
