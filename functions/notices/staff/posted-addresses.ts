import * as z from 'zod';

/** A list of addresses with the version that was shown, as a page posts it; what is wrong is said by the use case, line by line. */
export const PostedAddresses = z.object({
  addresses: z.string().max(20_000).catch(''),
  version: z.coerce.number().pipe(z.int().min(0).max(1_000_000)).catch(0),
});
