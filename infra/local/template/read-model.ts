/** Makes the host's picture of the system from the synthesised templates; nothing of it is written by hand. */
import type { SystemModel } from '../model.ts';
import { homeRegion, readAssembly } from './assembly.ts';
import { readBuses, readEventSources, readMail, readRules, readSchedules } from './read-events.ts';
import { readFunctions } from './read-functions.ts';
import { readApis, readDistributions, readUserPools } from './read-http.ts';
import { readBuckets, readKeys, readQueues, readTables } from './read-stores.ts';
import { readResources } from './reading.ts';
import { localAccount } from './resource-names.ts';

/**
 * All stacks of the assembly as one system. Throws where the folder is not an assembly, and `UnresolvedReference`
 * (stack, resource, path) where a value that the host needs cannot be resolved.
 */
export function readModel(assemblyFolder: string): SystemModel {
  const reading = readResources(readAssembly(assemblyFolder));
  return {
    region: homeRegion,
    account: localAccount,
    functions: readFunctions(reading),
    tables: readTables(reading),
    buckets: readBuckets(reading),
    queues: readQueues(reading),
    eventSources: readEventSources(reading),
    buses: readBuses(reading),
    rules: readRules(reading),
    schedules: readSchedules(reading),
    apis: readApis(reading),
    distributions: readDistributions(reading),
    userPools: readUserPools(reading),
    keys: readKeys(reading),
    mail: readMail(reading),
  };
}
