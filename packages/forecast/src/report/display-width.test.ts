import fc from "fast-check";
import { expect, test } from "vitest";
import { displayWidth, truncate, wrap } from "./display-width.ts";

test("Chinese characters and full-width punctuation take two cells, Latin letters one, combining marks none", () => {
  expect(displayWidth("lstm")).toBe(4);
  expect(displayWidth("网络（lstm）")).toBe(12);
  expect(displayWidth("e\u0301")).toBe(1);
  expect(displayWidth("R²")).toBe(2);
  expect(displayWidth("")).toBe(0);
});

test("A text is cut to its width at a whole character, and a short one is left alone", () => {
  expect(truncate("温度温度", 8)).toBe("温度温度");
  expect(truncate("温度温度温度", 8)).toBe("温度温…");
  expect(truncate("abc", 3)).toBe("abc");
});

test("Text is broken at spaces and between Chinese characters, whose punctuation stays behind them", () => {
  expect(wrap("one two three", 7)).toEqual(["one two", "three"]);
  expect(wrap("气温缺失，请填补。", 10)).toEqual(["气温缺失，", "请填补。"]);
  expect(wrap("气温缺失，请", 8)).toEqual(["气温缺", "失，请"]);
  expect(wrap("列 temperature 缺失", 14)).toEqual(["列 temperature", "缺失"]);
  expect(wrap("", 10)).toEqual([""]);
});

test("No line is wider than asked unless a single word is, and nothing but space is lost", () => {
  const word = fc.stringMatching(/^[a-z，气温]{1,8}$/);
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), fc.integer({ min: 18, max: 40 }), (words, width) => {
      const text = words.join(" ");
      const lines = wrap(text, width);
      expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    }),
  );
});
