import { type Expression, relu, sigmoid } from "@gatecast/engine";

/** g(x) = x + ½ where x ≥ 0, σ(x) below: positive everywhere, so that a state made of it has a logarithm (Feng et al. 2024). */
export const positive = (x: Expression): Expression => relu(x).plus(sigmoid(relu(x.negated()).negated()));
