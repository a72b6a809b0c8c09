import { describe, expect, it } from 'vitest';
import { catalogue, type EventType } from '../../../events/catalogue.ts';
import { list, type Properties, type Resource, resources, target } from '../support/cloud.ts';
import { build, cloud, synthesise } from '../support/synthesised.ts';

const rules = resources(cloud, 'AWS::Events::Rule');
const ours = rules.filter(({ properties }) => properties['EventBusName'] !== undefined);
const byAws = rules.filter(({ properties }) => properties['EventBusName'] === undefined);

function only(type: string, id: RegExp): Properties {
  const found = resources(cloud, type).filter((each) => id.test(each.id));
  expect(found).toHaveLength(1);
  return found[0]?.properties ?? {};
}

function typesOf({ properties }: Resource): readonly string[] {
  return list(properties['EventPattern']['detail-type'] as string[]);
}

describe('events', () => {
  /** Told for the record; what follows from it follows in the same context. */
  const heardByNobody = ['file-refused.v1'];

  it('each that can happen is heard by somebody', () => {
    const heard = new Set(ours.flatMap(typesOf));
    expect(Object.keys(catalogue).filter((type) => !heard.has(type))).toEqual(heardByNobody);
  });

  it.each(ours.map((rule) => [rule.name, rule] as const))('%s listens for what its contexts say', (_, rule) => {
    const sources = typesOf(rule).map((type) => `mikata.${catalogue[type as EventType].context}`);
    expect([...list(rule.properties['EventPattern'].source)].sort()).toEqual([...new Set(sources)].sort());
  });

  it('those of AWS services are heard on the default bus: mail outcomes, and scans of our own quarantine', () => {
    expect(byAws.map(({ properties }) => properties['EventPattern'].source[0]).sort()).toEqual([
      'aws.guardduty',
      'aws.ses',
    ]);
    const scan = only('AWS::Events::Rule', /OnScanResult/)['EventPattern'].detail.s3ObjectDetails.bucketName;
    expect(target(cloud, 'Assets', scan[0])).toMatch(/^Data\/QuarantineBucket/);
  });
});

describe('order and pace', () => {
  it('pages of one portal are published one after another, those of two portals side by side', () => {
    expect(only('AWS::SQS::Queue', /PublishSiteQueue/)).toMatchObject({
      FifoQueue: true,
      ContentBasedDeduplication: true,
    });
    const lanes = resources(cloud, 'AWS::Events::Rule')
      .filter(({ id }) => /PublishSite/.test(id))
      .map(({ properties: p }) => [p['EventPattern'].detail.programmeId, p['Targets'][0].SqsParameters.MessageGroupId]);
    expect(lanes).toEqual([
      [['womens-support-2026'], 'womens-support-2026'],
      [['single-parent-2024'], 'single-parent-2024'],
    ]);
  });

  it('one run of the mails never overtakes another, so that the rate holds', () => {
    const { ReservedConcurrentExecutions, Timeout } = only('AWS::Lambda::Function', /SendMailFunction/);
    expect(ReservedConcurrentExecutions).toBe(1);
    expect(Timeout).toBeLessThan(60);
  });

  it.each([
    ['SendMail', 'rate(1 minute)'],
    ['RedriveEvents', 'rate(1 minute)'],
    ['RemindDue', 'cron(0 9 * * ? *)'],
    ['Digests', 'cron(0 9 * * ? *)'],
    ['CheckMorningRuns', 'cron(30 9 * * ? *)'],
  ])('%s runs at %s', (name, expression) => {
    expect(only('AWS::Scheduler::Schedule', new RegExp(name))['ScheduleExpression']).toBe(expression);
  });
});

describe('stages differ by data alone', () => {
  const local = synthesise(build({ context: { stage: 'local' } }));

  it('the same functions, tables and queues on one machine', () => {
    const shape = (all: typeof cloud) =>
      resources(all, 'AWS::Lambda::Function', 'AWS::DynamoDB::Table', 'AWS::SQS::Queue').map(({ name }) => name);
    expect(shape(local)).toEqual(shape(cloud));
  });

  it('mails leave faster, names end in localhost, and staff work from everywhere', () => {
    const sender = resources(local, 'AWS::Lambda::Function').find(({ id }) => /SendMail/.test(id));
    expect(sender?.properties['Environment'].Variables).toMatchObject({
      STAGE: 'local',
      MAIL_PER_SECOND: '200',
      APP_ORIGIN: 'https://app.localhost',
    });
    const names = resources(local, 'AWS::CloudFront::Distribution').flatMap(
      ({ properties }) => properties['DistributionConfig'].Aliases,
    );
    expect(names).toEqual(['womens-support-2026.localhost', 'single-parent-2024.localhost', 'app.localhost']);
    expect(resources(local, 'AWS::WAFv2::IPSet', 'AWS::SNS::Subscription')).toEqual([]);
  });
});
