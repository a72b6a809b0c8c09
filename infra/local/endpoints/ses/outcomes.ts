/**
 * What becomes of a mail after SES took it, per recipient: which events follow, and how long after the sending.
 * @source Amazon SES Developer Guide, "Using the mailbox simulator manually" and "Event data ... EventBridge"
 */
import { sameAddress } from './mail-address.ts';

/** `deliver` is what happens to every address that nothing else is said of. */
export type MailBehaviour = (typeof mailBehaviours)[number];

export const mailBehaviours = [
  'deliver',
  'bounce',
  'soft-bounce',
  'suppressed',
  'out-of-office',
  'complaint',
  'delay',
  'reject',
] as const;

export type OutcomeEvent =
  | 'delivery'
  | 'bounce-permanent'
  | 'bounce-transient'
  | 'bounce-suppressed'
  | 'automatic-response'
  | 'complaint'
  | 'delivery-delay'
  | 'reject';

interface FollowUp {
  readonly event: OutcomeEvent;
  readonly afterMs: number;
}

const second = 1_000;
const minute = 60 * second;

export const followUps = {
  deliver: [{ event: 'delivery', afterMs: second }],
  bounce: [{ event: 'bounce-permanent', afterMs: second }],
  'soft-bounce': [{ event: 'bounce-transient', afterMs: second }],
  suppressed: [{ event: 'bounce-suppressed', afterMs: second }],
  'out-of-office': [
    { event: 'delivery', afterMs: second },
    { event: 'automatic-response', afterMs: 2 * second },
  ],
  complaint: [
    { event: 'delivery', afterMs: second },
    { event: 'complaint', afterMs: minute },
  ],
  delay: [
    { event: 'delivery-delay', afterMs: second },
    { event: 'delivery', afterMs: 30 * minute },
  ],
  reject: [{ event: 'reject', afterMs: second }],
} as const satisfies Record<MailBehaviour, readonly FollowUp[]>;

const simulatorDomain = '@simulator.amazonses.com';

const simulated: Readonly<Record<string, MailBehaviour>> = {
  success: 'deliver',
  bounce: 'bounce',
  ooto: 'out-of-office',
  complaint: 'complaint',
  suppressionlist: 'suppressed',
};

/**
 * What an address does by its name alone. A label (`bounce+tokyo@`) changes nothing; an unknown name at the
 * simulator bounces; every other address gets its mail, which never leaves this machine.
 */
export function behaviourOf(address: string): MailBehaviour {
  const same = sameAddress(address);
  if (!same.endsWith(simulatorDomain)) return 'deliver';
  const name = same.slice(0, -simulatorDomain.length).split('+')[0] ?? '';
  return simulated[name] ?? 'bounce';
}
