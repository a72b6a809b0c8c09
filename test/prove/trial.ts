/** Runs the tests of a folder again and again, each time with one file replaced by its mutant. */
import { join } from 'node:path';
import { createVitest, type Vitest } from 'vitest/node';
import { staticFileDefines } from '../../infra/static-files.ts';
import { root } from '../architecture/import-graph.ts';
import type { Mutant } from './mutant.ts';

export interface Trial {
  /** Whether some test fails with the mutant in place; with none, whether some test fails at all. */
  isCaught(mutant?: Mutant): Promise<boolean>;
  close(): Promise<void>;
}

const silent = { onInit: () => undefined };

export async function openTrial(tests: readonly string[]): Promise<Trial> {
  let planted: Mutant | undefined;
  const vitest = await createVitest(
    {
      watch: false,
      config: false,
      root,
      include: [...tests],
      pool: 'threads',
      bail: 1,
      fsModuleCache: false,
      reporters: [silent],
    },
    {
      define: await staticFileDefines(),
      plugins: [
        {
          name: 'planted-mistake',
          enforce: 'pre',
          load: (id) => plantedIn(id, planted),
        },
      ],
    },
  );
  return {
    async isCaught(mutant) {
      const touched = [planted, mutant].flatMap((each) => (each === undefined ? [] : [join(root, each.file)]));
      planted = mutant;
      for (const path of touched) vitest.invalidateFile(path);
      return await someTestFails(vitest);
    },
    close: () => vitest.close(),
  };
}

async function someTestFails(vitest: Vitest): Promise<boolean> {
  const specifications = await vitest.getRelevantTestSpecifications();
  if (specifications.length === 0) throw new Error('there is no test to run');
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
  return unhandledErrors.length > 0 || testModules.some((module) => !module.ok());
}

function plantedIn(id: string, planted: Mutant | undefined): string | undefined {
  return planted !== undefined && id.split('?')[0] === join(root, planted.file) ? planted.source : undefined;
}
