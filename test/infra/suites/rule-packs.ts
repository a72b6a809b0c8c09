import { AwsSolutionsChecks, type NagPack, NIST80053R5Checks, ServerlessChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { acknowledgements } from '../../../infra/acknowledgements.ts';
import { type BuildOptions, build } from '../support/synthesised.ts';

interface Finding {
  readonly rule: string;
  readonly path: string;
}

function findings(options: BuildOptions, ...packs: readonly (typeof AwsSolutionsChecks | typeof ServerlessChecks)[]) {
  const { app } = build(options);
  return packs.flatMap((Pack) => found(new Pack(app), app));
}

function found(pack: NagPack, app: Parameters<NagPack['validateScope']>[0]): readonly Finding[] {
  return pack
    .validateScope(app)
    .violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => ({ rule: ruleName, path: constructPath ?? '' })),
    );
}

const gate = [AwsSolutionsChecks, ServerlessChecks] as const;
const known = findings({ acknowledged: false }, ...gate);

describe('the rule packs AwsSolutions and Serverless', () => {
  it('find nothing that is not acknowledged', () => {
    expect(findings({}, ...gate)).toEqual([]);
  });

  it('look at the resources: without acknowledgements they find a good deal', () => {
    expect(known.length).toBeGreaterThan(100);
  });

  it.each(acknowledgements)('$rule at $where still meets a finding', ({ rule, where }) => {
    expect(known.some((finding) => finding.rule === rule && where.test(finding.path))).toBe(true);
  });

  it('each finding is acknowledged once', () => {
    const counts = known.map(
      ({ rule, path }) => acknowledgements.filter((each) => each.rule === rule && each.where.test(path)).length,
    );
    expect(new Set(counts)).toEqual(new Set([1]));
  });

  it('what is acknowledged, on how many resources, and why', async () => {
    const lines = acknowledgements.map(({ rule, where, reason }) => {
      const count = known.filter((finding) => finding.rule === rule && where.test(finding.path)).length;
      return `${rule}\n  on ${count}: ${where.source}\n  ${reason}`;
    });
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('acknowledgements.snap');
  });
});

describe('the rule pack NIST 800-53 revision 5', () => {
  it('is a report, not a gate: what it finds, and on how many resources', async () => {
    const { app } = build();
    const counts = new Map<string, number>();
    for (const { rule } of found(new NIST80053R5Checks(app), app)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    const lines = [...counts].sort().map(([rule, count]) => `${String(count).padStart(3)} ${rule}`);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('nist.snap');
  });
});
