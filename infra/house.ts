/** Puts the stacks together: what is kept, what carries news, the functions of each context, and what the public meets. */
import { type App, Stack } from 'aws-cdk-lib';
import type { Door } from './constructs/app-distribution.ts';
import { HttpFunction } from './constructs/http-function.ts';
import type { ObservedFunction } from './constructs/observed-function.ts';
import type { Surroundings } from './constructs/raise-functions.ts';
import { accounts } from './functions/accounts.ts';
import { assets } from './functions/assets.ts';
import { content, siteContent } from './functions/content.ts';
import { directory } from './functions/directory.ts';
import type { FunctionEntry, Holdings } from './functions/entry.ts';
import { outboxFunctions } from './functions/events.ts';
import { notices } from './functions/notices.ts';
import { records } from './functions/records.ts';
import { surveys } from './functions/surveys.ts';
import { edgeRegion, homeRegion, type Settings } from './settings.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { ContextStack } from './stacks/context-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
import { EdgeLogsStack } from './stacks/edge-logs-stack.ts';
import { EdgeStack } from './stacks/edge-stack.ts';
import { MessagingStack } from './stacks/messaging-stack.ts';
import { ObservabilityStack } from './stacks/observability-stack.ts';
import { ScheduleStack } from './stacks/schedule-stack.ts';
import { type Site, SiteStack } from './stacks/site-stack.ts';

export interface HouseOptions {
  readonly settings: Settings;
  /** The folder with a function's bundle; `folder` as in the catalogue. */
  readonly bundleOf: (folder: string) => string;
  /** The account to deploy to; templates fit any account when absent. */
  readonly account?: string;
}

export interface House {
  readonly stacks: readonly Stack[];
  readonly functions: readonly ObservedFunction[];
}

/** A stack per context, in the order in which the documents name them. */
const contexts = { surveys, directory, content, assets, notices, accounts, records, events: outboxFunctions } as const;

export function buildHouse(app: App, options: HouseOptions): House {
  const { settings } = options;
  const { stage } = settings;
  const named = naming(options);
  const data = new DataStack(app, 'Data', { ...named('Data'), appOrigin: `https://${settings.appDomain}` });
  const messaging = new MessagingStack(app, 'Messaging', {
    ...named('Messaging'),
    stageName: stage.name,
    key: data.dataKey,
    sender: settings.sender,
    replyTo: settings.replyTo,
    mailPerSecond: stage.mailPerSecond,
    alarmMails: settings.alarmMails,
  });
  const schedule = new ScheduleStack(app, 'Schedule', { ...named('Schedule'), stageName: stage.name });
  const host: Surroundings = {
    bundleOf: options.bundleOf,
    environment: environmentOf(settings),
    key: data.dataKey,
    alarmTopic: messaging.alarmTopic,
    busName: messaging.bus.eventBusName,
    scheduleGroupName: schedule.scheduleGroupName,
  };
  const holdings = holdingsOf(data, messaging);
  const raised = raiseContexts(app, named, host, holdings);
  const http = Object.values(raised)
    .flat()
    .filter((each) => each instanceof HttpFunction);
  const { door } = new ApiStack(app, 'Api', { ...named('Api'), host, stage, functions: http });
  const site = openToThePublic(app, named, { settings, host, holdings, door, accessLogs: data.accessLogs });
  const functions = { ...raised, site };
  const { alarmTopic } = messaging;
  new ObservabilityStack(app, 'Observability', { ...named('Observability'), stage, alarmTopic, contexts: functions });
  const stacks = app.node.children.filter((child) => child instanceof Stack);
  return { stacks, functions: Object.values(functions).flat() };
}

type Named = ReturnType<typeof naming>;

function naming({ settings, account }: HouseOptions) {
  return (name: string, region = homeRegion) => ({
    stackName: `Mikata-${settings.stage.name}-${name}`,
    env: { region, ...(account === undefined ? {} : { account }) },
  });
}

function raiseContexts(
  app: App,
  named: Named,
  host: Surroundings,
  holdings: Holdings,
): Readonly<Record<string, readonly ObservedFunction[]>> {
  const raised = Object.entries(contexts).map(([context, entriesOf]) => {
    const name = `${context.charAt(0).toUpperCase()}${context.slice(1)}`;
    const stack = new ContextStack(app, name, { ...named(name), host, entries: entriesOf(holdings) });
    return [context, stack.functions] as const;
  });
  return Object.fromEntries(raised);
}

interface PublicParts {
  readonly settings: Settings;
  readonly host: Surroundings;
  readonly holdings: Holdings;
  readonly door: Door;
  readonly accessLogs: string;
}

function openToThePublic(app: App, named: Named, parts: PublicParts): readonly ObservedFunction[] {
  const { settings, host, holdings, door, accessLogs } = parts;
  const edge = new EdgeStack(app, 'Edge', { ...named('Edge', edgeRegion), settings });
  const entries = (own: Site): readonly FunctionEntry[] => siteContent({ ...holdings, ...own });
  const site = new SiteStack(app, 'Site', { ...named('Site'), host, settings, door, edge, accessLogs, entries });
  new EdgeLogsStack(app, 'EdgeLogs', {
    ...named('EdgeLogs', edgeRegion),
    stageName: settings.stage.name,
    distributionIds: site.distributionIds,
    accessLogs,
  });
  return site.functions;
}

function environmentOf({ stage, appDomain, portals }: Settings): Record<string, string> {
  const origins = Object.entries(portals).map(([programme, domain]) => [programme, `https://${domain}`]);
  return {
    STAGE: stage.name,
    APP_ORIGIN: `https://${appDomain}`,
    PORTAL_ORIGINS: JSON.stringify(Object.fromEntries(origins)),
  };
}

function holdingsOf(data: DataStack, messaging: MessagingStack): Holdings {
  return {
    tables: data.tables,
    outboxStreamArn: data.tables.outbox.streamArn,
    quarantine: data.quarantine,
    privateFiles: data.privateFiles,
    linkKey: data.linkKey,
    bus: messaging.bus,
    userPool: data.userPool,
    mail: messaging.mail,
  };
}
