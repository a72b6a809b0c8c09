/**
 * Findings of the rule packs (cdk-nag) that we have looked at and keep, each with the reason. A finding that is not
 * here fails the tests, and so does an entry that no longer meets a finding.
 */
import { type App, CfnResource, Validations } from 'aws-cdk-lib';

export interface Acknowledgement {
  /** The finding's id; in brackets what it names. */
  readonly rule: string;
  /** Construct paths of the resources it is kept on. */
  readonly where: RegExp;
  readonly reason: string;
}

const quarantine = '<QuarantineBucket2B128B57.Arn>';
const privateFiles = '<PrivateBucket7224239E.Arn>';
const site = '<SiteBucket978D4AEB.Arn>';
const cloud = '<AWS::Partition>';

export const acknowledgements: readonly Acknowledgement[] = [
  {
    rule: 'AwsSolutions-IAM5[Resource::*]',
    where: /\/Role\/DefaultPolicy\/Resource$/,
    reason: 'X-Ray knows no resources. Invariants of ours let nothing but its two actions stand beside a star.',
  },
  {
    rule: `AwsSolutions-IAM5[Resource::arn:${cloud}:events:<AWS::Region>:<AWS::AccountId>:rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*]`,
    where: /^Data\/MalwareScan\/Role\//,
    reason: 'GuardDuty makes a rule under this prefix and adds an ending of its own.',
  },
  {
    rule: `AwsSolutions-IAM5[Resource::${quarantine}/*]`,
    where: /^(Data\/MalwareScan|Assets\/Assets(Staff|OnScanResult))\/Role\//,
    reason: 'Objects of one bucket: what is uploaded, scanned and taken over has no folder known beforehand.',
  },
  {
    rule: `AwsSolutions-IAM5[Resource::${privateFiles}/*/collations/*]`,
    where: /^Surveys\/Surveys(Staff|CollateRound)\/Role\//,
    reason: 'Objects of one folder; the programme comes first in a key.',
  },
  {
    rule: `AwsSolutions-IAM5[Resource::${privateFiles}/*/files/*]`,
    where: /^(Assets\/Assets(Staff|OnScanResult)|Notices\/NoticesOn(FileCleared|ImportChunkStaged))\/Role\//,
    reason: 'Objects of one folder; the programme comes first in a key.',
  },
  {
    rule: `AwsSolutions-IAM5[Resource::${site}/*]`,
    where: /^Site\/ContentPublishSite\/Role\//,
    reason: 'It writes all pages of all portals, and nothing else is in this bucket.',
  },
  {
    rule: `AwsSolutions-IAM4[Policy::arn:${cloud}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]`,
    where: /^Api\/Gateway\/CloudWatchRole\//,
    reason: 'The account-wide role of API Gateway, which tries out exactly this policy when it is set.',
  },
  {
    rule: 'AwsSolutions-COG1',
    where: /^Data\/StaffPool\//,
    reason: 'Length makes a password strong: 12 characters or more, no classes of characters (OWASP ASVS 5.0, 6.2.5).',
  },
  {
    rule: 'AwsSolutions-COG2',
    where: /^Data\/StaffPool\//,
    reason: 'Who needs a one-time code follows from the role, which the accounts context keeps and checks.',
  },
  {
    rule: 'AwsSolutions-COG8',
    where: /^Data\/StaffPool\//,
    reason: 'Lockout, deny list and single session are ours; the plus plan would be paid for twice.',
  },
  {
    rule: 'AwsSolutions-COG4',
    where: /^Api\/Gateway\/Default\//,
    reason:
      'Sessions, survey links and access tokens are checked in the functions, on every route, against current state.',
  },
  {
    rule: 'AwsSolutions-APIG4',
    where: /^Api\/Gateway\/Default\//,
    reason: 'As above: a route without a permission does not compile.',
  },
  {
    rule: 'AwsSolutions-APIG2',
    where: /^Api\/Gateway\/Resource$/,
    reason: 'Every input is parsed with its schema in the function, which answers in Japanese and names the field.',
  },
  {
    rule: 'AwsSolutions-APIG6',
    where: /^Api\/Gateway\/DeploymentStage/,
    reason: 'Execution logs show the full address, and with it survey links. The access log shows its pattern.',
  },
  {
    rule: 'Serverless-APIGWXrayEnabled',
    where: /^Api\/Gateway\/DeploymentStage/,
    reason: 'Traces of the gateway show the full address, and with it survey links. The functions are traced.',
  },
  {
    rule: 'AwsSolutions-SMG4',
    where: /^Api\/DoorSecret\d+\//,
    reason: 'Gateway and distributions must change together, one after the other; docs/runbooks/deploy.md says how.',
  },
  {
    rule: 'AwsSolutions-CFR1',
    where: /^Site\//,
    reason: 'A person in need may look for help from abroad, and officials travel.',
  },
  {
    rule: 'AwsSolutions-CFR3',
    where: /^Site\//,
    reason: 'Logged by standard logging v2 (stack EdgeLogs), which can leave addresses out; the rule knows only v1.',
  },
  {
    rule: 'AwsSolutions-SQS3',
    where: /^(Events\/PublishEvents\/DeadLetters|Site\/ContentPublishSite\/Undelivered)\//,
    reason: 'These are dead-letter queues, of a stream and of a rule, which the rule does not recognise.',
  },
  {
    rule: 'Serverless-SQSRedrivePolicy',
    where: /\/(DeadLetters|Undelivered)\/Resource$/,
    reason: 'A dead-letter queue has none of its own; it alarms from the first message.',
  },
  {
    rule: 'Serverless-SNSRedrivePolicy',
    where: /^Messaging\/Alarms\//,
    reason: 'A mail to a person cannot be sent again from a queue; the alarm itself stays visible.',
  },
  {
    rule: 'Serverless-LambdaDLQ',
    where:
      /\/(\w+(Public|Staff)|\w+On[A-Z]\w+|SurveysCollateRound|SurveysFiles|ContentPublishSite|PublishEvents)\/Function\//,
    reason: 'Called by somebody who waits, or fed from a queue or stream that keeps dead letters itself.',
  },
  {
    rule: 'Serverless-LambdaEventSourceMappingDestination',
    where: /\/Feed$/,
    reason: 'A queue has its own redrive policy; the mapping of a queue takes no destination.',
  },
  {
    rule: 'Serverless-LambdaAsyncFailureDestination',
    where: /\/Tries$/,
    reason: 'The function has a dead-letter queue, which keeps the event as it was; both would keep it twice.',
  },
];

/** Notes on each resource what we have acknowledged there, so that the packs pass over it. */
export function acknowledge(app: App): void {
  for (const node of app.node.findAll().filter((child) => CfnResource.isCfnResource(child))) {
    for (const { rule, where, reason } of acknowledgements) {
      if (where.test(node.node.path)) Validations.of(node).acknowledge({ id: rule, reason });
    }
  }
}
