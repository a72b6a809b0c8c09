/**
 * The few values that a deployment is given, from the CDK context (`-c name=value` or cdk.json). Without any, the
 * one-machine stage is meant, so that `cdk synth` works with no account and no network.
 */
import * as z from 'zod';
import { findProgramme, programmes } from '../shared/programmes/registry.ts';
import { type Stage, stages } from './stages.ts';

/** Where everything runs; certificates and the front door's web ACL can only be in us-east-1. */
export const homeRegion = 'ap-northeast-1';
export const edgeRegion = 'us-east-1';

export interface Settings {
  readonly stage: Stage;
  /** Programme -> domain of its portal. */
  readonly portals: Readonly<Record<string, string>>;
  readonly appDomain: string;
  /** Address that mails come from; its domain is verified with the mail service. */
  readonly sender: string;
  /** Where officers' answers go: an inbox that somebody reads. */
  readonly replyTo: string;
  /** Who is told of an alarm: two people at least, so that one may be away; on one machine nobody. */
  readonly alarmMails: readonly string[];
  /** Address ranges (CIDR) from which staff may work; everywhere when empty. */
  readonly editors: readonly string[];
}

const domain = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
/** The command line gives text, cdk.json gives values. */
const fromText = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (typeof value === 'string' ? JSON.parse(value) : value), schema);

const Context = z.object({
  stage: z.enum(['local', 'prod']).default('local'),
  portals: fromText(z.record(z.string().regex(/^[a-z0-9-]+$/), domain)).optional(),
  appDomain: domain.optional(),
  sender: z.email().optional(),
  replyTo: z.email().optional(),
  alarmMails: fromText(z.array(z.email()).min(2).max(10)).optional(),
  editors: fromText(z.array(z.union([z.cidrv4(), z.cidrv6()]))).default([]),
});

/** Throws with the name of the value that is missing or not well formed. */
export function readSettings(context: (name: string) => unknown): Settings {
  const names = Object.keys(Context.shape);
  const given = Context.parse(Object.fromEntries(names.map((name) => [name, context(name)])));
  const stage = stages[given.stage];
  const defaults = stage.name === 'local' ? onOneMachine : undefined;
  return {
    stage,
    portals: onlyKnown(required('portals', given.portals ?? defaults?.portals)),
    appDomain: required('appDomain', given.appDomain ?? defaults?.appDomain),
    sender: required('sender', given.sender ?? defaults?.sender),
    replyTo: required('replyTo', given.replyTo ?? defaults?.replyTo),
    editors: given.editors,
    alarmMails: required('alarmMails', given.alarmMails ?? defaults?.alarmMails),
  };
}

const onOneMachine = {
  alarmMails: [],
  portals: Object.fromEntries(
    programmes
      .filter(({ portal }) => portal !== undefined)
      .map(({ identity }) => [identity.id, `${identity.id}.localhost`]),
  ),
  appDomain: 'app.localhost',
  sender: 'noreply@mail.mikata.example',
  replyTo: 'jimukyoku@mikata.example',
};

function onlyKnown(portals: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const unknown = Object.keys(portals).filter((id) => findProgramme(id)?.portal === undefined);
  if (unknown.length > 0)
    throw new Error(`cdk context "portals": no programme with a portal is called ${unknown.join()}`);
  return portals;
}

function required<T>(name: string, value: T | undefined): T {
  if (value === undefined) throw new Error(`cdk context "${name}" is missing; see docs/runbooks/deploy.md`);
  return value;
}

export function mailDomainOf(sender: string): string {
  return sender.slice(sender.indexOf('@') + 1);
}
