import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { strangeLayerZh } from "./strange-layer-zh.ts";

const WEIGHTS = join(import.meta.dirname, "../../../../packages/nn/src/weights");

test("every reason that readers of weights give is told in Chinese", () => {
  const [torch, keras] = ["torch-state.ts", "keras/keras-layer.ts"].map((file) =>
    readFileSync(join(WEIGHTS, file), "utf8"),
  );
  const found = [...torch!.matchAll(/other\(["`](.+?)["`]\)/g), ...keras!.matchAll(/new Unlike\(["`](.+?)["`]\)/g)];
  const reasons = found.map(([, reason]) =>
    reason!.replace(/\$\{[^}]*length[^}]*\}/g, "3").replace(/\$\{[^}]+\}/g, "Conv1D"),
  );
  expect(reasons.length).toBeGreaterThan(12);
  for (const reason of reasons) expect(strangeLayerZh(reason), reason).toMatch(/\p{Script=Han}/u);
});

test("what a reason names stays in it", () => {
  expect(strangeLayerZh("a layer Conv1D")).toBe("Conv1D 层");
  expect(strangeLayerZh('activation "relu", where a cell of ours has "tanh"')).toBe(
    "activation 为“relu”，而这里的单元用“tanh”",
  );
  expect(strangeLayerZh("something new")).toBe("something new");
});
