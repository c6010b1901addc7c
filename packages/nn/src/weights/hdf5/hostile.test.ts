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

test("structures that lead to themselves, or to one another again and again, end", () => {
  const [, , old] = files;
  const changed = (change: (bytes: Uint8Array, view: DataView) => void) => {
    const bytes = old!.slice();
    change(bytes, new DataView(bytes.buffer));
    return () => readAll(bytes);
  };
  const [tree] = placesOf(old!, "TREE");
  const ownChild = changed((_, view) => {
    view.setUint8(tree! + 5, 1);
    view.setBigUint64(tree! + 32, BigInt(tree!), true);
  });
  expect(ownChild).toThrow("a B-tree that is none");
  // Many levels, each a thousand times the next one: without a count this takes longer than anybody waits.
  const deep = new Uint8Array(old!.length + 6 * 20_000);
  deep.set(old!);
  const view = new DataView(deep.buffer);
  const symbols = view.getBigUint64(tree! + 32, true);
  view.setUint8(tree! + 5, 6);
  view.setBigUint64(tree! + 32, BigInt(old!.length), true);
  for (let level = 5; level >= 0; level--) {
    const at = old!.length + (5 - level) * 20_000;
    deep.set([0x54, 0x52, 0x45, 0x45, 0, level], at);
    view.setUint16(at + 6, 1000, true);
    for (let i = 0; i < 1000; i++)
      view.setBigUint64(at + 32 + 16 * i, level === 0 ? symbols : BigInt(at + 20_000), true);
  }
  expect(() => readAll(deep)).toThrow(/structures that do not end|used more than once/);
  // A continuation of an object header that continues in itself.
  const [next] = placesOf(old!, "\u0010\u0000\u0010\u0000\u0000\u0000\u0000\u0000");
  const circle = changed((_, view) => {
    view.setBigUint64(next! + 8, BigInt(next!), true);
    view.setBigUint64(next! + 16, 24n, true);
  });
  expect(circle).toThrow("goes in circles");
  // A group that holds itself is a file that HDF5 allows.
  const root = new DataView(old!.buffer).getBigUint64(64, true);
  const itself = changed((bytes, view) => {
    for (const at of placesOf(bytes, "SNOD")) view.setBigUint64(at + 16, root, true);
  });
  expect(itself()).toBeGreaterThanOrEqual(0);
});

test("a name that would lead elsewhere is refused", async () => {
  for (const format of FORMATS) {
    const made = await hdf5(format, (root) => root.create_group("one_two"));
    for (const at of placesOf(made, "one_two")) made[at + 3] = 0x2f;
    expect(() => readAll(made)).toThrow('a member called "one/two"');
  }
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
