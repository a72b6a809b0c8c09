import { readConfig } from '../../platform/config.ts';
import { eventSubscriber } from '../../platform/messaging/event-subscriber.ts';
import { createPrivateFiles } from '../../platform/s3/private-files.ts';
import { createCollationWriter } from '../collation-files.ts';
import { createCollationRepository, createResponseArchive } from '../dynamodb-collation-repository.ts';
import { surveyForms } from '../survey-forms.ts';
import { surveyRecipients } from '../survey-recipients.ts';
import { surveysWiring } from '../wiring.ts';
import { onCollationRequested } from './handler.ts';

const wiring = surveysWiring();
const { PRIVATE_BUCKET } = readConfig(['PRIVATE_BUCKET']);

export const handler = eventSubscriber([
  onCollationRequested({
    ...wiring,
    programmes: { ...surveyForms, ...surveyRecipients },
    responses: createResponseArchive(wiring),
    collations: createCollationRepository(wiring),
    writer: createCollationWriter(createPrivateFiles(PRIVATE_BUCKET)),
  }),
]);
