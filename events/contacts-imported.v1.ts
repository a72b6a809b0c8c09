import * as z from 'zod';
import { ImportId, NationalOrganisationId } from '../shared/kernel/ids.ts';
import { defineEvent } from './event.ts';

/** The contact list of a programme now is the one of this import (addresses stay with notices). */
export const ContactsImported = defineEvent({
  type: 'contacts-imported.v1',
  context: 'notices',
  data: z.object({
    importId: ImportId,
    /** Of both kinds together. */
    organisations: z.int().min(1),
    /** 全国団体: no list of the state has them, so that the body's file is where they come from. */
    nationalOrganisations: z
      .array(z.object({ organisationId: NationalOrganisationId, name: z.string().min(1).max(120) }))
      .max(300)
      .optional(),
  }),
  example: { importId: '6f1c2a7e-1c55-4c43-9b0e-0d3f4f7f6a01', organisations: 1788 },
});
