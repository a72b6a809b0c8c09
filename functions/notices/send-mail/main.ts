import { setTimeout as sleep } from 'node:timers/promises';
import { createDomainSlots } from '../../../shared/notices/domain-slots.ts';
import { readConfig } from '../../platform/config.ts';
import { createLinkSecrets } from '../../platform/links/link-secrets.ts';
import { describeFault, log } from '../../platform/logger.ts';
import { createSesMailer } from '../../platform/mail/ses-mailer.ts';
import { scheduledFunction } from '../../platform/messaging/scheduled-function.ts';
import { createLetterLinks } from '../letter-links.ts';
import { createLetterWriter } from '../texts/write-letter.ts';
import { noticesWiring } from '../wiring.ts';
import { createSendMail } from './handler.ts';

const config = readConfig([
  'APP_ORIGIN',
  'LINK_KEY',
  'MAIL_SENDER',
  'MAIL_REPLY_TO',
  'MAIL_CONFIGURATION_SET',
  'MAIL_PER_SECOND',
]);

const deps = {
  ...noticesWiring(),
  links: createLetterLinks(createLinkSecrets(config.LINK_KEY), config.APP_ORIGIN),
  letters: createLetterWriter(config.APP_ORIGIN),
  mailer: createSesMailer({
    sender: config.MAIL_SENDER,
    replyTo: config.MAIL_REPLY_TO,
    configurationSet: config.MAIL_CONFIGURATION_SET,
  }),
  domains: createDomainSlots(),
  noteFault: (fault: unknown) => log('ERROR', 'a mail could not be written or sent', { error: describeFault(fault) }),
};
const settings = {
  perSecond: Number(config.MAIL_PER_SECOND),
  steadyMs: () => performance.now(),
  sleep: (ms: number) => sleep(ms),
};

export const handler = scheduledFunction(createSendMail(deps, settings));
