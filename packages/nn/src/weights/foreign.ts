import type { Activation } from "../layers/dense-layer.ts";
import type { OurWeights } from "./gate-order.ts";

/** An array as the file has it. */
export interface ArrayFacts {
  readonly name: string;
  readonly shape: readonly number[];
}

/** A recurrent layer of another framework, its weights in our gate order, both biases kept. */
export interface ForeignRecurrent {
  readonly kind: "recurrent";
  readonly name: string;
  /** Our cell that computes the same. */
  readonly cell: string;
  /** The file's gate order, in its framework's letters: `i, f, c, o`. */
  readonly order: string;
  /** F */
  readonly features: number;
  /** H */
  readonly units: number;
  /** Whether it hands on its last state or all of them; null where the file does not say. */
  readonly output: "last" | "sequence" | null;
  /** One or two directions, forward first. */
  readonly directions: readonly OurWeights[];
  readonly arrays: readonly ArrayFacts[];
}

/** A dense layer: weight `[features, units]` row-major, and bias `[units]`. */
export interface ForeignDense {
  readonly kind: "dense";
  readonly name: string;
  readonly features: number;
  readonly units: number;
  /** Null where the file does not say. */
  readonly activation: Activation | null;
  readonly weight: Float64Array;
  readonly bias: Float64Array;
  readonly arrays: readonly ArrayFacts[];
}

/** A layer that has no counterpart here, and why. */
export interface ForeignOther {
  readonly kind: "other";
  readonly name: string;
  /** `an activation "relu", where "tanh" can be read` */
  readonly reason: string;
  readonly arrays: readonly ArrayFacts[];
}

export type ForeignLayer = ForeignRecurrent | ForeignDense | ForeignOther;

/** What a file of another framework holds. */
export interface ForeignWeights {
  readonly format: "keras" | "keras-weights" | "keras-h5" | "torch";
  /**
   * Layers in the order in which they follow each other; where the file does not tell it, recurrent layers before dense ones, each by
   * their numbers.
   */
  readonly layers: readonly ForeignLayer[];
  /** Whether the file tells the order of its layers. */
  readonly isOrdered: boolean;
}

/** `layer_2` before `layer_10`. */
export function byNumber(a: string, b: string): number {
  const parts = (name: string) => name.split(/(\d+)/);
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [one, other] = [left[i]!, right[i]!];
    if (one === other) continue;
    // Odd parts are numbers.
    if (i % 2 === 1 && Number(one) !== Number(other)) return Number(one) - Number(other);
    return one < other ? -1 : 1;
  }
  return left.length - right.length;
}

/** Recurrent layers, then dense ones, then others: the order where a file tells none. */
export function inUsualOrder(layers: readonly ForeignLayer[]): ForeignLayer[] {
  const rank = ({ kind }: ForeignLayer) => ["recurrent", "dense", "other"].indexOf(kind);
  return [...layers].sort((a, b) => rank(a) - rank(b) || byNumber(a.name, b.name));
}
