import { generator, type Seed, split } from "@gatecast/engine";
import type { Network } from "@gatecast/nn";

/**
 * Starts a network as PyTorch starts its layers: all weights uniform within ±1/√H of a recurrent layer's H units, or ±1/√inputs
 * of a dense layer's. A recurrent layer's two biases there are one here: their sum.
 * https://pytorch.org/docs/stable/generated/torch.nn.LSTM.html, torch.nn.Linear
 */
export function startAsTorch(network: Network, seed: Seed): void {
  const { parameters } = network;
  const shapes = new Map(parameters.all.map(({ name, value }) => [name, value.shape]));
  for (const [name, shape] of shapes) {
    const layer = name.slice(0, name.lastIndexOf("."));
    const isRecurrent = shapes.has(`${layer}.recurrent`);
    const width = shapes.get(isRecurrent ? `${layer}.recurrent` : `${layer}.weight`)![0]!;
    const limit = 1 / Math.sqrt(width);
    const random = generator(split(seed, name));
    const draw = (): number => (2 * random() - 1) * limit;
    const count = shape.reduce((product, size) => product * size, 1);
    const isSum = isRecurrent && name.endsWith(".bias");
    parameters.write(
      name,
      Float32Array.from({ length: count }, () => (isSum ? draw() + draw() : draw())),
    );
  }
}
