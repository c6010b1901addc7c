/** A value of ours as JSON names it: `firstRows` is `first_rows`, at any depth; NaN is null. Text within stays as it is. */
export function snakeCase(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>, snakeCase);
  if (Array.isArray(value)) return value.map(snakeCase);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [snakeName(key), snakeCase(inner)]));
}

function snakeName(name: string): string {
  return name.replace(/[a-z0-9](?=[A-Z])/g, "$&_").toLowerCase();
}
