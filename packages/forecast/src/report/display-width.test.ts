import { expect, test } from "vitest";
import { displayWidth, truncate } from "./display-width.ts";

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
