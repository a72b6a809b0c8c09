/** The arithmetic of the benchmark: only ratios within one round count, and of those the median. */

/** Middle of the values; of an even number the mean of the two in the middle. Throws for none. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error('there is no median of nothing');
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/**
 * Median of what one took in a round through what the other took in the same round: a machine that was busy in one
 * round was busy for both. Throws where the rounds do not pair up or the other took nothing.
 */
export function medianRatio(ours: readonly number[], others: readonly number[]): number {
  if (ours.length !== others.length) throw new Error(`${ours.length} rounds do not pair up with ${others.length}`);
  return median(
    ours.map((value, round) => {
      const other = others[round] ?? 0;
      if (other <= 0) throw new Error(`nothing was measured in round ${round + 1}`);
      return value / other;
    }),
  );
}
