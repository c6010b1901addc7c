import { resolve } from "node:path";
import { exportOnnx, exportTorch, type Lang, type OnnxSignature, Problem } from "@gatecast/forecast";
import { localeLanguage } from "../adapters/environment.ts";
import { checkPlace } from "../adapters/output-place.ts";
import { MODEL, readInput } from "../adapters/read-input.ts";
import { print } from "../adapters/streams.ts";
import { writeFiles } from "../adapters/write-files.ts";
import { signatureText } from "../output/signature-text.ts";
import { wordsFor } from "../words/words-for.ts";

/** `gatecast export`, as typed. */
export interface ExportRun {
  readonly model: string;
  readonly format?: "onnx" | "torch";
  readonly out?: string;
  readonly lang?: Lang;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Writes a saved model in the format of another framework. */
export async function runExport(run: ExportRun): Promise<void> {
  const { model, format, lang = localeLanguage() } = run;
  if (format === undefined) throw noFormat();
  const out = run.out ?? placeOf(model, format);
  await checkPlace(out, "--out", { input: model, mayOverwrite: run.force === true });
  const { bytes, signature } = await exported(run.model, format);
  await writeFiles([{ path: out, content: bytes, option: "--out" }]);
  if (run.json === true) {
    const ports = signature === null ? {} : { signature };
    const facts = { command: "export", model: resolve(model), format, ...ports, files: { export: resolve(out) } };
    print(`${JSON.stringify(facts, null, 2)}\n`);
    return;
  }
  if (run.quiet === true) return;
  const words = wordsFor(lang);
  const ports = signature === null ? [] : signatureText(signature, words);
  print(`${[words.writtenElsewhere(out, words.exports[format]), ...ports].join("\n")}\n`);
}

async function exported(
  model: string,
  format: "onnx" | "torch",
): Promise<{ readonly bytes: Uint8Array; readonly signature: OnnxSignature | null }> {
  const bytes = await readInput(model, MODEL);
  try {
    return format === "onnx" ? await exportOnnx(bytes) : { bytes: await exportTorch(bytes), signature: null };
  } catch (error) {
    throw error instanceof Problem ? error.with({ file: model }) : error;
  }
}

/** `model.safetensors` becomes `model.onnx` or `model.torch.safetensors`, in the same folder. */
function placeOf(model: string, format: "onnx" | "torch"): string {
  return `${model.replace(/\.safetensors$/i, "")}.${format === "onnx" ? "onnx" : "torch.safetensors"}`;
}

function noFormat(): Problem {
  return new Problem("usage", "option_invalid", "--format is missing.", {
    found: "no format",
    needed: "onnx or torch",
    hint: "Name it: --format onnx.",
    option: "--format",
  });
}
