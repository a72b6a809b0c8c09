import { httpFunction } from '../../platform/http/http-function.ts';
import { renderProblemPage } from '../../ui/problem-page.tsx';
import { accountsWiring } from '../wiring.ts';
import { createRoutes } from './routes.ts';

const deps = accountsWiring();

export const handler = httpFunction({
  routes: createRoutes(deps),
  appOrigin: deps.appOrigin,
  errorPage: renderProblemPage,
});
