import { readConfig } from '../../platform/config.ts';
import { httpFunction } from '../../platform/http/http-function.ts';
import { staffDoorFromEnvironment } from '../../platform/http/staff-door-wiring.ts';
import { createPrivateFiles } from '../../platform/s3/private-files.ts';
import { renderProblemPage } from '../../ui/problem-page.tsx';
import { createCollationRepository } from '../dynamodb-collation-repository.ts';
import { createDeliveryRepository } from '../dynamodb-delivery-repository.ts';
import { createPreNoticeRepository } from '../dynamodb-pre-notice-repository.ts';
import { createReadLog } from '../dynamodb-read-log.ts';
import { issuingWiring } from '../issuing-wiring.ts';
import { surveyForms } from '../survey-forms.ts';
import { createRoutes } from './routes.ts';

const wiring = issuingWiring();
const { APP_ORIGIN, PRIVATE_BUCKET } = readConfig(['APP_ORIGIN', 'PRIVATE_BUCKET']);
const routes = createRoutes({
  ...wiring,
  programmes: { ...surveyForms, ...wiring.programmes },
  door: staffDoorFromEnvironment(wiring.client),
  collations: createCollationRepository(wiring),
  deliveries: createDeliveryRepository(wiring),
  preNotices: createPreNoticeRepository(wiring),
  readLog: createReadLog(wiring.changes),
  files: createPrivateFiles(PRIVATE_BUCKET),
});

export const handler = httpFunction({ routes, appOrigin: APP_ORIGIN, errorPage: renderProblemPage });
