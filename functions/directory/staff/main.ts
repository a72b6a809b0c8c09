import { readConfig } from '../../platform/config.ts';
import { httpFunction } from '../../platform/http/http-function.ts';
import { staffDoorFromEnvironment } from '../../platform/http/staff-door-wiring.ts';
import { renderProblemPage } from '../../ui/problem-page.tsx';
import { directoryWiring } from '../wiring.ts';
import { createRoutes } from './routes.ts';

const { client, ...deps } = directoryWiring();
const { APP_ORIGIN } = readConfig(['APP_ORIGIN']);
const routes = createRoutes({ ...deps, door: staffDoorFromEnvironment(client) });

export const handler = httpFunction({ routes, appOrigin: APP_ORIGIN, errorPage: renderProblemPage });
