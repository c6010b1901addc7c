import type { Tensor } from "../tensor/tensor.ts";

/**
 * What an operation computes, in signs. Its leaves are tensors while notes are taken, and symbols once equations are made of them.
 */
export type Term<Leaf = Tensor> =
  | Leaf
  | { readonly kind: "number"; readonly value: number }
  /** A name; `of` is what stands below it, such as the part of a network that a weight belongs to. */
  | { readonly kind: "symbol"; readonly name: string; readonly below?: string }
  /** A function of what stands in its brackets. `acrossSteps`: a step of it takes more than the same step of those. */
  | {
      readonly kind: "call";
      readonly name: string;
      readonly of: readonly Term<Leaf>[];
      readonly acrossSteps?: true;
      /** A weight that tells which of several it is. */
      readonly weight?: Term<Leaf>;
    }
  | {
      /** Sum, element by element product, product of matrices or of vectors, side by side, convolution, quotient, power, ‖a‖, Aᵀ, √a, −a. */
      readonly kind: Operator;
      readonly of: readonly Term<Leaf>[];
    }
  /** Σ over an index. */
  | { readonly kind: "total"; readonly over: string; readonly of: readonly [Term<Leaf>] }
  /** One of many, by its index. `within`: of the values of a row, which are not made one by one. */
  | { readonly kind: "at"; readonly index: string; readonly of: readonly [Term<Leaf>]; readonly within?: true };

export type Operator =
  | ("sum" | "elements" | "product" | "join" | "convolution" | "fraction" | "power")
  | ("length" | "transposed" | "root" | "minus");

/** A step of a sequence, steps joined as a table says, and steps one behind the other: what the time of a tensor follows from. */
export type Timed =
  | { readonly kind: "step"; readonly of: readonly [Tensor]; readonly step: number; readonly axis?: "step" | "node" }
  | { readonly kind: "steps"; readonly of: readonly [Tensor]; readonly table: readonly (readonly number[])[] }
  | { readonly kind: "means"; readonly of: readonly [Tensor]; readonly table: readonly (readonly number[])[] }
  | { readonly kind: "series"; readonly of: readonly Tensor[] };

/** What takes lines of its own: they come before what it is, which holds at an index. */
export interface Lines {
  readonly kind: "lines";
  readonly lines: readonly Line[];
  readonly index: string;
  readonly of: readonly [Term];
}

export interface Line<Leaf = Tensor> {
  readonly left: Term<Leaf>;
  readonly right: Term<Leaf>;
}

/** What an operation says of its output. */
export type Said = Term | Timed | Lines;

const operator =
  (kind: Operator) =>
  <Leaf = Tensor>(...of: readonly Term<Leaf>[]): Term<Leaf> => ({ kind, of });

export const sum = operator("sum");
/** ⊙ */
export const elements = operator("elements");
export const product = operator("product");
export const join = operator("join");
export const convolution = operator("convolution");
export const fraction = operator("fraction");
export const power = operator("power");
export const length = operator("length");
export const transposed = operator("transposed");
export const root = operator("root");
export const minus = operator("minus");
export const number = (value: number): Term<never> => ({ kind: "number", value });
export const symbol = (name: string): Term<never> => ({ kind: "symbol", name });
export const call = (name: string, ...of: readonly Term[]): Term => ({ kind: "call", name, of });
export const total = (over: string, term: Term): Term => ({ kind: "total", over, of: [term] });
export const at = (term: Term, index: string): Term => ({ kind: "at", index, of: [term] });
/** One value of a row that is made as a whole, as shares are. */
export const within = (term: Term, index: string): Term => ({ kind: "at", index, of: [term], within: true });
/** 1 − a */
export const complement = (a: Term): Term => sum(number(1), minus(a));
