// Runs in a fresh process: imports one bundle, invokes it once, and says what both took. Plain JavaScript, so that
// nothing but the bundle is compiled.
import { pathToFileURL } from 'node:url';

const [, , bundle = '', event = '{}'] = process.argv;
// What the function logs would be written to a pipe in the middle of what is measured.
console.log = console.info = console.warn = console.error = () => undefined;
process.stdout.write = () => true;
const context = { awsRequestId: '1', functionName: 'f', getRemainingTimeInMillis: () => 30_000 };
const cpuBefore = process.cpuUsage();
const startedAt = performance.now();
const { handler } = await import(pathToFileURL(bundle).href);
const importedAt = performance.now();
let outcome;
try {
  outcome = await handler(JSON.parse(event), context);
} catch (error) {
  outcome = { thrown: String(error) };
}
const endedAt = performance.now();
const { user, system } = process.cpuUsage(cpuBefore);
delete process.stdout.write;
process.stdout.write(
  `${JSON.stringify({
    importMs: importedAt - startedAt,
    invokeMs: endedAt - importedAt,
    cpuMs: (user + system) / 1000,
    outcome: JSON.stringify(outcome ?? null).slice(0, 300),
  })}\n`,
  () => process.exit(0),
);
