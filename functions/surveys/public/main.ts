import { readConfig } from '../../platform/config.ts';
import { httpFunction } from '../../platform/http/http-function.ts';
import { createLinkSecrets } from '../../platform/links/link-secrets.ts';
import { renderProblemPage } from '../../ui/problem-page.tsx';
import { createDelegationRepository } from '../dynamodb-delegation-repository.ts';
import { createHandOverRepository } from '../dynamodb-hand-over-repository.ts';
import { createDelegateLinks, createInvitationLinks } from '../invitation-links.ts';
import { surveyForms } from '../survey-forms.ts';
import { surveysWiring } from '../wiring.ts';
import { createRoutes } from './routes.ts';

const { APP_ORIGIN, LINK_KEY, NOTICES_TABLE } = readConfig(['APP_ORIGIN', 'LINK_KEY', 'NOTICES_TABLE']);
const wiring = surveysWiring();
const links = createLinkSecrets(LINK_KEY);
const depositing = { ...wiring, noticesTable: NOTICES_TABLE };
const routes = createRoutes({
  ...wiring,
  delegations: createDelegationRepository(depositing),
  handOvers: createHandOverRepository(depositing),
  programmes: surveyForms,
  links,
  delegateLinks: createDelegateLinks(links),
  invitationLinks: createInvitationLinks(links),
  secureCookies: APP_ORIGIN.startsWith('https:'),
});

export const handler = httpFunction({ routes, appOrigin: APP_ORIGIN, errorPage: renderProblemPage });
