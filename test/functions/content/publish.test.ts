import { CloudFrontClient, CreateInvalidationCommand } from '@aws-sdk/client-cloudfront';
import { GetObjectCommand, ListObjectsV2Command, S3ServiceException } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DeskChanged } from '../../../events/desk-changed.v1.ts';
import { ResponseAccepted } from '../../../events/response-accepted.v1.ts';
import { createAreaDesksRepository } from '../../../functions/content/dynamodb-area-desks-repository.ts';
import { onDeskChanged } from '../../../functions/content/on-desk-changed/handler.ts';
import { onPagesOutdated } from '../../../functions/content/publish-site/handler.ts';
import { createOrganisationDesksRepository } from '../../../functions/directory/dynamodb-organisation-desks-repository.ts';
import { createOrganisationMeasuresRepository } from '../../../functions/directory/dynamodb-organisation-measures-repository.ts';
import { onResponseAccepted } from '../../../functions/directory/on-response-accepted/handler.ts';
import { randomIds } from '../../../functions/platform/clock.ts';
import { createChangeSaver } from '../../../functions/platform/dynamodb/change.ts';
import { createSiteBucket } from '../../../functions/platform/s3/site-bucket.ts';
import { OrganisationId } from '../../../shared/kernel/ids.ts';
import { Instant } from '../../../shared/kernel/time.ts';
import { localGovernments } from '../../../shared/programmes/local-governments.ts';
import { bytesOf, type S3Host, startS3Host } from '../../infra/local/endpoints/s3/s3-host.ts';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../../support/embedded-dynamodb.ts';
import { ours, theirs } from '../../support/staff-world.ts';

let database: EmbeddedDynamoDb;
let s3: S3Host;
const edge = mockClient(CloudFrontClient);
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  database = await startEmbeddedDynamoDb();
  s3 = await startS3Host();
  edge.on(CreateInvalidationCommand).resolves({});
});
afterAll(async () => {
  edge.restore();
  await s3.remove();
  await database.stop();
});

const now = Instant.parse('2026-06-12T00:00:00.000Z');
const changesIn = (own: string) =>
  createChangeSaver(database.client, { own, outbox: 'outbox', audit: 'audit' }, randomIds);
const directory = () =>
  createOrganisationDesksRepository({ client: database.client, table: 'directory', changes: changesIn('directory') });
const measures = () =>
  createOrganisationMeasuresRepository({
    client: database.client,
    table: 'directory',
    changes: changesIn('directory'),
  });
const areas = () =>
  createAreaDesksRepository({ client: database.client, table: 'content', changes: changesIn('content') });
const envelope = (type: string, data: object, more: object = {}) => ({
  id: randomIds.next(),
  type,
  programmeId: ours,
  occurredAt: now,
  data,
  ...more,
});
const organisations = localGovernments.filter(({ kind }) => kind !== 'prefecture').map(({ code }) => code);
let next = 0;
const freshOrganisation = () => OrganisationId.parse(organisations[next++]);
const desk = (name: string) => ({ name, phone: '03-1234-5678' });

