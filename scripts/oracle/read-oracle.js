import { readFileSync } from "node:fs";

/** A file that cannot be checked: its message is one line for the person who named it. */
export class OracleFileError extends Error {}

/** The two halves of the torch kind, and the stats kind; a file holds at least one of them. */
const KINDS = ["recurrent", "training", "series"];

/**
 * Reads a file of the `gatecast-oracle` format, version 1: torch kind, stats kind or both.
 * @param {string} path
 * @returns {{ path: string, producer: string, recurrent: object[], training: object[], series: object[] }}
 */
export function readOracle(path) {
  const file = parse(path);
  const { format, version, producer } = file;
  if (format !== "gatecast-oracle" || version !== 1) {
    throw new OracleFileError(
      `${path}: expected format "gatecast-oracle" version 1, got ${JSON.stringify(format)} version ${JSON.stringify(version)}`,
    );
  }
  const kinds = KINDS.filter((kind) => Object.hasOwn(file, kind));
  if (kinds.length === 0) throw new OracleFileError(`${path}: neither ${KINDS.join(" nor ")} cases; nothing to check`);
  for (const kind of kinds) {
    const isList = Array.isArray(file[kind]) && file[kind].every((row) => typeof row === "object" && row !== null);
    if (!isList) throw new OracleFileError(`${path}: "${kind}" is not a list of cases`);
  }
  const { recurrent = [], training = [], series = [] } = file;
  if (recurrent.length + training.length + series.length === 0)
    throw new OracleFileError(`${path}: no cases; nothing to check`);
  return { path, producer: String(producer ?? "producer not named"), recurrent, training, series };
}

function parse(path) {
  let text;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new OracleFileError(
      `${path}: ${error.code === "ENOENT" ? "no such file" : `cannot be read (${error.code})`}`,
    );
  }
  let file;
  try {
    file = JSON.parse(text);
  } catch {
    throw new OracleFileError(`${path}: not a JSON document`);
  }
  if (typeof file !== "object" || file === null) throw new OracleFileError(`${path}: not a JSON object`);
  return file;
}

/**
 * Takes tensors `{ shape, data }` out of a case and judges them on the way.
 * @param {string} path
 * @param {{ name?: unknown }} row
 */
export function tensorsOf(path, row) {
  const fault = (what) => new OracleFileError(`${path}: case "${row.name}": ${what}`);
  const tensor = (holder, key, shape) => {
    const found = holder?.[key];
    if (!Array.isArray(found?.data) || !Array.isArray(found.shape)) throw fault(`no tensor "${key}"`);
    const wanted = shape ?? found.shape;
    const count = wanted.reduce((product, size) => product * size, 1);
    if (String(found.shape) !== String(wanted) || found.data.length !== count) {
      throw fault(`"${key}" is [${found.shape}] with ${found.data.length} values; expected [${wanted}]`);
    }
    if (!found.data.every(Number.isFinite)) throw fault(`"${key}" holds values that are not finite numbers`);
    return Float64Array.from(found.data);
  };
  const size = (key, from = row[key]) => {
    if (!Number.isInteger(from) || from < 1)
      throw fault(`"${key}" is ${JSON.stringify(from)}; expected a whole number above 0`);
    return from;
  };
  return { fault, tensor, size };
}
