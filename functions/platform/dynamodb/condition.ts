/** Conditions of writes. */

/** `#status IN (...)`, of the statuses that a table of moves names, so that code and database cannot differ. */
export function statusIn(statuses: readonly string[]) {
  const names = { '#status': 'status' };
  // Nothing leads there, and every stored row has a status.
  if (statuses.length === 0) return { names, values: {}, condition: 'attribute_not_exists(#status)' };
  const values = Object.fromEntries(statuses.map((status, place) => [`:status${place}`, status]));
  return { names, values, condition: `#status IN (${Object.keys(values).join(', ')})` };
}

/** The first version goes where no row is, a later one over the one before it. */
export function follows(version: number) {
  if (version === 1) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: '#version = :before',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':before': version - 1 },
  };
}

/** Over the version before, and only where that has one of these statuses. */
export function followsFrom(statuses: readonly string[], version: number) {
  const { names, values, condition } = statusIn(statuses);
  return {
    ConditionExpression: `#version = :before AND ${condition}`,
    ExpressionAttributeNames: { '#version': 'version', ...names },
    ExpressionAttributeValues: { ':before': version - 1, ...values },
  };
}
