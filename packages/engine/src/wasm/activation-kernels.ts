import { type Transcendental, transcendental } from "./transcendental.ts";
import { code, I32, V128, type WasmFunction, wasmModule } from "./wasm-writer.ts";

const NAMES: readonly Transcendental[] = ["exp", "sigmoid", "tanh", "logSigmoid"];

/** A module of the functions on n floats (a multiple of 4): `exp(y, x, n)`, `sigmoid`, `tanh`, `logSigmoid`, as cells compute them. */
export function activationKernels(): Uint8Array<ArrayBuffer> {
  return wasmModule(NAMES.map(activationKernel));
}

function activationKernel(name: Transcendental): WasmFunction {
  const [y, x, n] = [0, 1, 2] as const;
  const locals: number[] = [];
  const before: number[] = [];
  const allocate = (type: number) => 3 + locals.push(type) - 1;
  const end = allocate(I32);
  const scratches = Array.from({ length: 5 }, () => allocate(V128));
  const value = transcendental(name, {
    constant(number) {
      const local = allocate(V128);
      before.push(...code.f32Const(number), ...code.splat, ...code.localSet(local));
      return code.localGet(local);
    },
    scratch: (index) => scratches[index]!,
  });
  const advance = (local: number) => [
    ...[...code.localGet(local), ...code.i32Const(16), ...code.i32Add, ...code.localSet(local)],
  ];
  const body = [
    ...[...code.localGet(y), ...code.localGet(n), ...code.i32Const(4), ...code.i32Mul, ...code.i32Add],
    ...[...code.localSet(end), ...before],
    ...code.loop,
    ...[...code.localGet(y), ...code.localGet(x), ...code.loadFrom(0), ...value, ...code.storeTo(0)],
    ...[...advance(x), ...advance(y)],
    ...[...code.localGet(y), ...code.localGet(end), ...code.i32LessUnsigned, ...code.branchIf(0)],
    ...code.end,
  ];
  return { name, parameters: 3, locals, body };
}
