import { type Cloud, type Properties, resources } from '../cloud.ts';
import { change, first, grant, type Mutation } from './mutation.ts';

export const permissionsMutations: readonly Mutation[] = [
  {
    mistake: 'a function that empties another’s queue',
    plant: grant(/NoticesOnFileCleared/, {
      Action: 'sqs:ReceiveMessage',
      Resource: { 'Fn::GetAtt': ['NoticesOnMailEventQueue00000000', 'Arn'] },
    }),
  },
  {
    mistake: 'all actions on a table',
    plant: grant(/SurveysPublic/, { Action: 'dynamodb:*', Resource: 'arn:aws:dynamodb:::table/t' }),
  },
  { mistake: 'all actions on everything', plant: grant(/RecordsStaff/, { Action: '*', Resource: '*' }) },
  { mistake: 'one action on everything', plant: grant(/DirectoryStaff/, { Action: 's3:GetObject', Resource: '*' }) },
  {
    mistake: 'all tables by a star',
    plant: grant(/NoticesStaff/, { Action: 'dynamodb:GetItem', Resource: 'arn:aws:dynamodb:ap-northeast-1:1:table/*' }),
  },
  {
    mistake: 'all but one action',
    plant: grant(/AssetsStaff/, { NotAction: 'iam:PassRole', Resource: 'arn:aws:s3:::b' }),
  },
  {
    mistake: 'a managed policy',
    plant: change('AWS::IAM::Role', /SurveysStaffRole/, (p) => {
      p['ManagedPolicyArns'] = ['arn:aws:iam::aws:policy/AdministratorAccess'];
    }),
  },
  {
    mistake: 'a key that any account may use',
    plant: change('AWS::KMS::Key', /DataKey/, (p) =>
      p['KeyPolicy'].Statement.push({ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'kms:Decrypt', Resource: '*' }),
    ),
  },
  {
    mistake: 'a service of another account',
    plant: change('AWS::KMS::Key', /DataKey/, (p) =>
      p['KeyPolicy'].Statement.push({
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'kms:Decrypt',
        Resource: '*',
      }),
    ),
  },
  {
    mistake: 'audit rows that can be changed',
    plant: (cloud) => {
      const [statement] = auditStatements(cloud);
      if (statement === undefined) throw new Error('no audit grant');
      statement['Action'] = ['dynamodb:PutItem', 'dynamodb:UpdateItem'];
    },
  },
  {
    mistake: 'mail in anybody’s name',
    plant: (cloud) => {
      const policy = first(cloud, 'AWS::IAM::Policy', /SendMail/);
      for (const each of policy.Properties['PolicyDocument'].Statement) delete each.Condition;
    },
  },
  {
    mistake: 'the public reads mail addresses',
    plant: grant(/SurveysPublic/, { Action: 'dynamodb:GetItem', Resource: 'arn:aws:dynamodb:::table/NoticesTable' }),
  },
];

function auditStatements(cloud: Cloud): readonly Properties[] {
  return resources(cloud, 'AWS::IAM::Policy')
    .flatMap(({ properties }) => properties['PolicyDocument'].Statement as Properties[])
    .filter(
      (statement) =>
        statement['Action'] === 'dynamodb:PutItem' && JSON.stringify(statement['Resource']).includes('AuditTable'),
    );
}
