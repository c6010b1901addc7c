import { Engine, type Kernels } from "@gatecast/engine";
import { expect, test } from "vitest";
import { FAST_PRODUCTS_BINARY } from "../../packages/engine/src/memory/fast-products-binary.ts";
import { KERNELS_BINARY } from "../../packages/engine/src/memory/kernels-binary.ts";
import { draws } from "../support/draws.ts";

const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, "hex"));
const bytes = bytesOf(FAST_PRODUCTS_BINARY);
const here = WebAssembly.validate(bytes);
const withFused = here ? test : test.skip;
const why = here ? "" : ": skipped, since this runtime has no relaxed SIMD";

test("fused products are used where the runtime has them, and an engine says whether", async () => {
  const [plain, fast] = [await Engine.create(), await Engine.create({ fastMath: true })];
  expect([plain.fastMath, fast.fastMath]).toEqual([false, here]);
  plain.close();
  fast.close();
});

test("every sum of products is fused, and nothing else is exported than what it replaces", () => {
  // f32x4.relaxed_madd is 0xfd 0x105; f32x4.mul is 0xfd 0xe6 0x01 and is left nowhere.
  const count = (module: Uint8Array, code: readonly number[]) =>
    module.reduce((sum, _, i) => sum + Number(code.every((byte, k) => module[i + k] === byte)), 0);
  const [multiply, fused] = [
    [0xfd, 0xe6, 0x01],
    [0xfd, 0x85, 0x02],
  ];
  expect(count(bytes, multiply)).toBe(0);
  expect(count(bytes, fused)).toBeGreaterThan(20);
  expect(count(bytesOf(KERNELS_BINARY), fused)).toBe(0);
});

withFused(`fused products agree with the exact ones to float32's accuracy${why}`, async () => {
  const [M, K, N] = [7, 50, 24];
  const products = await Promise.all(
    [false, true].map(async (fastMath) => {
      const engine = await Engine.create({ fastMath });
      const region = engine.allocate(4 * (M * K + 2 * K * N + M * N) + 256);
      const at = (floats: number) => region.address + 4 * floats;
      const [a, b, panels, c] = [at(0), at(M * 52), at(M * 52 + K * N), at(M * 52 + 2 * K * N)];
      const { kernels }: { kernels: Kernels } = engine;
      draws(M * K, "a").forEach((value, i) => {
        engine.f32[a / 4 + Math.floor(i / K) * 52 + (i % K)] = value;
      });
      engine.f32.set(draws(K * N, "b"), b / 4);
      kernels.pack(panels, b, N, K, N);
      kernels.multiply(c, N, a, 52, panels, M, K, N, 0, 0);
      const result = engine.f32.slice(c / 4, c / 4 + M * N);
      engine.close();
      return result;
    }),
  );
  const [exact, fused] = products as [Float32Array, Float32Array];
  exact.forEach((value, i) => {
    expect(Math.abs(value - fused[i]!)).toBeLessThan(1e-5);
  });
});
