/** The whole cloud, synthesised once per test file from one tiny bundle. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { buildHouse, type House } from '../../../infra/house.ts';
import { readSettings } from '../../../infra/settings.ts';

const root = join(import.meta.dirname, '../../..');
const flags = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')).context;

export const prodContext = {
  stage: 'prod',
  portals: {
    'womens-support-2026': 'josei-shien.example.jp',
    'single-parent-2024': 'hitorioya.example.jp',
  },
  appDomain: 'app.mikata.example.jp',
  sender: 'chousa@mail.mikata.example.jp',
  alarmMail: 'alarms@mikata.example.jp',
  editors: ['203.0.113.0/24', '2001:db8::/32'],
};

export function build(
  context: Readonly<Record<string, unknown>> = prodContext,
  outdir?: string,
): { app: App; house: House } {
  const app = new App({
    context: { ...flags, ...context },
    analyticsReporting: false,
    ...(outdir === undefined ? {} : { outdir }),
  });
  const house = buildHouse(app, {
    settings: readSettings((name) => app.node.tryGetContext(name)),
    bundleOf: () => join(root, 'test/infra/fixtures/bundle'),
  });
  return { app, house };
}
