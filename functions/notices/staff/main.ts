import { readConfig } from '../../platform/config.ts';
import { httpFunction } from '../../platform/http/http-function.ts';
import { staffDoorFromEnvironment } from '../../platform/http/staff-door-wiring.ts';
import { renderProblemPage } from '../../ui/problem-page.tsx';
import { noticesWiring } from '../wiring.ts';
import { createRoutes } from './routes.ts';

const wiring = noticesWiring();
const { APP_ORIGIN } = readConfig(['APP_ORIGIN']);
const routes = createRoutes({ ...wiring, door: staffDoorFromEnvironment(wiring.client) });

export const handler = httpFunction({ routes, appOrigin: APP_ORIGIN, errorPage: renderProblemPage });
