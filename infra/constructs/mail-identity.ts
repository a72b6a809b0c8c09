/**
 * The domain that mails come from: signed (DKIM), with a return path of its own (MAIL FROM), over TLS alone. What
 * becomes of a mail is told to the account's default bus, the only one that the mail service knows. The DNS records
 * that the domain's owner must set stand in the stack's outputs.
 */
import { Aws, CfnOutput } from 'aws-cdk-lib';
import {
  CfnConfigurationSetEventDestination,
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { MailHandle } from '../capabilities.ts';
import { mailDomainOf } from '../settings.ts';

export interface MailIdentityProps {
  readonly sender: string;
  readonly replyTo: string;
  readonly mailPerSecond: number;
}

const reportedMailEvents = [
  'send',
  'delivery',
  'bounce',
  'complaint',
  'reject',
  'deliveryDelay',
  'renderingFailure',
] as const;

export class MailIdentity extends Construct implements MailHandle {
  readonly identityArn: string;
  readonly configurationSetArn: string;
  readonly configurationSetName: string;
  readonly sender: string;
  readonly replyTo: string;
  readonly mailPerSecond: number;

  constructor(scope: Construct, id: string, { sender, replyTo, mailPerSecond }: MailIdentityProps) {
    super(scope, id);
    const domain = mailDomainOf(sender);
    const configuration = new ConfigurationSet(this, 'Sending', {
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    new CfnConfigurationSetEventDestination(this, 'Outcomes', {
      configurationSetName: configuration.configurationSetName,
      eventDestination: {
        name: 'default-bus',
        enabled: true,
        matchingEventTypes: [...reportedMailEvents],
        eventBridgeDestination: {
          eventBusArn: `arn:${Aws.PARTITION}:events:${Aws.REGION}:${Aws.ACCOUNT_ID}:event-bus/default`,
        },
      },
    });
    const identity = new EmailIdentity(this, 'Identity', {
      identity: Identity.domain(domain),
      configurationSet: configuration,
      mailFromDomain: `bounce.${domain}`,
      feedbackForwarding: false,
    });
    this.identityArn = identity.emailIdentityArn;
    this.configurationSetName = configuration.configurationSetName;
    this.configurationSetArn = `arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:configuration-set/${this.configurationSetName}`;
    this.sender = sender;
    this.replyTo = replyTo;
    this.mailPerSecond = mailPerSecond;
    dnsRecords(identity, domain).forEach((value, place) => {
      new CfnOutput(this, `DnsRecord${place + 1}`, { value });
    });
  }
}

function dnsRecords(identity: EmailIdentity, domain: string): readonly string[] {
  return [
    ...identity.dkimRecords.map(({ name, value }) => `${name} CNAME ${value}`),
    `bounce.${domain} MX 10 feedback-smtp.${Aws.REGION}.amazonses.com`,
    `bounce.${domain} TXT "v=spf1 include:amazonses.com -all"`,
    // The return path is a subdomain, so SPF aligns relaxed; DKIM aligns strictly.
    `_dmarc.${domain} TXT "v=DMARC1; p=quarantine; adkim=s; aspf=r"`,
  ];
}
