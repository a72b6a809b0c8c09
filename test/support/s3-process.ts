/** The S3 stand-in in a process of its own, to be killed: `node s3-process.ts <folder>` prints its address. */
import { startS3Host } from '../infra/local/endpoints/s3/s3-host.ts';

const host = await startS3Host({ folder: process.argv[2] ?? '' });
process.stdout.write(`${host.server.url}\n`);
