import { randomIds } from '../../platform/clock.ts';
import { readConfig } from '../../platform/config.ts';
import { httpFunction } from '../../platform/http/http-function.ts';
import { createLinkSecrets, digestOfToken } from '../../platform/links/link-secrets.ts';
import { renderProblemPage } from '../../ui/problem-page.tsx';
import { directoryWiring } from '../wiring.ts';
import { createRoutes } from './routes.ts';

const { APP_ORIGIN, LINK_KEY } = readConfig(['APP_ORIGIN', 'LINK_KEY']);
const secrets = createLinkSecrets(LINK_KEY);
const routes = createRoutes({
  ...directoryWiring(),
  links: { digestOf: async (...asking) => digestOfToken(await secrets.correctionOf(...asking)) },
  ids: randomIds,
});

export const handler = httpFunction({ routes, appOrigin: APP_ORIGIN, errorPage: renderProblemPage });
