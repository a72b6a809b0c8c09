import { describe, expect, it } from 'vitest';
import { readSettings } from '../../infra/settings.ts';
import { prodContext } from './support/prod-context.ts';

const given = (context: Readonly<Record<string, unknown>>) => readSettings((name) => context[name]);

describe('the values of a deployment', () => {
  it('none are needed on one machine', () => {
    const settings = given({});
    expect(settings.stage.name).toBe('local');
    expect(settings.appDomain).toBe('app.localhost');
    expect(settings.portals['womens-support-2026']).toBe('womens-support-2026.localhost');
    expect(Object.keys(settings.portals)).toHaveLength(2);
  });

  it('the command line’s text and the file’s values mean the same', () => {
    const asText = given({
      ...prodContext,
      portals: JSON.stringify(prodContext.portals),
      editors: JSON.stringify(prodContext.editors),
    });
    expect(asText).toEqual(given(prodContext));
  });

  it.each(['portals', 'appDomain', 'sender'])('a real deployment without %s is refused by that name', (name) => {
    expect(() => given({ ...prodContext, [name]: undefined })).toThrow(name);
  });

  it.each([
    { appDomain: 'https://app.example.jp' },
    { sender: 'nobody' },
    { editors: ['office'] },
    { stage: 'test' },
    { portals: { 'womens-network-2021': 'a.example.jp' } },
    { portals: { nothing: 'a.example.jp' } },
  ])('a value that is not well formed is refused: %j', (wrong) => {
    expect(() => given({ ...prodContext, ...wrong })).toThrow();
  });

  it('mails leave at the rate of the stage', () => {
    expect(given({}).stage.mailPerSecond).toBe(200);
    expect(given(prodContext).stage.mailPerSecond).toBe(14);
  });
});
