import fc from "fast-check";
import { expect, test } from "vitest";
import { readSafetensors, SafetensorsError, writeSafetensors } from "./safetensors.ts";

/** A file from a header written by hand. */
function file(header: unknown, data = new Uint8Array(0), length?: number | bigint): Uint8Array {
  const json = new TextEncoder().encode(typeof header === "string" ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length ?? json.length), true);
  bytes.set(json, 8);
  bytes.set(data, 8 + json.length);
  return bytes;
}

const eight = new Uint8Array(8);
const f32 = (shape: number[], begin: number, end: number) => ({ dtype: "F32", shape, data_offsets: [begin, end] });

test("what is written is read back, value for value", () => {
  const value = fc.float({ noNaN: false });
  fc.assert(
    fc.property(
      fc.array(fc.array(value, { maxLength: 9 }), { maxLength: 4 }),
      fc.dictionary(fc.string(), fc.string()),
      (rows, metadata) => {
        const tensors = rows.map((row, i) => ({ name: `t${i}`, shape: [row.length], values: Float32Array.from(row) }));
        const back = readSafetensors(writeSafetensors({ metadata, tensors }));
        expect(back.tensors).toEqual(tensors);
        expect(back.metadata).toEqual(
          Object.fromEntries(Object.entries(metadata).filter(([key]) => key !== "__proto__")),
        );
      },
    ),
  );
});

test("values lie where the format says, little-endian behind a padded header", () => {
  const bytes = writeSafetensors({
    metadata: {},
    tensors: [{ name: "a", shape: [2], values: Float64Array.of(1, -2) }],
  });
  const view = new DataView(bytes.buffer);
  const header = Number(view.getBigUint64(0, true));
  expect(header % 8).toBe(0);
  expect(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + header)))).toEqual({
    __metadata__: {},
    a: { dtype: "F64", shape: [2], data_offsets: [0, 16] },
  });
  expect([view.getFloat64(8 + header, true), view.getFloat64(16 + header, true)]).toEqual([1, -2]);
});

test.each([
  ["nothing at all", new Uint8Array(0), "0 bytes"],
  ["a header longer than the file", file("{}", eight, 1000), "1000 bytes in a file of 18"],
  ["a header of 2⁶⁴ − 1 bytes", file("{}", eight, 2n ** 64n - 1n), "in a file of 18"],
  ["a header that is not JSON", file("{nope"), "not JSON"],
  ["a header that is a list", file("[]"), "not a JSON object"],
  ["brackets without end", file("[".repeat(100_000)), "not JSON"],
  ["metadata that is not text", file({ __metadata__: { a: 1 } }), '"a"'],
  ["an unknown type", file({ a: { dtype: "I64", shape: [1], data_offsets: [0, 8] } }, eight), "I64"],
  ["a negative shape", file({ a: f32([-1], 0, 8) }, eight), "impossible shape"],
  ["a shape beyond all memory", file({ a: f32([2 ** 40, 2 ** 40], 0, 8) }, eight), "in 8 bytes"],
  ["a size that does not match", file({ a: f32([3], 0, 8) }, eight), "[3] in 8 bytes"],
  ["offsets beyond the end", file({ a: f32([4], 0, 16) }, eight), "cut off"],
  ["overlapping tensors", file({ a: f32([2], 0, 8), b: f32([1], 4, 8) }, eight), "overlaps"],
  ["a hole", file({ a: f32([1], 4, 8) }, eight), "4 bytes before"],
  ["bytes left over", file({ a: f32([1], 0, 4) }, eight), "4 bytes behind"],
])("%s is refused in one line", (_, bytes, fact) => {
  const read = () => readSafetensors(bytes);
  expect(read).toThrow(SafetensorsError);
  expect(read).toThrow(fact);
});

test("random bytes are refused, never anything else", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      try {
        readSafetensors(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(SafetensorsError);
      }
    }),
  );
});
