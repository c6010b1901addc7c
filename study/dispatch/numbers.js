// Means and their errors.

export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Standard deviation of a sample; NaN of fewer than two values. */
export function deviation(values) {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}

/** How much more `costs` are than `others` of the same dates on average, and the standard error of that. */
export function paired(costs, others) {
  const differences = costs.map((cost, i) => cost - others[i]);
  return { difference: mean(differences), error: deviation(differences) / Math.sqrt(differences.length) };
}
