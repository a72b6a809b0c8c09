import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { afterAll, describe, expect, it } from 'vitest';
import { build } from './support/synthesised.ts';

const folder = mkdtempSync(join(tmpdir(), 'mikata-validation-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Errors of the schema check, and W3030: a value that the resource does not know. */
function wrong(outdir: string): readonly string[] {
  const report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'));
  return report.pluginReports
    .flatMap((each: { violations: { ruleName: string; description: string }[] }) => each.violations)
    .filter(({ ruleName }: { ruleName: string }) => /^[FE]/.test(ruleName) || ruleName === 'W3030')
    .map(({ ruleName, description }: { ruleName: string; description: string }) => `${ruleName} ${description}`);
}

/** Errors end a synthesis as well, but the report is what names them. */
function validated(name: string, make: (outdir: string) => App): readonly string[] {
  const outdir = join(folder, name);
  try {
    make(outdir).synth();
  } catch (fault) {
    if (!existsSync(join(outdir, 'validation-report.json'))) throw fault;
  }
  return wrong(outdir);
}

function withPlantedError(outdir: string): App {
  const app = new App({ outdir, analyticsReporting: false });
  new CfnBucket(new Stack(app, 'Planted'), 'Bucket').addPropertyOverride('NoSuch', 1);
  return app;
}

describe('the templates against the resources’ own schemas', () => {
  it('hold no error', { timeout: 60_000 }, () => {
    expect(validated('ours', (outdir) => build({ outdir, validated: true }).app)).toEqual([]);
  });

  it('a property that does not exist is an error', { timeout: 60_000 }, () => {
    expect(validated('planted', withPlantedError).join()).toContain('F3002');
  });
});
