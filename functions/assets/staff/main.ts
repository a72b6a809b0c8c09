import { readConfig } from '../../platform/config.ts';
import { createCommandLog } from '../../platform/dynamodb/command-log.ts';
import { httpFunction } from '../../platform/http/http-function.ts';
import { staffDoorFromEnvironment } from '../../platform/http/staff-door-wiring.ts';
import { renderProblemPage } from '../../ui/problem-page.tsx';
import { assetsWiring } from '../wiring.ts';
import { createRoutes } from './routes.ts';

const deps = assetsWiring();
const { APP_ORIGIN } = readConfig(['APP_ORIGIN']);
const routes = createRoutes({
  ...deps,
  door: staffDoorFromEnvironment(deps.client),
  commands: createCommandLog(deps.client, deps.table),
});

export const handler = httpFunction({ routes, appOrigin: APP_ORIGIN, errorPage: renderProblemPage });
