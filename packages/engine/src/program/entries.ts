import { type ExportedFunction, exportedFunctions } from "../wasm/wasm-reader.ts";

/** A table for entries; nothing is in its first place, and the kernels ask that there be one. */
export const emptyTable = (): WebAssembly.Table => new WebAssembly.Table({ element: "anyfunc", initial: 1 });

/** Functions of some modules that programs can call, of the same name only the last: those without results. */
export function callable(modules: readonly Uint8Array[]): ExportedFunction[] {
  const byName = new Map(modules.flatMap(exportedFunctions).map((one) => [one.name, one]));
  return [...byName.values()].filter(({ results }) => results.length === 0);
}
