/** All that is asked of the templates, in one file, so that the CDK is loaded and the cloud synthesised once. */
import './suites/invariants.ts';
import './suites/mutations.ts';
import './suites/permissions.ts';
import './suites/routes.ts';
import './suites/decisions.ts';
import './suites/catalogue.ts';
import './suites/environment.ts';
import './suites/rule-packs.ts';
