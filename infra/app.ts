/** The cloud, as `cdk synth` and `cdk deploy` read it. Bundles first, since a template names its code by its bytes. */
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { acknowledge } from './acknowledgements.ts';
import { bundle, bundleName } from './bundle.ts';
import { buildHouse } from './house.ts';
import { readSettings } from './settings.ts';

await bundle();
const app = new App({ analyticsReporting: false });
const bundles = join(import.meta.dirname, '../.build/functions');
const account = process.env['CDK_DEFAULT_ACCOUNT'];
buildHouse(app, {
  settings: readSettings((name) => app.node.tryGetContext(name)),
  bundleOf: (folder) => join(bundles, bundleName(folder)),
  ...(account === undefined ? {} : { account }),
});
acknowledge(app);
app.synth();
