/**
 * The whole system on one machine: puts store, clock, database, endpoints, gate, functions, dispatcher and front door
 * together, in the order in which they need each other, and ends them in the opposite one.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type MovableClock, openClock } from './clock.ts';
import { createDispatcher, type Dispatcher } from './dispatch/dispatcher.ts';
import { type Database, startDatabase } from './dynamodb/database.ts';
import { createStreamsReader } from './dynamodb/streams-reader.ts';
import { createEndpoints, type Endpoints } from './endpoints.ts';
import { createApiGateway } from './front-door/api-gateway.ts';
import { createBucketOrigin } from './front-door/bucket-origin.ts';
import { createDistribution, type Distribution } from './front-door/distribution.ts';
import { startFrontDoor } from './front-door/front-door.ts';
import { type LocalOrigins, localOrigins } from './front-door/local-origins.ts';
import { type Gate, startGate } from './gate/gate.ts';
import { gateSecret } from './gate/gate-secret.ts';
import { createLocalApi } from './local-api/local-api.ts';
import { lockFolder } from './lock.ts';
import type { SystemModel } from './model.ts';
import type { FunctionInvoker, ObjectReader } from './ports.ts';
import { openSeedMark } from './seed-mark.ts';
import type { Seed, SeedContext } from './seed-port.ts';
import { type OpenStore, openStore } from './store.ts';
import { openWorkBoard } from './work-board.ts';
import { createFunctionInvoker, type LocalFunctions } from './worker/function-invoker.ts';
import { openFunctionLog } from './worker/function-log.ts';

export interface HostOptions {
  readonly dataFolder: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly model: SystemModel;
  /** Counts on an empty folder only; epoch milliseconds. */
  readonly initialNow?: number | undefined;
  readonly dynamodbEndpoint?: string | undefined;
  /** Fills an empty folder if `demo`, and mints survey links for tests. */
  readonly seed?: Seed | undefined;
  readonly demo?: boolean;
}

export interface Host {
  readonly port: number;
  readonly clock: MovableClock;
  readonly dispatcher: Dispatcher;
  readonly gate: Gate;
  readonly functions: LocalFunctions;
  readonly endpoints: Endpoints;
  readonly database: Database;
  readonly origins: LocalOrigins;
  readonly accountsFile: string;
  /** Lets what runs end for some seconds, then cuts. Everything acknowledged is on disk at any time. */
  stop(): Promise<void>;
}

const graceMs = 5000;

type Ending = () => unknown;

