import { afterEach, describe, expect, it } from 'vitest';
import type { SystemModel } from '../../../infra/local/model.ts';
import { aDispatcher } from '../../support/fixtures/dispatch.ts';
import {
  aFunction,
  anEventSource,
  aQueue,
  aRule,
  aSchedule,
  functionArn,
  queueArn,
} from '../../support/fixtures/local-model.ts';

let stop = async () => {};
afterEach(() => stop());

const minuteMs = 60_000;
const dayMs = 86_400_000;

function host(model: Partial<SystemModel>, answer: (functionArn: string, now: number) => unknown) {
  const fired: (readonly [string, number])[] = [];
  const made = aDispatcher(model, ({ functionArn: arn }) => {
    fired.push([arn.split(':').at(-1) ?? '', made.clock.now()]);
    return answer(arn, made.clock.now());
  });
  stop = () => made.dispatcher.stop();
  return { ...made, fired, start: made.clock.now() };
}

const everyMinute = aSchedule('every-minute', 'rate(1 minute)');
const everyMorning = aSchedule('every-morning', 'cron(0 9 * * ? *)');
const functions = [aFunction('every-minute'), aFunction('every-morning'), aFunction('worker')];

describe('advancing the clock', () => {
  it('fires each schedule at its own instants, in the time zone that it names', async () => {
    const { fired, start, advance } = host({ functions, schedules: [everyMorning] }, () => undefined);
    await advance(3 * 86_400);
    expect(fired.map(([, at]) => at - start)).toEqual([dayMs, 2 * dayMs, 3 * dayMs]);
  });

  it('fires every minute where the function gives no hint', async () => {
    const { fired, advance } = host({ functions, schedules: [everyMinute] }, () => undefined);
    await advance(3600);
    expect(fired).toHaveLength(60);
  });

  it('skips the minutes before the hinted instant and hits that one', async () => {
    const due = Date.parse('2026-04-01T00:45:10Z');
    const { fired, start, advance } = host({ functions, schedules: [everyMinute] }, (_arn, now) => ({
      nextDueAt: now < due ? new Date(due).toISOString() : null,
    }));
    await advance(3 * 3600);
    expect(fired.map(([, at]) => (at - start) / minuteMs)).toEqual([1, 46]);
  });

  it('asks again after any other invocation', async () => {
    const model = { functions, schedules: [everyMinute], queues: [aQueue('work')], eventSources: [anEventSource()] };
    const { dispatcher, fired, start, advance } = host(model, (arn) =>
      arn.endsWith('worker') ? undefined : { nextDueAt: null },
    );
    dispatcher.queues.send(queueArn('work'), { body: 'later', delaySeconds: 630 });
    await advance(3600);
    expect(fired.map(([name, at]) => [name, (at - start) / minuteMs])).toEqual([
      ['every-minute', 1],
      ['worker', 10.5],
      ['every-minute', 11],
    ]);
  });

  it('lets two schedules with hints come to rest together', async () => {
    const other = aSchedule('every-other', 'rate(1 minute)');
    const due = Date.parse('2026-04-02T00:00:00Z');
    const { fired, advance } = host({ functions, schedules: [everyMinute, other] }, (arn, now) => ({
      nextDueAt: arn.endsWith('other') && now < due ? new Date(due).toISOString() : null,
    }));
    await advance(3 * 86_400);
    expect(fired).toHaveLength(4);
  });

  it('works through what a tick causes before it goes on, retries included', async () => {
    const model = {
      functions,
      schedules: [everyMorning],
      queues: [aQueue('work', { deadLetter: { arn: queueArn('dead'), maxReceives: 3 } }), aQueue('dead')],
      eventSources: [anEventSource()],
      rules: [aRule('r', {}, [{ arn: queueArn('work') }])],
    };
    const { dispatcher, fired, start, advance } = host(model, (arn) => {
      if (arn.endsWith('worker')) throw new Error('no');
      dispatcher.events.accept({ busName: 'mikata', source: 's', detailType: 't', detail: {} });
    });
    await advance(1.5 * 86_400);
    expect(fired.map(([name, at]) => [name, at - start])).toEqual([
      ['every-morning', dayMs],
      ['worker', dayMs],
      ['worker', dayMs + minuteMs],
      ['worker', dayMs + 2 * minuteMs],
    ]);
    expect(dispatcher.deadLetters()).toHaveLength(1);
  });

  it('refuses to go back', async () => {
    const { dispatcher, start } = host({}, () => undefined);
    expect(await dispatcher.advance.to(start - 1)).toBe(false);
  });

  it('passes a year with nothing due but daily and hourly ticks in a few seconds', async () => {
    const hourly = aSchedule('hourly', 'cron(5 * * * ? *)');
    const began = performance.now();
    const { fired, start, clock, advance } = host(
      { functions, schedules: [everyMinute, everyMorning, hourly] },
      (arn) => (arn.endsWith('every-morning') ? undefined : { nextDueAt: null }),
    );
    await advance(365 * 86_400);
    expect(clock.now() - start).toBe(365 * dayMs);
    expect(fired.filter(([name]) => name === 'every-morning')).toHaveLength(365);
    expect(fired.length).toBeLessThan(2000);
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});

describe('a schedule that was missed', () => {
  it('is caught up once, with the last of its instants', async () => {
    const target = functionArn('every-morning');
    const input = '{"at":"<aws.scheduler.scheduled-time>"}';
    const schedules = [aSchedule('every-morning', 'cron(0 9 * * ? *)', { input })];
    const { clock, dispatcher, invocations, idle } = host({ functions, schedules }, () => undefined);
    clock.set(clock.now() + 10 * dayMs + 5 * minuteMs);
    for (const _ of [1, 2]) {
      await idle();
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    await dispatcher.advance.to(clock.now());
    expect(invocations).toEqual([{ functionArn: target, event: { at: '2026-04-11T00:00:00Z' } }]);
  });
});
