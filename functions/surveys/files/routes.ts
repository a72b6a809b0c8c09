/** Files of the form under /s/files. They are made and read here and kept nowhere; nothing here changes anything. */
import * as z from 'zod';
import { open } from '../../platform/http/open-access.ts';
import { type AnyRoute, route } from '../../platform/http/route.ts';
import { surveyCapability } from '../public/survey-capability.ts';
import { createDownloadBook } from './download-book.ts';
import type { SurveyFilesDeps } from './files-deps.ts';
import { CalendarAddress, createShowCalendar } from './show-calendar.ts';
import { createShowFiles } from './show-files.ts';
import { createShowSheet } from './show-sheet.ts';
import { BookUpload, createUploadBook } from './upload-book.ts';

export function createRoutes(deps: SurveyFilesDeps): readonly AnyRoute[] {
  const shown = { access: surveyCapability, method: 'GET', input: z.object({}) } as const;
  return [
    route({ ...shown, path: '/s/files', handler: createShowFiles(deps) }),
    route({ ...shown, path: '/s/files/answers.xlsx', handler: createDownloadBook(deps) }),
    route({
      ...{ access: surveyCapability, method: 'POST', path: '/s/files/answers', accepts: 'multipart' },
      ...{ input: BookUpload, handler: createUploadBook(deps) },
    }),
    route({ ...shown, path: '/s/files/sheet', handler: createShowSheet(deps) }),
    route({
      ...{ access: open, method: 'GET', input: CalendarAddress, handler: createShowCalendar(deps) },
      path: '/s/files/calendar/{programmeId}/{roundId}/{organisationId}/{name}',
    }),
  ];
}
