/** What is the same for everybody: style sheets and scripts of the app host, the API's description, the way out. */
import { readConfig } from '../../platform/config.ts';
import { httpFunction } from '../../platform/http/http-function.ts';
import { renderProblemPage } from '../../ui/problem-page.tsx';
import { createRoutes } from './routes.ts';

const config = readConfig(['APP_ORIGIN']);

export const handler = httpFunction({
  routes: createRoutes(),
  appOrigin: config.APP_ORIGIN,
  errorPage: renderProblemPage,
});
