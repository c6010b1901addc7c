import { generator, readTensor, seed, split, writeTensor } from "@gatecast/engine";
import type { Network } from "@gatecast/nn";

/** One window of made-up numbers and what the network makes of it. */
export interface SelfTest {
  /** `[T, F]` and `[E]`, from a fixed seed: no training data. */
  readonly input: Float32Array;
  readonly extras: Float32Array;
  /** `[O]` */
  readonly output: Float32Array;
}

/** Inputs that every network of this shape is tried with. */
export function selfTestInputs(network: Network): Pick<SelfTest, "input" | "extras"> {
  const { steps, features, extras } = network.spec;
  const draw = (name: string, count: number) => {
    const random = generator(split(seed(0), name));
    return Float32Array.from({ length: count }, () => 2 * random() - 1);
  };
  return { input: draw("input", steps * features), extras: draw("extras", extras) };
}

/** What the network answers to those inputs. */
export function runSelfTest(network: Network, inputs: Pick<SelfTest, "input" | "extras">): Float32Array {
  const plan = network.plan(1);
  const { engine } = network;
  writeTensor(engine.f32, plan.x, inputs.input);
  if (plan.extras !== null) writeTensor(engine.f32, plan.extras, inputs.extras);
  plan.plan.forward();
  const output = readTensor(engine.f32, plan.output);
  plan.plan.close();
  return output;
}
