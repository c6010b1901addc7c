// TensorFlow.js as a worker of the comparison: its own LSTM layers on its WebAssembly back end, which has one thread in Node.
import { createRequire } from "node:module";
import { dirname } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { layers, sequential } from "@tensorflow/tfjs-layers";
import "@tensorflow/tfjs-backend-cpu";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { serve } from "./serve.js";

const wasm = createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm");
setWasmPaths(`${dirname(wasm)}/`);
await tf.setBackend("wasm");

const uniform = { kernelInitializer: "glorotUniform", recurrentInitializer: "glorotUniform" };

function networkOf({ inputs, steps, units, dense, outputs }) {
  const model = sequential();
  units.forEach((H, i) => {
    const returnSequences = i < units.length - 1;
    const inputShape = i === 0 ? { inputShape: [steps, inputs] } : {};
    model.add(layers.lstm({ units: H, returnSequences, recurrentActivation: "sigmoid", ...uniform, ...inputShape }));
  });
  for (const width of [...dense, outputs]) model.add(layers.dense({ units: width }));
  return model;
}

function open(workload) {
  const { batch, steps, inputs, outputs } = workload;
  const model = networkOf(workload);
  const adam = tf.train.adam(0.001);
  const x = tf.randomUniform([batch, steps, inputs], -1, 1);
  const targets = [tf.fill([batch, outputs], 1), tf.fill([batch, outputs], -1)];
  let step = 0;
  let loss = tf.scalar(0);
  return {
    threads: 1,
    // `minimize` rather than `trainOnBatch`, which also waits for the loss to come back after each step.
    train() {
      const error = () => tf.losses.meanSquaredError(targets[step % 2], model.apply(x, { training: true }));
      loss.dispose();
      loss = tf.tidy(() => adam.minimize(error, true));
      step++;
    },
    predict() {
      model.predictOnBatch(x).dispose();
    },
    loss: () => loss.dataSync()[0],
    close() {
      tf.dispose([x, ...targets, loss]);
      model.dispose();
      adam.dispose();
    },
  };
}

await serve(`TensorFlow.js ${tf.version_core} (${tf.getBackend()})`, open);
