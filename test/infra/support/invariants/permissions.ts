import { type Cloud, list, resources, type Statement, spelled, statements } from '../cloud.ts';
import type { Invariant } from './invariant.ts';

/** Actions that know no resources. */
const withoutResources = ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'];
/** Objects, not buckets: a star may only end a key of objects, or a rule's name that a service completes itself. */
const starredResource =
  /^(Data|Site)\/(Quarantine|Private|Site)Bucket\.?(\/\*)?(\/(collations|files)\/\*)?$|rule\/DO-NOT-DELETE-/;

const allowed = (cloud: Cloud) => statements(cloud).filter(({ statement }) => statement.Effect === 'Allow');
const ofIdentity = (cloud: Cloud) => allowed(cloud).filter(({ of }) => of.type === 'AWS::IAM::Policy');

function named(found: readonly { readonly of: { readonly name: string }; readonly statement: Statement }[]) {
  return found.map(({ of, statement }) => `${of.name}: ${JSON.stringify(statement.Action)}`);
}

export const permissionInvariants: readonly Invariant[] = [
  {
    rule: 'no permission names an action by a star; a key’s owner is its account',
    broken: (cloud) =>
      named(
        allowed(cloud).filter(
          ({ of, statement }) =>
            list(statement.Action).some((action) => action.includes('*')) &&
            !(of.type === 'AWS::KMS::Key' && /:root/.test(JSON.stringify(statement.Principal))),
        ),
      ),
  },
  {
    rule: 'no permission is given by naming what is left out',
    broken: (cloud) =>
      named(
        allowed(cloud).filter(
          ({ statement }) => statement.NotAction !== undefined || statement.NotResource !== undefined,
        ),
      ),
  },
  {
    rule: 'only actions that know no resources stand beside a star',
    broken: (cloud) =>
      named(
        ofIdentity(cloud).filter(
          ({ statement }) =>
            list(statement.Resource).includes('*') &&
            !list(statement.Action).every((action) => withoutResources.includes(action)),
        ),
      ),
  },
  {
    rule: 'a star within a resource stands for objects of one bucket or folder, or for what a service names itself',
    broken: (cloud) =>
      named(
        ofIdentity(cloud).filter(({ of, statement }) =>
          list(statement.Resource)
            .map((each) => spelled(cloud, of.stack, each))
            .some((each) => each !== '*' && each.includes('*') && !starredResource.test(each)),
        ),
      ),
  },
  {
    rule: 'nobody at large is let in: whoever is meant is named, or bound to this account',
    broken: (cloud) =>
      named(
        allowed(cloud).filter(({ statement }) => {
          const everybody = statement.Principal === '*' || JSON.stringify(statement.Principal) === '{"AWS":"*"}';
          return everybody && statement.Condition?.['StringEquals']?.['kms:CallerAccount'] === undefined;
        }),
      ),
  },
  {
    rule: 'a service that acts of itself is bound to this account or to one resource of it',
    broken: (cloud) =>
      named(
        allowed(cloud).filter(({ of, statement }) => {
          const service = typeof statement.Principal === 'object' ? statement.Principal['Service'] : undefined;
          if (service === undefined || of.type === 'AWS::IAM::Role') return false;
          return !/aws:SourceAccount|aws:SourceArn|aws:logs:arn/.test(JSON.stringify(statement.Condition ?? {}));
        }),
      ),
  },
  {
    rule: 'no role has a managed policy but the account-wide one of the gateway’s logs',
    broken: (cloud) =>
      resources(cloud, 'AWS::IAM::Role')
        .filter(
          ({ id, properties }) => properties['ManagedPolicyArns'] !== undefined && !/^GatewayCloudWatchRole/.test(id),
        )
        .map(({ name }) => name),
  },
  {
    rule: 'audit rows are only added and, by the auditors’ function, read',
    broken: (cloud) =>
      named(
        ofIdentity(cloud).filter(({ of, statement }) => {
          const onAudit = list(statement.Resource).some((each) => /AuditTable/.test(spelled(cloud, of.stack, each)));
          const actions = list(statement.Action).filter((action) => action !== 'dynamodb:PutItem');
          const reads = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
          return onAudit && actions.some((action) => !(of.stack === 'Records' && reads.includes(action)));
        }),
      ),
  },
  {
    rule: 'of the queues a function may fill and empty its own alone',
    broken: (cloud) =>
      named(
        ofIdentity(cloud).filter(({ of, statement }) => {
          const own = of.id.replace(/(Schedule)?RoleDefaultPolicy[0-9A-F]+$/, '');
          return (
            list(statement.Action).some((action) => action.startsWith('sqs:')) &&
            !list(statement.Resource).every((each) => spelled(cloud, of.stack, each).startsWith(`${of.stack}/${own}`))
          );
        }),
      ),
  },
  {
    rule: 'mail is sent from the one sender alone',
    broken: (cloud) =>
      named(
        ofIdentity(cloud).filter(
          ({ statement }) =>
            list(statement.Action).some((action) => action.startsWith('ses:')) &&
            statement.Condition?.['StringEquals']?.['ses:FromAddress'] !== 'chousa@mail.mikata.example.jp',
        ),
      ),
  },
  {
    rule: 'what the public reaches knows no accounts, no sessions of staff and no mail addresses, sends no mail, fetches no files',
    broken: (cloud) =>
      named(
        ofIdentity(cloud).filter(
          ({ of, statement }) =>
            /^(SurveysPublic|ContentPublic)Role/.test(of.id) &&
            (list(statement.Action).some((action) => /^(ses|s3|cognito-idp):/.test(action)) ||
              list(statement.Resource).some((each) =>
                /(Accounts|Sessions|Notices)Table/.test(spelled(cloud, of.stack, each)),
              )) &&
            !isDeposit(statement),
        ),
      ),
  },
];

/** Lays an address down, of which it can read nothing: puts rows of that kind alone. */
function isDeposit({ Action, Condition }: Statement): boolean {
  const keys = JSON.stringify({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['*#deposit#*'] } });
  return list(Action).every((action) => action === 'dynamodb:PutItem') && JSON.stringify(Condition) === keys;
}