/** Throws `FolderInUse` where another host has the folder. */
export async function startHost(options: HostOptions): Promise<Host> {
  mkdirSync(options.dataFolder, { recursive: true });
  const lock = lockFolder(options.dataFolder);
  const endings: Ending[] = [() => lock.release()];
  const stop = async () => {
    for (const end of endings.splice(0).reverse()) await end();
  };
  try {
    return { ...(await assemble(options, endings)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function assemble(options: HostOptions, endings: Ending[]): Promise<Omit<Host, 'stop'>> {
  const { dataFolder, seed } = options;
  const store = openStore(join(dataFolder, 'host.sqlite'));
  endings.push(() => store.close());
  const { initialNow } = options;
  const clock = openClock({ store, ...(initialNow === undefined ? {} : { initial: initialNow }) });
  endings.push(() => clock.stop());
  const door = await startFrontDoor({ port: options.port, clock });
  endings.push(() => door.stop(graceMs));
  const database = await startDatabase({ folder: dataFolder, endpoint: options.dynamodbEndpoint });
  endings.push(() => database.stop());

  const origins = localOrigins(options.model.distributions, door.port);
  const model = withLocalAddresses(options.model, origins);
  const parts = await assembleServices({ model, store, clock, database, dataFolder }, endings);
  const { dispatcher, endpoints, gate } = parts;
  const context: SeedContext = {
    ...{ model, store, clock, dataFolder, localise: origins.localise },
    dynamodbUrl: database.endpoint(),
    mailFolder: endpoints.mailFolder,
    endpoints: endpoints.byService,
    objects: endpoints.s3,
    mails: endpoints.ses,
    cognito: endpoints.cognito,
  };
  const mark = openSeedMark(store);
  if (seed && options.demo && !mark.isSeeded()) {
    await seed.seed(context);
    mark.seeded();
  }
  const accountsFile = join(dataFolder, 'accounts.json');
  const local = createLocalApi({
    ...{ clock, accountsFile, advance: dispatcher.advance, mails: endpoints.ses, faults: gate.faults },
    deadLetters: dispatcher.deadLetters,
    mintLink: async (wish) => seed?.mintLink(context, wish),
  });
  dispatcher.start();
  const distributions = createDistributions({
    model,
    clock,
    origins,
    invoker: dispatcher.invoker,
    objects: endpoints.s3,
  });
  // Again, and so first: who has been let in is answered while everything behind still runs.
  endings.push(() => door.stop(graceMs));
  door.open({ distributions, local });
  return { port: door.port, clock, origins, accountsFile, database, ...parts };
}

interface Ground {
  readonly model: SystemModel;
  readonly store: OpenStore;
  readonly clock: MovableClock;
  readonly database: Database;
  readonly dataFolder: string;
}

async function assembleServices(ground: Ground, endings: Ending[]) {
  const { model, store, clock, database, dataFolder } = ground;
  const board = openWorkBoard(store, clock);
  const reader = createStreamsReader(database.client);
  // Functions call the gate, the gate's endpoints tell the dispatcher, and the dispatcher calls functions.
  const circle = Promise.withResolvers<FunctionInvoker>();
  const invoker: FunctionInvoker = {
    invoke: async (functionArn, event, about) => (await circle.promise).invoke(functionArn, event, about),
  };
  const dispatcher = createDispatcher({ model, store, clock, board, invoker, reader });
  const secret = gateSecret(dataFolder);
  const endpoints = await createEndpoints({ ...ground, board, dispatcher, secret });
  const gate = await startGate({
    ...{ functions: model.functions, endpoints: [...endpoints.byService.values()], secret, clock },
    databasePid: () => database.pid(),
    onFailure: (error, { service, operation }) => console.error(`${service} ${operation}:`, error),
  });
  endings.push(() => gate.stop());
  const log = openFunctionLog(join(dataFolder, 'functions.log'));
  endings.push(() => log.close());
  const functions = createFunctionInvoker({ model, endpoint: gate.url, secret, clockOffset: clock.offset, log });
  endings.push(() => functions.stop());
  endings.push(() => Promise.race([dispatcher.stop(), sleep(graceMs)]));
  circle.resolve(functions);
  return { dispatcher, endpoints, gate, functions };
}

function withLocalAddresses(model: SystemModel, { localise }: LocalOrigins): SystemModel {
  const functions = model.functions.map((one) => ({
    ...one,
    environment: Object.fromEntries(Object.entries(one.environment).map(([name, value]) => [name, localise(value)])),
  }));
  // Browsers send files to the buckets from this machine's addresses.
  const buckets = model.buckets.map((bucket) => ({
    ...bucket,
    cors: bucket.cors.map((rule) => ({ ...rule, origins: rule.origins.map(localise) })),
  }));
  return { ...model, functions, buckets };
}

interface DistributionParts {
  readonly model: SystemModel;
  readonly clock: MovableClock;
  readonly origins: LocalOrigins;
  readonly invoker: FunctionInvoker;
  readonly objects: ObjectReader;
}

function createDistributions({ model, clock, origins, invoker, objects }: DistributionParts): readonly Distribution[] {
  const { region, account } = model;
  const apis = new Map(model.apis.map((api) => [api.id, createApiGateway({ api, invoker, clock, region, account })]));
  const buckets = new Map(model.buckets.map((bucket) => [bucket.name, createBucketOrigin(bucket, objects)]));
  const of = <T>(parts: ReadonlyMap<string, T>, name: string): T => {
    const part = parts.get(name);
    if (part === undefined) throw new Error(`A distribution names ${name}, which the system does not have`);
    return part;
  };
  const found = { api: (id: string) => of(apis, id), bucket: (name: string) => of(buckets, name) };
  return model.distributions.map((distribution) => createDistribution(distribution, found, origins.localise));
}
