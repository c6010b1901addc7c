import * as ort from "onnxruntime-web";

ort.env.wasm.numThreads = 1;
ort.env.logLevel = "error";

/** What a graph is fed with: values and their shape. */
export interface Feed {
  readonly values: Float32Array | Float64Array;
  readonly shape: readonly number[];
}

/** Runs an `.onnx` file in onnxruntime, a runtime of somebody else, and gives its outputs by name. */
export async function runOnnx(
  bytes: Uint8Array,
  feeds: Readonly<Record<string, Feed>>,
): Promise<Record<string, Float64Array>> {
  const session = await ort.InferenceSession.create(bytes);
  try {
    const tensors = Object.entries(feeds).map(([name, { values, shape }]) => {
      const tensor =
        values instanceof Float32Array
          ? new ort.Tensor("float32", values, shape)
          : new ort.Tensor("float64", values, shape);
      return [name, tensor] as const;
    });
    const answers = await session.run(Object.fromEntries(tensors));
    return Object.fromEntries(
      Object.entries(answers).map(([name, { data }]) => [name, Float64Array.from(data as ArrayLike<number>)]),
    );
  } finally {
    await session.release();
  }
}
