import { OracleFileError } from "./read-oracle.js";

/**
 * Takes a series of the stats kind apart and judges it on the way: its `values` and `period`, and readers of its numbers,
 * lists and rows. `left` fills with the members of its groups that nothing of ours answers.
 */
export function seriesOf(path, recorded) {
  const fault = (what) => new OracleFileError(`${path}: series "${recorded.name}": ${what}`);
  const left = new Set();
  const reader = readerOf(recorded, "", fault, left);
  const values = reader.list("values");
  if (values.length === 0) throw fault('"values" is empty');
  return { ...reader, fault, left, values, period: reader.has("period") ? reader.number("period") : 1 };
}

function readerOf(holder, path, fault, left) {
  const name = (key) => `"${path}${key}"`;
  const has = (key) => Object.hasOwn(holder, key) && holder[key] !== null;
  const number = (key) => {
    if (!Number.isFinite(holder[key])) throw fault(`${name(key)} is ${JSON.stringify(holder[key])}; expected a number`);
    return holder[key];
  };
  const list = (key, length) => {
    const found = holder[key];
    if (!Array.isArray(found) || !found.every(Number.isFinite)) throw fault(`${name(key)} is not a list of numbers`);
    if (length !== undefined && found.length !== length)
      throw fault(`${name(key)} holds ${found.length} numbers; expected ${length}`);
    return Float64Array.from(found);
  };
  const choice = (key, known) => {
    if (known.includes(holder[key])) return holder[key];
    throw fault(`${name(key)} is ${JSON.stringify(holder[key])}; known: ${known.map(String).join(", ")}`);
  };
  const row = (key) => {
    if (typeof holder[key] !== "object" || holder[key] === null) throw fault(`${name(key)} is not an object`);
    return readerOf(holder[key], `${path}${key}.`, fault, left);
  };
  const rows = (key) => {
    const members = row(key);
    if (!Array.isArray(holder[key])) throw fault(`${name(key)} is not a list`);
    return holder[key].map((_, i) => ({ at: `${key}[${i}]`, row: members.row(i) }));
  };
  /** The members of an object beside what we have for them: `ours` by their key. `input` is no member to be held to. */
  const group = (key, ours, input) => {
    const members = row(key);
    for (const member of Object.keys(holder[key])) {
      if (!Object.hasOwn(ours, member) && member !== input) left.add(`${key}.${member}`);
    }
    return Object.keys(ours)
      .filter((member) => members.has(member))
      .map((member) => ({ key: member, ours: ours[member], row: members }));
  };
  return { has, number, list, choice, row, rows, group };
}
