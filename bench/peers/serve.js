// The worker's half of the protocol, for peers in JavaScript. The driver writes a line, the worker answers with one:
//   first, unasked:  {"name": "TensorFlow.js 4.22.0"}
//   {"workload": {…}, "milliseconds": 300}  →  {"train_ms": 1.2, "predict_ms": 0.3, "threads": 1, "loss": 0.4}
// or {"error": "why not"}. Each answer is one round: about so many milliseconds of training, then of prediction.
import { createInterface } from "node:readline";
import { timeRound, warmUp } from "../timing.js";

const write = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);

/** Answers until the driver closes the line. `open(workload)` gives `threads`, `train`, `predict`, `loss` and `close`. */
export async function serve(name, open) {
  write({ name });
  let current = null;
  for await (const line of createInterface({ input: process.stdin })) {
    const { workload, milliseconds } = JSON.parse(line);
    try {
      if (current?.name !== workload.name) {
        current?.model.close();
        current = null;
        current = prepare(await open(workload), workload.name, milliseconds);
      }
      const { model, calls } = current;
      const train_ms = timeRound(model.train, calls.train);
      const predict_ms = timeRound(model.predict, calls.predict);
      write({ train_ms, predict_ms, threads: model.threads, loss: model.loss() });
    } catch (error) {
      write({ error: error.message });
    }
  }
}

function prepare(model, name, milliseconds) {
  const train = warmUp(model.train, milliseconds);
  const predict = warmUp(model.predict, milliseconds);
  return { model, name, calls: { train, predict } };
}
