import { readConfig } from '../../platform/config.ts';
import { httpFunction } from '../../platform/http/http-function.ts';
import { createLinkSecrets } from '../../platform/links/link-secrets.ts';
import { renderProblemPage } from '../../ui/problem-page.tsx';
import { surveyForms } from '../survey-forms.ts';
import { surveysWiring } from '../wiring.ts';
import { createRoutes } from './routes.ts';

const { APP_ORIGIN, LINK_KEY } = readConfig(['APP_ORIGIN', 'LINK_KEY']);
const routes = createRoutes({
  ...surveysWiring(),
  programmes: surveyForms,
  links: createLinkSecrets(LINK_KEY),
  appOrigin: APP_ORIGIN,
});

export const handler = httpFunction({ routes, appOrigin: APP_ORIGIN, errorPage: renderProblemPage });
