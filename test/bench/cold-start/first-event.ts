/** What a function is first invoked with: the event of its own trigger, from the template and the event contracts. */
import { catalogue } from '../../../events/catalogue.ts';
import type { FunctionModel, SystemModel } from '../../../infra/local/model.ts';

const contracts = Object.values(catalogue);

const id = '3a2b6c1e-7a0d-4f0e-9c52-1b2d3e4f5a6b';
const programmeId = 'womens-support-2026';
const occurredAt = '2026-06-01T00:00:00.000Z';

/** A session cookie of the right form: whoever reads sessions looks it up. */
const staffCookie = `mikata_staff=${id}.${'A'.repeat(43)}`;

/** Undefined for a function that only people start. */
export function firstEventOf(model: SystemModel, one: FunctionModel): unknown {
  const route = model.apis.flatMap(({ routes }) => routes).find(({ functionArn }) => functionArn === one.arn);
  if (route !== undefined) return httpEvent(firstPath(model, one.arn));
  const source = model.eventSources.find(({ functionArn }) => functionArn === one.arn);
  if (source?.sourceArn.includes(':dynamodb:')) return { Records: [outboxRecord()] };
  if (source !== undefined) return { Records: [queueRecord(detailTypeOf(model, source.sourceArn))] };
  if (model.schedules.some(({ targetArn }) => targetArn === one.arn)) return {};
  return undefined;
}

/** Pages that look something up before they answer anybody, so that the first call to DynamoDB is counted. */
const firstPages = [
  ...['/console/login', '/console/assets/files', '/console/directory/desks', '/console/records/audit'],
  ...['/console/notices/mails', '/console/surveys/rounds', '/console', `/s/${'A'.repeat(23)}`, '/exit'],
  // After the mailed link, under whose pattern it falls as well.
  ...['/s/files', `/corrections/${'A'.repeat(23)}`],
];

function firstPath(model: SystemModel, arn: string): string {
  const paths = model.apis.flatMap(({ routes }) => routes).filter(({ functionArn }) => functionArn === arn);
  const found = firstPages.find((page) => paths.some(({ path }) => isUnder(path, page)));
  if (found === undefined) throw new Error(`${arn}: which of its pages is asked for first is not written down`);
  return found;
}

function isUnder(template: string, path: string): boolean {
  const pattern = template.replace('{proxy+}', '.+').replace(/\{\w+\}/g, '[^/]+');
  return new RegExp(`^${pattern}$`).test(path);
}

function httpEvent(path: string) {
  return {
    httpMethod: 'GET',
    path,
    resource: path,
    headers: { cookie: staffCookie, host: 'app.localhost', accept: 'text/html' },
    multiValueHeaders: { cookie: [staffCookie] },
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: { id },
    stageVariables: null,
    body: null,
    isBase64Encoded: false,
    requestContext: { identity: { sourceIp: '192.0.2.1' }, requestId: id },
  };
}

/** The first name in the patterns of the rules that feed the queue. */
function detailTypeOf(model: SystemModel, queueArn: string): string {
  const rules = model.rules.filter(({ targets }) => targets.some(({ arn }) => arn === queueArn));
  return /"detail-type":\["([^"]+)"/.exec(JSON.stringify(rules.map(({ pattern }) => pattern)))?.[1] ?? '';
}

function queueRecord(detailType: string) {
  const example = contracts.find(({ type }) => type === detailType)?.example;
  const detail = { id, type: detailType, programmeId, occurredAt, data: example };
  const body = { version: '0', id, 'detail-type': detailType, source: 'mikata', time: occurredAt, detail };
  return {
    messageId: id,
    body: JSON.stringify(example === undefined ? { ...body, detail: foreignDetail } : body),
    attributes: { MessageGroupId: 'group', ApproximateReceiveCount: '1' },
  };
}

/** Of an AWS service: as much as SES and GuardDuty events have in common with what is read of them. */
const foreignDetail = {
  mail: { messageId: id, timestamp: occurredAt, tags: {}, destination: ['a@example.jp'] },
  eventType: 'Send',
};

function outboxRecord() {
  const text = (S: string) => ({ S });
  return {
    eventName: 'INSERT',
    dynamodb: {
      NewImage: {
        ...{ pk: text(`${programmeId}#2026-06-01#0`), sk: text(`${occurredAt}#${id}`), id: text(id) },
        ...{ type: text('round-opened.v1'), context: text('surveys'), programmeId: text(programmeId) },
        ...{ occurredAt: text(occurredAt), data: text('{}'), requestId: text(id) },
        ...{ dueShard: text('unpublished#0'), dueAt: text(occurredAt) },
      },
    },
  };
}
