import type { ExportedFunction } from "./wasm-reader.ts";
import { code, F32, F64, I32, IMPORTED_MEMORY, moduleOf, text, unsigned, vector } from "./wasm-writer.ts";

/** How a value of a type is loaded, and the bytes that it takes in a program. */
const ARGUMENTS: Readonly<Record<number, { readonly load: number; readonly bytes: number }>> = {
  [I32]: { load: 0x28, bytes: 4 },
  [F32]: { load: 0x2a, bytes: 4 },
  [F64]: { load: 0x2b, bytes: 8 },
};

/**
 * Entries to functions without results, by their names: each is told where its arguments lie, one behind the other, calls the
 * function with them, and returns where they end. So calls of all kinds can be made one after the other. Imports
 * `engine.memory` and the functions, as `functions`.
 */
export function entryModule(functions: readonly ExportedFunction[]): Uint8Array<ArrayBuffer> {
  const type = (parameters: readonly number[], results: readonly number[]) => [
    ...[0x60, ...vector(parameters.map((one) => [one])), ...vector(results.map((one) => [one]))],
  ];
  const own = functions.length;
  return moduleOf({
    types: [...functions.map(({ parameters }) => type(parameters, [])), type([I32], [I32])],
    imports: [
      IMPORTED_MEMORY,
      ...functions.map(({ name }, i) => [...text("functions"), ...text(name), 0, ...unsigned(i)]),
    ],
    functions: functions.map(() => unsigned(own)),
    exports: functions.map(({ name }, i) => [...text(name), 0, ...unsigned(own + i)]),
    bodies: functions.map(({ parameters }, i) => [0, ...entryOf(parameters, i), ...code.end]),
  });
}

function entryOf(parameters: readonly number[], callee: number): number[] {
  let bytes = 0;
  const loads = parameters.flatMap((type) => {
    const { load, bytes: size } = ARGUMENTS[type]!;
    const at = unsigned(bytes);
    bytes += size;
    return [...code.localGet(0), load, 2, ...at];
  });
  return [...loads, 0x10, ...unsigned(callee), ...code.localGet(0), ...code.i32Const(bytes), ...code.i32Add];
}
