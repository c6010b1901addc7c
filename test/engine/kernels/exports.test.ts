import { readFileSync } from "node:fs";
import { Engine } from "@gatecast/engine";
import { expect, test } from "vitest";
import { KERNELS_BINARY } from "../../../packages/engine/src/memory/kernels-binary.ts";
import { activationKernels } from "../../../packages/engine/src/wasm/activation-kernels.ts";

/** The interfaces of all kernels, as their text has them. */
const source = ["kernels", "state-kernels"]
  .map((name) => readFileSync(new URL(`../../../packages/engine/src/memory/${name}.ts`, import.meta.url), "utf8"))
  .flatMap((text) => text.split(/export interface \w*Kernels [^{]*\{/).slice(1))
  .map((text) => text.split("\n}")[0]!)
  .join("\n");

/** Names of their members. */
const declared = source
  .split("\n")
  .flatMap((line) => /^ {2}(\w+)[(:]/.exec(line)?.[1] ?? [])
  .sort();

test("the interface and the two binaries name exactly the same kernels", async () => {
  const module = await WebAssembly.compile(Uint8Array.from(Buffer.from(KERNELS_BINARY, "hex")));
  const exported = WebAssembly.Module.exports(module);
  expect(exported.every(({ kind }) => kind === "function")).toBe(true);
  const emitted = WebAssembly.Module.exports(await WebAssembly.compile(activationKernels()));
  expect([...exported, ...emitted].map(({ name }) => name).sort()).toEqual(declared);
  expect(declared).toContain("multiplyTransposed");
});

test("every kernel takes as many arguments as the interface says", async () => {
  const { kernels } = await Engine.create();
  const parameters = (name: string) =>
    (new RegExp(`^ {2}${name}\\(([^)]*)\\)`, "m").exec(source)?.[1] ?? "")
      .split(",")
      .filter((part) => part.includes(":"));
  for (const name of declared) {
    const kernel = Reflect.get(kernels, name) as (...numbers: number[]) => unknown;
    expect(kernel.length, name).toBe(parameters(name).length);
  }
});

test("the kernels import a memory and the table of themselves, and nothing else, so that a host can add nothing to the numbers", async () => {
  const module = await WebAssembly.compile(Uint8Array.from(Buffer.from(KERNELS_BINARY, "hex")));
  expect(WebAssembly.Module.imports(module)).toEqual([
    { module: "env", name: "memory", kind: "memory" },
    { module: "env", name: "table", kind: "table" },
  ]);
  const emitted = await WebAssembly.compile(activationKernels());
  expect(WebAssembly.Module.imports(emitted)).toEqual([{ module: "engine", name: "memory", kind: "memory" }]);
});
