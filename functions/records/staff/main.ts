import { httpFunction } from '../../platform/http/http-function.ts';
import { renderProblemPage } from '../../ui/problem-page.tsx';
import { recordsWiring } from '../wiring.ts';
import { createRoutes } from './routes.ts';

const deps = recordsWiring();

export const handler = httpFunction({
  routes: createRoutes(deps),
  appOrigin: deps.appOrigin,
  errorPage: renderProblemPage,
});
