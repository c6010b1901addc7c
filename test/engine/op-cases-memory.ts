import { ops } from "@gatecast/engine";
import { moveWeightsReference } from "../../packages/engine/src/ops/move-weights.ts";
import { sharpenReference } from "../../packages/engine/src/ops/sharpen.ts";
import { similarityReference } from "../../packages/engine/src/ops/similarity.ts";
import { softplusReference } from "../../packages/engine/src/ops/softplus.ts";
import { writeSlotsReference } from "../../packages/engine/src/ops/write-slots.ts";
import type { OpCase } from "../support/op-case.ts";

const SIZES = [
  { B: 1, N: 1, W: 1 },
  { B: 2, N: 3, W: 5 },
  { B: 3, N: 5, W: 4 },
  { B: 5, N: 8, W: 9 },
];

/** Of one column every key is like every slot, or its opposite: there is no slope to compare. */
const similarity = SIZES.slice(1).map(
  ({ B, N, W }): OpCase => ({
    name: "similarity",
    shapes: [
      [B, W],
      [N, B, W],
      [B, 1],
    ],
    build: (plan, [key, memory, strength]) => ops.similarity(plan, key!, memory!, strength!),
    reference: ([key, memory, strength]) => similarityReference(key!, memory!, strength!),
  }),
);

const moveWeights = SIZES.flatMap(({ B, N }): OpCase[] => [
  {
    name: "moveWeights",
    shapes: [
      [B, N],
      [B, N],
      [B, 1],
      [B, 3],
    ],
    build: (plan, [found, before, gate, shift]) => ops.moveWeights(plan, found!, before!, gate!, shift!),
    reference: ([found, before, gate, shift]) => moveWeightsReference(found!, before!, gate!, shift!),
  },
]);

/** Of shares, as they come; a power of a negative number is none. */
const sharpen = SIZES.map(
  ({ B, N }): OpCase => ({
    name: "sharpen",
    shapes: [
      [B, N],
      [B, 1],
    ],
    build: (plan, [x, power]) => ops.sharpen(plan, ops.softplus(plan, x!), power!),
    reference: ([x, power]) => sharpenReference(softplusReference(x!), power!),
  }),
);

const writeSlots = SIZES.flatMap(({ B, N, W }): OpCase[] => [
  {
    name: "writeSlots",
    shapes: [
      [N, B, W],
      [B, N],
      [B, W],
      [B, W],
    ],
    build: (plan, [memory, weight, erase, value]) =>
      ops.writeSlots(plan, memory!, { weight: weight!, erase: erase!, value: value! }),
    reference: ([memory, weight, erase, value]) => writeSlotsReference(memory!, weight!, erase!, value!),
  },
  {
    name: "writeSlots that erases by what it writes",
    shapes: [
      [N, B, W],
      [B, N],
      [B, W],
    ],
    build: (plan, [memory, weight, value]) =>
      ops.writeSlots(plan, memory!, { weight: weight!, erase: value!, value: value! }),
    reference: ([memory, weight, value]) => writeSlotsReference(memory!, weight!, value!, value!),
  },
]);

const softplus = [[1], [2, 5], [7, 4], [3, 2, 9]].map(
  (shape): OpCase => ({
    name: "softplus",
    shapes: [shape],
    build: (plan, [x]) => ops.softplus(plan, x!),
    reference: ([x]) => softplusReference(x!),
  }),
);

/** What a memory outside of a network is found and changed by. */
export const memoryCases: readonly OpCase[] = [...similarity, ...moveWeights, ...sharpen, ...writeSlots, ...softplus];
