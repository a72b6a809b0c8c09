/** Reading a table of moves in both directions; the conditions of the database are made from it. */

export type Moves<Status extends string> = Readonly<Record<Status, readonly Status[]>>;

export function mayMove<Status extends string>(moves: Moves<Status>, from: Status, to: Status): boolean {
  return moves[from].includes(to);
}

/** Every status from which `to` can be reached in one move. */
export function sourcesOf<Status extends string>(moves: Moves<Status>, to: Status): readonly Status[] {
  return statusesOf(moves).filter((from) => moves[from].includes(to));
}

export function statusesOf<Status extends string>(moves: Moves<Status>): readonly Status[] {
  const isStatus = (name: string): name is Status => Object.hasOwn(moves, name);
  return Object.keys(moves).filter(isStatus);
}
