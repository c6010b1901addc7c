import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { beforeAll, expect, test } from "vitest";
import { draws } from "../../../../../test/support/draws.ts";
import {
  FORMATS,
  hdf5,
  type KerasLayer,
  kerasArchive,
  newWeights,
  oldFile,
} from "../../../../../test/support/keras-files.ts";
import { readWeights } from "../read-weights.ts";
import { WeightsError } from "../weights-error.ts";
import { type Hdf5Object, openHdf5 } from "./hdf5-file.ts";

const array = (...shape: number[]) => ({
  shape,
  values: draws(
    shape.reduce((product, size) => product * size, 1),
    shape.join(),
  ),
});
const layers: KerasLayer[] = Array.from({ length: 10 }, (_, i) => ({
  ...{ className: "LSTM", name: `lstm_${i}`, config: {} },
  arrays: { cell: [array(2, 8), array(2, 8), array(8)] },
}));
let files: Uint8Array[] = [];

beforeAll(async () => {
  files = await Promise.all(
    FORMATS.flatMap((format) => [
      kerasArchive(layers, format),
      newWeights(layers, format),
      oldFile(layers, format, true),
      oldFile(layers, format, false),
    ]),
  );
});

/** Reads every group, text and array of a file; an error of the format is an answer, any other is not. */
function readAll(bytes: Uint8Array): number {
  let values = 0;
  const walk = (object: Hdf5Object, depth: number): void => {
    for (const name of ["layer_names", "weight_names", "model_config", "name"]) object.texts(name);
    if (object.shape !== null) values += object.values().length;
    else if (depth < 8) for (const name of object.names) walk(object.get(name)!, depth + 1);
  };
  walk(openHdf5(bytes), 0);
  return values;
}

async function settle(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof WeightsError)) throw error;
    expect(error.message.length).toBeLessThan(300);
  }
}

/** A share of a file's length, everywhere alike: of structures at the beginning there are few. */
const anywhere = fc.noBias(fc.nat(999_999)).map((share) => share / 1e6);

test("bytes that are changed anywhere end in an answer or in one clear line", async () => {
  const byte = fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.nat(255));
  const changes = fc.array(fc.tuple(anywhere, byte), {
    minLength: 1,
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(fc.nat(files.length - 1), changes, async (file, places) => {
      const bytes = files[file]!.slice();
      for (const [place, value] of places) bytes[Math.floor(place * bytes.length)] = value;
      await settle(() => readWeights(bytes));
      if (bytes[0] === 0x89) await settle(() => readAll(bytes));
    }),
    { numRuns: 600 },
  );
});

test("a file that is cut off anywhere ends in one clear line", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(files.length - 1), anywhere, async (file, share) => {
      const whole = files[file]!;
      await settle(() => readWeights(whole.subarray(0, Math.floor(share * whole.length))));
    }),
    { numRuns: 300 },
  );
});

/** Where letters or bytes stand in a file, each time. */
function placesOf(bytes: Uint8Array, sought: string): number[] {
  const found: number[] = [];
  for (let at = 0; at + sought.length <= bytes.length; at++) {
    if ([...sought].every((letter, i) => bytes[at + i] === letter.charCodeAt(0))) found.push(at);
  }
  return found;
}

test("structures that lead to themselves end", () => {
  const [, , old] = files;
  for (const at of placesOf(old!, "TREE")) {
    const bytes = old!.slice();
    const view = new DataView(bytes.buffer);
    // A node that is its own child, a level above itself.
    view.setUint8(at + 5, 1);
    view.setBigUint64(at + 32, BigInt(at), true);
    expect(() => readAll(bytes)).toThrow(WeightsError);
  }
  // A group that holds itself, by an entry that names its own header.
  const bytes = old!.slice();
  const view = new DataView(bytes.buffer);
  const root = view.getBigUint64(64, true);
  for (const at of placesOf(old!, "SNOD")) view.setBigUint64(at + 16, root, true);
  expect(readAll(bytes)).toBeGreaterThanOrEqual(0);
});

test("shapes and texts beyond the file cost no more than the file", async () => {
  const made = await hdf5("earliest", (root) => {
    root.create_dataset({ name: "a", data: new Float32Array(6), shape: [2, 3] });
    root.create_attribute("layer_names", ["ab", "cd", "ef"], [3], "S2");
  });
  const grow = (sought: readonly number[], value: bigint) => {
    const text = String.fromCharCode(...sought, 0, 0, 0, 0, 0, 0, 0);
    const places = placesOf(made, text);
    expect(places.length).toBeGreaterThan(0);
    return places.map((at) => {
      const bytes = made.slice();
      new DataView(bytes.buffer).setBigUint64(at, value, true);
      return bytes;
    });
  };
  for (const bytes of [
    ...grow([3], 2n ** 31n),
    ...grow([3], 2n ** 52n),
    ...grow([2], 2n ** 40n),
    ...grow([3], 2n ** 63n),
  ]) {
    await settle(() => readAll(bytes));
  }
});

test("archives that promise more than they hold are refused before they are unpacked", async () => {
  const weights = await newWeights(layers, "earliest");
  const bomb = zipSync({ "config.json": strToU8("{}"), "model.weights.h5": weights });
  /** Sizes in the archive's directory, as they claim to be. */
  const claim = (bytes: Uint8Array, size: number) => {
    const view = new DataView(bytes.buffer);
    for (const at of placesOf(bytes, "PK\u0001\u0002")) view.setUint32(at + 24, size, true);
  };
  claim(bomb, 2 ** 31 - 1);
  await expect(readWeights(bomb)).rejects.toThrow(/^a \.keras file whose "[\w.]+" unpacks to 2147483647 bytes$/);
  await expect(readWeights(zipSync({ "model.weights.h5": weights }))).rejects.toThrow(
    'a ZIP archive without "config.json"',
  );
  const deep = `${"[".repeat(100_000)}`;
  await expect(readWeights(zipSync({ "config.json": strToU8(deep), "model.weights.h5": weights }))).rejects.toThrow(
    "a configuration that is not JSON",
  );
  const lying = zipSync({ "config.json": strToU8("{}"), "model.weights.h5": new Uint8Array(300_000) }, { level: 9 });
  // Made small: what is unpacked must not outgrow it.
  claim(lying, 10);
  await settle(() => readWeights(lying));
});
