/** Conditions of writes. */

/** `#status IN (...)`, of the statuses that a table of moves names, so that code and database cannot differ. */
export function statusIn(statuses: readonly string[]) {
  const names = { '#status': 'status' };
  // Nothing leads there, and every stored row has a status.
  if (statuses.length === 0) return { names, values: {}, condition: 'attribute_not_exists(#status)' };
  const values = Object.fromEntries(statuses.map((status, place) => [`:status${place}`, status]));
  return { names, values, condition: `#status IN (${Object.keys(values).join(', ')})` };
}
