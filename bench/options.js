// What programs that measure have in common on their command lines.

/** The value of `--name` as a whole number above 0. */
export function wholeNumber(values, name) {
  const value = Number(values[name]);
  if (!(Number.isInteger(value) && value > 0)) throw new RangeError(`--${name} takes a whole number above 0`);
  return value;
}

/** Runs a program: its failure is one line and an exit code, 2 where it was called wrongly. */
export async function run(program, name = "bench") {
  try {
    await program();
  } catch (error) {
    process.stderr.write(`${name}: ${error.message}\n`);
    const isUsage = error instanceof RangeError || error.code?.startsWith("ERR_PARSE_ARGS") === true;
    process.exitCode = isUsage ? 2 : 1;
  }
}
