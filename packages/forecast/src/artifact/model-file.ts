import { readSafetensors, SafetensorsError, type StoredTensor, writeSafetensors } from "@gatecast/nn";
import type { z } from "zod";
import { Problem } from "../contracts/index.ts";
import { sha256 } from "./sha256.ts";

/** The version of the layout below. A reader refuses newer ones and, once there are any, translates older ones. */
const FORMAT_VERSION = 1;

/** What a file of ours can hold: a model of one series, one of a panel, the state of a run, or that of a session. */
export type FileKind = "model" | "panel" | "checkpoint" | "session";

/** Who writes such a file, and what to do without it. */
const MAKERS: Readonly<Record<FileKind, { readonly by: string; readonly otherwise: string }>> = {
  model: { by: "gatecast fit", otherwise: "fit again" },
  panel: { by: "gatecast fit", otherwise: "fit again" },
  checkpoint: { by: "gatecast fit", otherwise: "fit again" },
  session: { by: "session.save()", otherwise: "start a session from a table" },
};

/** Named tensors, and facts that `schema` checks. */
export interface ModelFile<Facts> {
  readonly facts: Facts;
  readonly tensors: ReadonlyMap<string, StoredTensor>;
}

/**
 * The bytes of a `.safetensors` file whose metadata holds `kind`, the format's version, the facts as JSON, and a SHA-256
 * over facts and tensors, so that an altered file is noticed.
 */
export async function writeModelFile(
  kind: FileKind,
  facts: unknown,
  tensors: readonly StoredTensor[],
): Promise<Uint8Array<ArrayBuffer>> {
  const json = JSON.stringify(facts);
  const checksum = await checksumOf(json, tensors);
  const metadata = { format: `gatecast-${kind}`, version: String(FORMAT_VERSION), facts: json, checksum };
  return writeSafetensors({ metadata, tensors });
}

/** Reads and checks such a file. Throws a Problem of kind `model`: `model_unreadable`, `model_altered`, `model_version`. */
export async function readModelFile<Facts>(
  kind: FileKind,
  bytes: Uint8Array,
  schema: z.ZodType<Facts>,
): Promise<ModelFile<Facts>> {
  let file: ReturnType<typeof readSafetensors>;
  try {
    file = readSafetensors(bytes);
  } catch (error) {
    if (!(error instanceof SafetensorsError)) throw error;
    throw broken(kind, error.message);
  }
  const { format, version, facts: json, checksum } = file.metadata;
  if (format !== `gatecast-${kind}` || json === undefined) {
    throw broken(kind, `metadata "format" is ${JSON.stringify(format) ?? "missing"}`);
  }
  if (version !== String(FORMAT_VERSION)) {
    throw new Problem("model", "model_version", `The ${kind} file has format version ${version}.`, {
      found: `version ${version}`,
      needed: `version ${FORMAT_VERSION}`,
      hint: "Use the version of Gatecast that wrote it, or a newer one.",
    });
  }
  if (checksum !== (await checksumOf(json, file.tensors))) {
    throw new Problem("model", "model_altered", `The ${kind} file was altered after it was written.`, {
      found: "contents that do not match their checksum",
      needed: "the file as it was saved",
      hint: `Restore it from a copy, or ${MAKERS[kind].otherwise}.`,
    });
  }
  const parsed = schema.safeParse(parseJson(kind, json));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw broken(kind, `${issue?.path.join(".") ?? "facts"}: ${issue?.message ?? "not as expected"}`);
  }
  return { facts: parsed.data, tensors: new Map(file.tensors.map((tensor) => [tensor.name, tensor])) };
}

/** What a file says it holds; undefined where it is none of ours. */
export function fileKind(bytes: Uint8Array): FileKind | undefined {
  try {
    const { format } = readSafetensors(bytes).metadata;
    return (["model", "panel", "checkpoint", "session"] as const).find((kind) => format === `gatecast-${kind}`);
  } catch (error) {
    if (error instanceof SafetensorsError) return undefined;
    throw error;
  }
}

/** A tensor of the file, of that shape. */
export function tensorOf(
  file: ModelFile<unknown>,
  name: string,
  shape: readonly number[],
  kind: FileKind = "model",
): StoredTensor {
  const tensor = file.tensors.get(name);
  if (tensor === undefined) throw broken(kind, `no tensor "${name}"`);
  if (tensor.shape.length !== shape.length || !tensor.shape.every((size, axis) => size === shape[axis])) {
    throw broken(kind, `tensor "${name}" of shape [${tensor.shape.join(", ")}] instead of [${shape.join(", ")}]`);
  }
  return tensor;
}

/** A file that is not what it should be, in one line. */
export function broken(kind: FileKind, found: string): Problem {
  return new Problem("model", "model_unreadable", `This is not a ${kind} file that Gatecast wrote: ${found}.`, {
    found,
    needed: `a ${kind} file written by ${MAKERS[kind].by}`,
    hint: `Check the path; if it is the right file, it is damaged: restore a copy, or ${MAKERS[kind].otherwise}.`,
  });
}

function parseJson(kind: FileKind, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw broken(kind, "facts that are not JSON");
  }
}

async function checksumOf(json: string, tensors: readonly StoredTensor[]): Promise<string> {
  // The tensors' own file is the plainest way to put names, shapes and values into one row of bytes.
  return sha256(writeSafetensors({ metadata: { facts: json }, tensors }));
}
