/**
 * Does something the first time and gives the same answer from then on. The gate may run a call twice (a duplicated
 * request), but its body can be read only once.
 */
export function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= work();
    return result;
  };
}
