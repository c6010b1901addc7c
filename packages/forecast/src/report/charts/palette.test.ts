import { expect, test } from "vitest";
import { lookOf } from "./palette.ts";

test("Models that are drawn side by side have colours of their own", () => {
  const models = ["lstm", "persistence", "seasonal_naive", "climatology", "drift", "ridge"];
  expect(new Set(models.map((model) => lookOf(model, "lstm").color)).size).toBe(models.length);
});
