import { expect, test } from "vitest";
import { wordsFor } from "../words/words-for.ts";
import { describeStep } from "./describe-step.ts";

const [en, zh] = [wordsFor("en"), wordsFor("zh")];

test("Each step is a phrase in both languages, with the settings that the phrase leaves out in brackets", () => {
  for (const [step, english, chinese] of [
    [{ kind: "missing", values: [-9999, 0] }, "read -9999, 0 as missing", "将 -9999、0 视为缺失"],
    [{ kind: "sort" }, "sort by series and time", "按序列与时间排序"],
    [{ kind: "duplicates", keep: "mean" }, "put repeated rows together by their mean", "重复行取均值合并"],
    [
      { kind: "fill", by: "mode", over: "table", columns: ["a", "b"] },
      "fill by the most frequent value (over: the whole table, columns: a, b)",
      "以众数填补（统计范围：整张表、列：a、b）",
    ],
    [
      { kind: "outliers", by: "iqr", replace: "mean" },
      "replace outliers (interquartile range) by the mean",
      "异常值（四分位距）替换为均值",
    ],
    [
      { kind: "regular", every: "10 minutes", by: "sum" },
      "one row a step, several readings by their sum (every: 10 minutes)",
      "整理为每个时间步一行，多个读数求和（步长：10 分钟）",
    ],
    [
      { kind: "encode", as: "one_hot", columns: ["wind"] },
      "a column of 0 and 1 for each word of wind",
      "将 wind 的每个取值展开为 0/1 列",
    ],
    [{ kind: "drop", columns: ["x"] }, "drop x", "删除 x"],
    [{ leave_out: "x" }, "leave out x", "不使用 x"],
    [{ table: { decimal: "," } }, "read the file with (decimal: ,)", "读取文件时指定（小数点：,）"],
  ] as const) {
    expect(describeStep(step, en)).toBe(english);
    expect(describeStep(step, zh)).toBe(chinese);
  }
});

test("A step that nobody has words for is shown as it is", () => {
  expect(describeStep({ kind: "turn_round", by: { degrees: 90 } }, en)).toBe('turn round (by: {"degrees":90})');
  expect(describeStep({}, en)).toBe("");
  expect(describeStep({ kind: "constructor" }, zh)).toBe("constructor");
});

test("Of many columns the first are named", () => {
  const columns = Array.from({ length: 20 }, (_, i) => `c${i}`);
  expect(describeStep({ kind: "drop", columns }, en)).toBe("drop c0, c1, c2, c3, c4, c5 …");
});