describe('an accepted answer', () => {
  const accept = (organisationId: string, occurredAt: string, desks: object[], id = randomIds.next()) =>
    onResponseAccepted({ desks: directory(), measures: measures() }).handle(
      envelope(
        'response-accepted.v1',
        { ...ResponseAccepted.example, measures: undefined, organisationId, desks },
        { occurredAt, id },
      ),
      now,
    );
  const state = (organisationId: OrganisationId) => directory().find(ours, organisationId);

  it('stands in the directory whole, with its history; an older one that comes late changes nothing', async () => {
    const id = freshOrganisation();
    await accept(id, '2026-06-10T00:00:00.000Z', [desk('一'), desk('二')]);
    await accept(id, '2026-06-11T00:00:00.000Z', [desk('三')]);
    await accept(id, '2026-06-09T00:00:00.000Z', [desk('古い')]);
    expect(await state(id)).toMatchObject({ version: 2, desks: [{ name: '三', deskId: `${id}-3` }] });
    expect((await directory().historyOf(ours, id)).map(({ version }) => version)).toEqual([2, 1]);
    expect(await directory().find(theirs, id)).toBeUndefined();
  });

  it('that names no desk is an entry with none, which is not the same as no entry', async () => {
    const [none, unanswered] = [freshOrganisation(), freshOrganisation()];
    await accept(none, '2026-06-10T00:00:00.000Z', []);
    expect(await state(none)).toMatchObject({ desks: [] });
    expect(await state(unanswered)).toBeUndefined();
  });

  it('M09: to a form that asks for measures is kept for comparison with its history, and leaves the desks as they are', async () => {
    const id = freshOrganisation();
    const key = { programmeId: ours, formId: 'womens-measures' };
    await accept(id, '2026-06-10T00:00:00.000Z', [desk('一')]);
    const answered = (day: string, plan: string) =>
      onResponseAccepted({ desks: directory(), measures: measures() }).handle(
        envelope(
          'response-accepted.v1',
          {
            ...{ ...ResponseAccepted.example, desks: undefined, retired: undefined, organisationId: id },
            measures: { formId: 'womens-measures', formVersion: 1, answers: { plan } },
          },
          { occurredAt: `2026-06-${day}T00:00:00.000Z` },
        ),
        now,
      );
    await answered('11', '策定中');
    await answered('12', '策定済');
    await answered('10', '未定');
    expect(await state(id)).toMatchObject({ version: 1, desks: [{ name: '一' }] });
    expect((await measures().historyOf(key, id)).map(({ answers }) => answers['plan'])).toEqual(['策定済', '策定中']);
    const other = freshOrganisation();
    expect(await measures().ofOrganisations(key, [id, other])).toMatchObject([{ organisationId: id, version: 2 }]);
    expect(await measures().find({ ...key, programmeId: theirs }, id)).toBeUndefined();
  });

  it('heard twice, and by several at once, counts once', async () => {
    const id = freshOrganisation();
    const event = randomIds.next();
    const hear = () => accept(id, '2026-06-10T00:00:00.000Z', [desk('一')], event);
    await Promise.allSettled([hear(), hear(), hear()]);
    await hear();
    expect((await state(id))?.version).toBe(1);
  });

  it('in any order ends with the newest', async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 2 }), async (days) => {
        const id = freshOrganisation();
        for (const day of days) await accept(id, `2026-06-0${day}T00:00:00.000Z`, [desk(`窓口${day}`)]);
        expect((await state(id))?.desks[0]?.name).toBe(`窓口${Math.max(...days)}`);
      }),
      { numRuns: 10 },
    );
  });
});

describe('the copy beside the pages', () => {
  const change = (organisationId: string, version: number) =>
    onDeskChanged({ areas: areas() }).handle(
      envelope('desk-changed.v1', {
        ...DeskChanged.example,
        organisationId,
        version,
        desks: [{ ...desk(`第${version}版`), deskId: 'a-desk-1' }],
      }),
      now,
    );

  it('is the newest version whatever the order and however often it is told', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 8 }), async (versions) => {
        const id = freshOrganisation();
        for (const version of versions) await change(id, version);
        expect((await areas().find(ours, id))?.version).toBe(Math.max(...versions));
      }),
      { numRuns: 10 },
    );
  });
});

