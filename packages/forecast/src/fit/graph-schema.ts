import { z } from "zod";

/** A graph between columns, as options and model files hold it: in a model `nodes` are the target and `past`. */
export const graphSchema = z
  .strictObject({
    nodes: z.array(z.string().min(1)).min(1).max(5000).optional(),
    weights: z
      .array(z.array(z.number().min(0)))
      .min(1)
      .max(5000),
  })
  .refine(({ nodes, weights }) => [nodes ?? weights, ...weights].every(({ length }) => length === weights.length), {
    error: "as many weights in every row, and names, as there are rows",
  });
