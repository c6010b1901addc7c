import { ops, type Tensor } from "@gatecast/engine";
import { lstm } from "../cells/lstm.ts";
import type { Member, MemberOptions } from "../family/member.ts";
import { type Activation, denseLayer } from "../layers/dense-layer.ts";
import type { LayerContext } from "../layers/layer.ts";
import { partOf, traceNamed } from "../layers/part-trace.ts";
import { type Part, together, weights } from "../layers/parts.ts";
import { recurrentPart } from "../layers/recurrent-part.ts";
import { type Walk, walkingLayer } from "./directions.ts";

/** Slots of the memory, and values in each. */
const [SLOTS, WORD] = [16, 12];

/** Neural Turing machine: an LSTM that writes to and reads from a memory outside of it, by what is there and by where it was. */
export const ntm: Member = {
  name: "ntm",
  source: "Graves, Wayne & Danihelka 2014; one head writes, then one reads",
  cell: null,
  layer: (prefix, features, options) => walkingLayer(prefix, options, (own) => machine(own, features, options)),
};

/** What a head says of where it goes, from the controller's output. */
interface Head extends Part {
  /** Its weights over the slots, `[B, N]`. */
  weigh(context: LayerContext, h: Tensor, memory: Tensor, before: Tensor): Tensor;
}

function dense(prefix: string, name: string, from: number, units: number, activation: Activation) {
  return denseLayer(`${prefix}.${name}`, from, 2, { units, activation });
}

function headOf(prefix: string, H: number): Head {
  const [key, strength] = [dense(prefix, "key", H, WORD, "tanh"), dense(prefix, "strength", H, 1, "linear")];
  const [gate, shift] = [dense(prefix, "gate", H, 1, "sigmoid"), dense(prefix, "shift", H, 3, "linear")];
  const power = dense(prefix, "power", H, 1, "linear");
  return {
    ...together({ key, strength, gate, shift, power }),
    weigh(context, h, memory, before) {
      const { plan } = context;
      const like = plan.named("β", ops.softplus(plan, strength.apply(context, h)));
      const sought = plan.named("k", key.apply(context, h));
      const found = plan.named("u", ops.softmax(plan, ops.similarity(plan, sought, memory, like)));
      const turn = plan.named("s", ops.softmax(plan, shift.apply(context, h)));
      const go = plan.named("g", gate.apply(context, h));
      const moved = plan.named("v", ops.moveWeights(plan, found, before, go, turn));
      const sharp = plan.named("p", ops.softplus(plan, power.apply(context, h)));
      const weight = plan.named("w", ops.sharpen(plan, moved, sharp));
      traceNamed(context, 1, {
        gates: { g: go },
        states: { w: weight },
        values: { β: like, k: sought, s: turn, p: sharp },
      });
      return weight;
    },
  };
}

function machine(prefix: string, features: number, options: MemberOptions): Walk {
  const { units: H } = options;
  const controller = recurrentPart(`${prefix}.controller`, lstm, features + WORD, H, options);
  const [writer, reader] = [headOf(`${prefix}.write`, H), headOf(`${prefix}.read`, H)];
  const [erase, value] = [dense(prefix, "erase", H, WORD, "sigmoid"), dense(prefix, "value", H, WORD, "tanh")];
  const output = dense(prefix, "output", H + WORD, H, "linear");
  // Both heads begin at the first slot, the memory next to empty; from there on both are learnt.
  const start = weights(`${prefix}.start`, { memory: [SLOTS, WORD], heads: [2, SLOTS] }, () => ({
    memory: new Float32Array(SLOTS * WORD).fill(1e-6),
    heads: Float32Array.from({ length: 2 * SLOTS }, (_, i) => (i % SLOTS === 0 ? 5 : 0)),
  }));
  /** What is known after every step, `[B, H + W]` each. */
  const walk = (context: LayerContext, x: Tensor): Tensor[] => {
    const { plan } = context;
    const [steps, B] = x.shape as [number, number];
    const own = start.of(context);
    let memory = ops.spread(plan, own.memory, B);
    const heads = ops.spread(plan, own.heads, B);
    let [write, read] = [0, 1].map((head) => ops.softmax(plan, ops.takeStep(plan, heads, head))) as [Tensor, Tensor];
    // Nothing was read before the first step: fresh memory is 0.
    let seen = plan.input([B, WORD]);
    let states: readonly Tensor[] | undefined;
    return plan.repeat("t", steps, (t) => {
      const input = ops.joinSteps(plan, [ops.concatenate(plan, [ops.takeStep(plan, x, t), seen])]);
      const at = (kind: "controller" | "write head" | "read head" | "memory") => partOf(context, { kind }, [[t]]);
      states = controller.walk(at("controller"), input, states === undefined ? {} : { initial: states }).final;
      const h = states[0]!;
      write = writer.weigh(at("write head"), h, memory, write);
      const written = { weight: write, erase: erase.apply(context, h), value: value.apply(context, h) };
      plan.named("e", written.erase);
      plan.named("a", written.value);
      memory = plan.named("M", ops.writeSlots(plan, memory, written));
      read = reader.weigh(at("read head"), h, memory, read);
      seen = plan.named("r", ops.takeStep(plan, ops.blend(plan, read, memory), 0));
      const slots = { of: memory, shown: (values: Float64Array) => slotsOfWindows(values, B) };
      traceNamed(at("memory"), 1, {
        ...{ gates: { e: written.erase, a: written.value }, states: { M: slots }, values: { r: seen } },
      });
      return ops.concatenate(plan, [h, seen]);
    });
  };
  return {
    ...together({ controller, writer, reader, erase, value, output, start }),
    width: H,
    walk: (context, x) => output.apply(context, ops.joinSteps(context.plan, walk(context, x))),
    last: (context, x) => output.apply(context, walk(context, x).at(-1)!),
  };
}

/** A memory `[N, B, W]` as a row of all slots for each window. */
function slotsOfWindows(memory: Float64Array, B: number): Float64Array {
  return memory.map((_, i) => {
    const [b, slot, word] = [Math.floor(i / (SLOTS * WORD)), Math.floor(i / WORD) % SLOTS, i % WORD];
    return memory[(slot * B + b) * WORD + word]!;
  });
}
