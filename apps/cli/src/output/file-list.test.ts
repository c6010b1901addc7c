import { join } from "node:path";
import { expect, test } from "vitest";
import { en } from "../words/en.ts";
import { zh } from "../words/zh.ts";
import { fileList, type NamedFile } from "./file-list.ts";

const FILES: readonly NamedFile[] = [
  { key: "configuration", path: "sales.yaml" },
  { key: "charts", path: join("out", "inspection-y.svg") },
  { key: "charts", path: join("out", "inspection-x.svg") },
  { key: "inspection", path: join("out", "inspection.html") },
];

test("A file that lies elsewhere has a line of its own, and charts share one", () => {
  expect(fileList("out", FILES, en).split("\n")).toEqual([
    "Written to sales.yaml: a configuration for fit",
    "Written to out:",
    `  ${join("out", "inspection-*.svg")}  the page's charts`,
    `  ${join("out", "inspection.html")}   what was found, to be opened in a browser`,
    "",
  ]);
  expect(fileList("./out", FILES, zh)).toMatch(/^已写入 sales.yaml：供 fit 使用的配置\n/);
});

test("A file that was named in the folder is listed in the folder", () => {
  const [, ...rest] = fileList(".", [{ key: "table", path: "table.csv" }], en).split("\n");
  expect(rest).toEqual(["  table.csv  the table after all steps", ""]);
});
