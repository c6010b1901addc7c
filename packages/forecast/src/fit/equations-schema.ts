import { type CellData, cellFromData, compileCell } from "@gatecast/engine";
import { z } from "zod";

const name = z.string().min(1).max(64);
const names = z.array(name).max(256);
const place = z.int().min(0).max(10_000);
const perUnit = z.record(z.string(), z.array(z.number()).max(1024));
const start = z.union([z.number(), perUnit]);
const equation = z.strictObject({ name, node: place });

const shape = z.strictObject({
  name,
  source: z.string().max(1000),
  states: names,
  vectors: names,
  given: names,
  gates: z
    .array(
      z.strictObject({
        name,
        input: z.boolean(),
        recurrent: names,
        bias: z.boolean(),
        connection: z.record(z.string(), z.array(z.number().nullable()).max(1_048_576)).exactOptional(),
      }),
    )
    .max(256),
  fixed: z.record(name, perUnit),
  starts: z.strictObject({
    biases: z.record(name, start),
    vectors: z.record(name, start),
    states: z.record(name, z.number()),
  }),
  nodes: z.array(z.tuple([z.string().max(64)]).rest(z.union([z.string().max(64), z.number()]))).max(10_000),
  between: z.array(equation).max(256),
  next: z.array(equation).max(256),
});

/** The equations of a cell that does not come with Gatecast, as data; what is no cell is refused with its own reason. */
export const equationsSchema: z.ZodType<CellData, CellData> = shape.superRefine((data, context) => {
  try {
    compileCell(cellFromData(data as CellData));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    context.addIssue({ code: "custom", message: error.message });
  }
}) as unknown as z.ZodType<CellData, CellData>;
