import { forPlainMemory } from "../parallel/shared-memory.ts";
import { callable } from "../program/entries.ts";
import { activationKernels } from "../wasm/activation-kernels.ts";
import { entryModule } from "../wasm/entry-module.ts";
import type { ExportedFunction } from "../wasm/wasm-reader.ts";
import { KERNELS_BINARY } from "./kernels-binary.ts";

/**
 * The modules whose exports are the kernels, a later one's before an earlier one's of the same name: for a shared or a plain
 * memory, with fused products where they are asked for and the runtime has them.
 */
export async function compileKernels(
  shared: boolean,
  fastMath: boolean,
): Promise<{
  modules: WebAssembly.Module[];
  /** What programs can call, and its entries. */
  functions: ExportedFunction[];
  entries: WebAssembly.Module;
  isFast: boolean;
}> {
  const fast = fastMath ? await fastProducts() : null;
  const bytes = [fromBase64(KERNELS_BINARY), activationKernels(), ...(fast === null ? [] : [fast])];
  const functions = callable(bytes);
  const [entries, ...modules] = await Promise.all(
    [entryModule(functions), ...bytes].map((module) => WebAssembly.compile(shared ? module : forPlainMemory(module))),
  );
  return { modules, functions, entries: entries!, isFast: fast !== null };
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes;
}

/** The fused products; null where the runtime has no relaxed SIMD (Node before 22). Loaded only when asked for. */
async function fastProducts(): Promise<Uint8Array<ArrayBuffer> | null> {
  const { FAST_PRODUCTS_BINARY } = await import("./fast-products-binary.ts");
  const bytes = fromBase64(FAST_PRODUCTS_BINARY);
  return WebAssembly.validate(bytes) ? bytes : null;
}
