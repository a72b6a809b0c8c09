import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openClock } from '../../../infra/local/clock.ts';
import { openStore } from '../../../infra/local/store.ts';
import { openWorkBoard } from '../../../infra/local/work-board.ts';
import { fixedClock } from '../../support/fakes/fixed-clock.ts';

const freshFile = () => join(mkdtempSync(join(tmpdir(), 'mikata-host-')), 'host.sqlite');
const rows = (store: ReturnType<typeof openStore>) => store.db.prepare('SELECT a FROM t ORDER BY a').all();

describe('the store', () => {
  it('undoes a nested transaction that throws, and only that', () => {
    const store = openStore(':memory:');
    store.db.exec('CREATE TABLE t (a INTEGER)');
    store.transaction(() => {
      store.db.exec('INSERT INTO t VALUES (1)');
      expect(() =>
        store.transaction(() => {
          store.db.exec('INSERT INTO t VALUES (2)');
          throw new Error('no');
        }),
      ).toThrow('no');
      store.transaction(() => store.db.exec('INSERT INTO t VALUES (3)'));
    });
    expect(rows(store)).toEqual([{ a: 1 }, { a: 3 }]);
  });

  it('undoes everything when the outer transaction throws', () => {
    const store = openStore(':memory:');
    store.db.exec('CREATE TABLE t (a INTEGER)');
    expect(() =>
      store.transaction(() => {
        store.transaction(() => store.db.exec('INSERT INTO t VALUES (1)'));
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(rows(store)).toEqual([]);
  });
});

describe('the clock', () => {
  it('goes on from the saved instant plus the real time that passed', () => {
    const file = freshFile();
    let real = 1_000_000;
    const first = openStore(file);
    const clock = openClock({ store: first, initial: 5_000_000, real: () => real });
    clock.moveTo(6_000_000);
    clock.stop();
    first.close();
    real += 250;
    const again = openClock({ store: openStore(file), initial: 1, real: () => real });
    expect(again.now()).toBe(6_000_250);
    again.stop();
  });

  it('stands where it was when the machine clock was set back meanwhile', () => {
    const file = freshFile();
    const first = openStore(file);
    openClock({ store: first, initial: 5_000_000, real: () => 1_000_000 }).stop();
    first.close();
    const again = openClock({ store: openStore(file), real: () => 900_000 });
    expect(again.now()).toBe(5_000_000);
    again.stop();
  });

  it('refuses to go back, and lets only the skew fault do so, which no restart keeps', () => {
    const file = freshFile();
    const store = openStore(file);
    const clock = openClock({ store, initial: 5_000_000, real: () => 0 });
    expect(clock.moveTo(4_999_999)).toBe(false);
    clock.skew(-1_000);
    expect(clock.now()).toBe(4_999_000);
    expect(Number(new BigInt64Array(clock.offset)[0])).toBe(4_999_000);
    clock.stop();
    store.close();
    const again = openClock({ store: openStore(file), real: () => 0 });
    expect(again.now()).toBe(5_000_000);
    again.stop();
  });
});

describe('the work board', () => {
  it('does works of one lane in order, also when the first has to be tried again', async () => {
    const clock = fixedClock(0);
    const board = openWorkBoard(openStore(':memory:'), clock);
    const seen: string[] = [];
    board.on('say', async (payload, { attempt }) => {
      seen.push(`${payload}${attempt}`);
      return payload === 'a' && attempt === 1 ? { retryAt: 500 } : 'done';
    });
    for (const payload of ['a', 'b']) board.add({ kind: 'say', payload, lane: 'one' });
    board.add({ kind: 'say', payload: 'free' });
    board.start();
    await vi.waitUntil(() => seen.length === 2 && board.isIdle(clock.now()));
    expect(seen).toEqual(['a1', 'free1']);
    expect([board.nextDueAt(), board.delayed(clock.now())]).toEqual([500, 2]);
    clock.set(500);
    board.wake();
    await vi.waitUntil(() => seen.length === 4 && board.isIdle(clock.now()));
    expect(seen.slice(2)).toEqual(['a2', 'b1']);
    expect(board.nextDueAt()).toBeUndefined();
    await board.stop();
  });

  it('takes the same key as one work until it is done, and joins the surrounding transaction', async () => {
    const store = openStore(':memory:');
    const board = openWorkBoard(store, fixedClock(0));
    let done = 0;
    board.on('count', async () => {
      done += 1;
      return 'done';
    });
    board.add({ kind: 'count', payload: 1, key: 'k' });
    board.add({ kind: 'count', payload: 2, key: 'k' });
    expect(() =>
      store.transaction(() => {
        board.add({ kind: 'count', payload: 3 });
        throw new Error('undone');
      }),
    ).toThrow('undone');
    board.start();
    await vi.waitUntil(() => done > 0 && board.isIdle(0));
    expect(done).toBe(1);
    board.add({ kind: 'count', payload: 4, key: 'k' });
    await vi.waitUntil(() => done === 2);
    await board.stop();
  });

  it('has a work that was running when the file was left, again after a restart', async () => {
    const file = freshFile();
    const left = openWorkBoard(openStore(file), fixedClock(0));
    left.on('hang', () => new Promise(() => {}));
    left.add({ kind: 'hang', payload: 'kept' });
    left.start();
    await vi.waitUntil(() => !left.isIdle(0));
    const board = openWorkBoard(openStore(file), fixedClock(0));
    const seen: unknown[] = [];
    board.on('hang', async (payload) => {
      seen.push(payload);
      return 'done';
    });
    board.start();
    await vi.waitUntil(() => seen.length === 1);
    expect(seen).toEqual(['kept']);
    await board.stop();
  });
});
