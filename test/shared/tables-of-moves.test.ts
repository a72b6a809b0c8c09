import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountMoves } from '../../shared/accounts/account.ts';
import { fileMoves } from '../../shared/assets/file.ts';
import { deskCorrectionMoves } from '../../shared/directory/desk-correction.ts';
import { mayMove, sourcesOf, statusesOf } from '../../shared/kernel/moves.ts';
import { overrideMoves } from '../../shared/notices/address-override.ts';
import { importMoves } from '../../shared/notices/contact-import.ts';
import { noticeMoves } from '../../shared/notices/notice.ts';
import { collationMoves } from '../../shared/surveys/collation-request.ts';
import { delegationMoves } from '../../shared/surveys/delegation.ts';
import { invitationMoves } from '../../shared/surveys/invitation.ts';
import { roundMoves } from '../../shared/surveys/round.ts';
import { modulesBelow, root } from '../architecture/import-graph.ts';

type Table = Readonly<Record<string, readonly string[]>>;

/** Written a second time on purpose, by where each move leads and not by where it starts. */
const tables: Readonly<Record<string, { readonly moves: Table; readonly into: Table }>> = {
  roundMoves: {
    moves: roundMoves,
    into: { draft: [], cancelled: ['draft'], opening: ['draft', 'opening'], open: ['opening'], closed: ['open'] },
  },
  invitationMoves: {
    moves: invitationMoves,
    into: {
      invited: ['exempt'],
      drafting: ['invited', 'submitted', 'exempt'],
      submitted: ['drafting', 'returned'],
      returned: ['submitted', 'exempt'],
      accepted: ['submitted'],
      exempt: ['invited', 'drafting', 'returned'],
    },
  },
  delegationMoves: {
    moves: delegationMoves,
    into: { active: [], revoked: ['active'], declined: ['active'] },
  },
  deskCorrectionMoves: {
    moves: deskCorrectionMoves,
    into: { requested: [], accepted: ['requested'], declined: ['requested'], withdrawn: ['requested'] },
  },
  collationMoves: { moves: collationMoves, into: { requested: [], done: ['requested'] } },
  fileMoves: {
    moves: fileMoves,
    into: {
      uploading: [],
      scanning: ['uploading'],
      clean: ['uploading', 'scanning'],
      refused: ['uploading', 'scanning'],
    },
  },
  accountMoves: {
    moves: accountMoves,
    into: { active: ['suspended'], suspended: ['active'], ended: ['active', 'suspended'] },
  },
  importMoves: {
    moves: importMoves,
    into: { staging: ['has-errors', 'staging'], 'has-errors': [], ready: ['staging'], confirmed: ['ready'] },
  },
  overrideMoves: {
    moves: overrideMoves,
    into: { requested: [], 'in-force': ['requested'], dismissed: ['requested', 'in-force'] },
  },
  noticeMoves: {
    moves: noticeMoves,
    into: {
      queued: ['sending'],
      sending: ['queued'],
      suppressed: ['queued'],
      'no-address': ['queued'],
      sent: ['queued', 'sending'],
      'temporary-failure': ['queued', 'sending', 'sent'],
      'technical-failure': ['queued', 'sending', 'sent', 'temporary-failure'],
      delivered: ['queued', 'sending', 'sent', 'temporary-failure', 'technical-failure'],
      'permanent-failure': ['queued', 'sending', 'sent', 'temporary-failure', 'technical-failure', 'delivered'],
    },
  },
};

describe.each(Object.entries(tables))('%s', (_, { moves, into }) => {
  test('has the listed moves and no other', () => {
    const led = Object.fromEntries(Object.keys(moves).map((to) => [to, [...sourcesOf(moves, to)].sort()]));
    expect(led).toEqual(Object.fromEntries(Object.entries(into).map(([to, from]) => [to, [...from].sort()])));
  });

  test('no row of moves names a status twice', () => {
    for (const targets of Object.values(moves)) expect(new Set(targets).size).toBe(targets.length);
  });

  test('no walk leaves the table, and a walk never comes out of a last status', () => {
    fc.assert(
      fc.property(fc.constantFrom(...statusesOf(moves)), fc.array(fc.nat(20), { maxLength: 30 }), (start, picks) => {
        let status = start;
        for (const pick of picks) {
          const targets = moves[status] ?? [];
          const next = targets[pick % Math.max(targets.length, 1)];
          if (next === undefined) return statusesOf(moves).every((to) => !mayMove(moves, status, to));
          if (!Object.hasOwn(moves, next) || !sourcesOf(moves, next).includes(status)) return false;
          status = next;
        }
        return true;
      }),
    );
    expect(statusesOf(moves)).toEqual(Object.keys(moves));
  });
});

test('every table of moves in shared/ is listed here', () => {
  const exported = modulesBelow('shared').flatMap((path) =>
    [...readFileSync(join(root, path), 'utf8').matchAll(/^export const (\w+Moves)\b/gm)].map(([, name]) => name),
  );
  expect([...exported].sort()).toEqual(Object.keys(tables).sort());
});