describe('publishing', () => {
  const site = (distributions = { [ours]: 'EDGE' }) =>
    createSiteBucket({ bucket: 'plain', distributions }, s3.client, new CloudFrontClient({}));
  const places = localGovernments.filter(({ prefectureCode }) => ['120006', '130001'].includes(prefectureCode));
  const outdated = (scope: unknown, more: object = {}, id = randomIds.next()) =>
    onPagesOutdated({
      areas: areas(),
      site: site(),
      places,
      staticFiles: [{ path: 'static/x.css', contentType: 'text/css', body: 'a{}', maxAgeSeconds: 1 }],
    }).handle(envelope('pages-outdated.v1', { scope }, { ...more, id }), now);
  const invalidated = () =>
    edge.commandCalls(CreateInvalidationCommand).map(({ args }) => args[0].input.InvalidationBatch);
  const keys = async () =>
    (await s3.client.send(new ListObjectsV2Command({ Bucket: 'plain' }))).Contents?.map(({ Key }) => Key) ?? [];
  const pageOf = async (path: string) =>
    (await bytesOf(await s3.client.send(new GetObjectCommand({ Bucket: 'plain', Key: `${ours}/${path}` })))).toString();
  const copy = (organisationId: string, version: number, desks: object[]) =>
    onDeskChanged({ areas: areas() }).handle(
      envelope('desk-changed.v1', { ...DeskChanged.example, organisationId, version, desks }),
      now,
    );

  it('draws every page once, and then nothing more until something changes', async () => {
    await outdated('all');
    const written = await keys();
    expect(written).toEqual(
      expect.arrayContaining([
        `${ours}/index.html`,
        `${ours}/404.html`,
        `${ours}/areas/120006`,
        `${ours}/areas/121002`,
        `${ours}/static/x.css`,
      ]),
    );
    expect(written).toHaveLength(places.length + 12);
    expect(invalidated().map((batch) => batch?.Paths?.Items)).toEqual([['/*']]);
    await outdated('all');
    expect(invalidated()).toHaveLength(1);
  });

  it('writes only the pages that show what changed, with its own reference each time', async () => {
    edge.resetHistory();
    await copy('121002', 1, [{ ...desk('中央相談室'), deskId: '121002-1' }]);
    const id = randomIds.next();
    await outdated(['121002'], {}, id);
    expect(invalidated().map((batch) => batch?.Paths?.Items)).toEqual([['/areas/121002', '/areas/120006']]);
    expect(await pageOf('areas/121002')).toContain('中央相談室');
    await copy('121002', 2, [{ ...desk('新しい相談室'), deskId: '121002-1' }]);
    await outdated(['121002'], {}, id);
    const references = invalidated().map((batch) => batch?.CallerReference);
    expect(new Set(references).size).toBe(2);
    expect(references.every((reference) => reference?.startsWith(id))).toBe(true);
  });

  it('says of no answer and of no desk what each is', async () => {
    await copy('122033', 1, []);
    await outdated(['122033', '122025']);
    const row = (page: string, code: string) => new RegExp(`href="/areas/${code}">.*?</li>`).exec(page)?.[0] ?? '';
    const list = await pageOf('areas/120006');
    expect(row(list, '121002')).not.toContain('（');
    expect(row(list, '122033')).toContain('（専用の窓口はありません）');
    expect(row(list, '122025')).toContain('（情報はまだありません）');
    expect(await pageOf('areas/122033')).toContain('専用の窓口がありません');
    expect(await pageOf('areas/122025')).toContain('まだありません');
  });

  it('of an organisation without a page, or a programme without a portal, writes nothing', async () => {
    const before = await keys();
    await outdated(['N00019']);
    await outdated('all', { programmeId: 'womens-network-2021' });
    expect(await keys()).toEqual(before);
  });

  it('sees that who may not list is told "forbidden" of a page that is not there yet', async () => {
    const sent: string[] = [];
    const forbidden = new S3ServiceException({ name: '403', $fault: 'client', $metadata: { httpStatusCode: 403 } });
    const client = {
      send: async (command: { constructor: { name: string } }) => {
        sent.push(command.constructor.name);
        if (command.constructor.name === 'HeadObjectCommand') throw forbidden;
        return {};
      },
    };
    const bucket = createSiteBucket({ bucket: 'b', distributions: {} }, client as never, new CloudFrontClient({}));
    expect(await bucket.write(ours, { path: 'x', contentType: 'text/html', body: '', maxAgeSeconds: 1 })).toBe(true);
    expect(sent).toEqual(['HeadObjectCommand', 'PutObjectCommand']);
  });
});
