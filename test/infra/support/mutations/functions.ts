import { change, drop, first, type Mutation } from './mutation.ts';

const lambda = 'AWS::Lambda::Function';

export const functionsMutations: readonly Mutation[] = [
  {
    mistake: 'a function without a log group',
    plant: change(lambda, /SurveysPublic/, (p) => delete p['LoggingConfig']),
  },
  { mistake: 'a function without tracing', plant: change(lambda, /SurveysStaff/, (p) => delete p['TracingConfig']) },
  { mistake: 'a function without a time limit', plant: change(lambda, /NoticesStaff/, (p) => delete p['Timeout']) },
  {
    mistake: 'a page that takes longer than the gateway waits',
    plant: change(lambda, /SurveysStaff/, (p) => {
      p['Timeout'] = 60;
    }),
  },
  {
    mistake: 'a function without concurrency of its own',
    plant: change(lambda, /SurveysPublic/, (p) => delete p['ReservedConcurrentExecutions']),
  },
  {
    mistake: 'the public takes all concurrency',
    plant: change(lambda, /SurveysPublic/, (p) => {
      p['ReservedConcurrentExecutions'] = 900;
    }),
  },
  {
    mistake: 'staff starve',
    plant: change(lambda, /AccountsPublic|SurveysStaff/, (p) => {
      p['ReservedConcurrentExecutions'] = 1;
    }),
  },
  {
    mistake: 'an older runtime',
    plant: change(lambda, /Directory/, (p) => {
      p['Runtime'] = 'nodejs20.x';
    }),
  },
  {
    mistake: 'two functions with one role',
    plant: (cloud) => {
      first(cloud, lambda, /SurveysStaff/).Properties['Role'] = first(cloud, lambda, /SurveysPublic/).Properties[
        'Role'
      ];
    },
  },
  {
    mistake: 'a role that anybody can take',
    plant: change('AWS::IAM::Role', /SurveysPublicRole/, (p) => {
      p['AssumeRolePolicyDocument'].Statement[0].Principal = { AWS: '*' };
    }),
  },
  { mistake: 'a function that fails unnoticed', plant: drop('AWS::CloudWatch::Alarm', /SendMailErrors/) },
  {
    mistake: 'an alarm that tells nobody',
    plant: change('AWS::CloudWatch::Alarm', /SurveysPublicErrors/, (p) => delete p['AlarmActions']),
  },
  {
    mistake: 'an alarm that does not say who is hurt',
    plant: change('AWS::CloudWatch::Alarm', /SurveysPublicErrors/, (p) => {
      p['AlarmDescription'] = 'Errors';
    }),
  },
  {
    mistake: 'a scheduled run that is lost',
    plant: change(lambda, /NoticesDigests/, (p) => delete p['DeadLetterConfig']),
  },
  { mistake: 'a run that is tried for hours', plant: drop('AWS::Lambda::EventInvokeConfig', /RemindDue/) },
  {
    mistake: 'a secret among the variables',
    plant: change(lambda, /AccountsPublic/, (p) => {
      p['Environment'].Variables.DOOR = '{{resolve:secretsmanager:door}}';
    }),
  },
  {
    mistake: 'a function that others may invoke',
    plant: change('AWS::Lambda::Permission', /./, (p) => {
      p['Principal'] = '*';
    }),
  },
];
