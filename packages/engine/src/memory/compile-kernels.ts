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
  const bytes = [fromHexadecimals(KERNELS_BINARY), activationKernels(), ...(fast === null ? [] : [fast])];
  const functions = callable(bytes);
  const [entries, ...modules] = await Promise.all(
    [entryModule(functions), ...bytes].map((module) => WebAssembly.compile(shared ? module : forPlainMemory(module))),
  );
  return { modules, functions, entries: entries!, isFast: fast !== null };
}

function fromHexadecimals(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length / 2);
  const digit = (at: number): number => {
    const code = text.charCodeAt(at);
    return code < 58 ? code - 48 : code - 87;
  };
  for (let i = 0; i < bytes.length; i++) bytes[i] = 16 * digit(2 * i) + digit(2 * i + 1);
  return bytes;
}

/** The fused products; null where the runtime has no relaxed SIMD (Node before 22). Loaded only when asked for. */
async function fastProducts(): Promise<Uint8Array<ArrayBuffer> | null> {
  const { FAST_PRODUCTS_BINARY } = await import("./fast-products-binary.ts");
  const bytes = fromHexadecimals(FAST_PRODUCTS_BINARY);
  return WebAssembly.validate(bytes) ? bytes : null;
}
