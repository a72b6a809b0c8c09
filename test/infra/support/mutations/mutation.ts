/** Mistakes that somebody could make, planted one at a time in the templates. */
import { type Cloud, type Properties, type RawResource, resources } from '../cloud.ts';

export interface Mutation {
  readonly mistake: string;
  readonly plant: (cloud: Cloud) => void;
}

/** The first resource of a type whose logical id fits; throws where there is none, so that no mutation idles. */
export function first(cloud: Cloud, type: string, id: RegExp = /./): RawResource & { Properties: Properties } {
  const found = resources(cloud, type).find((each) => id.test(each.id));
  if (found === undefined) throw new Error(`nothing to change: ${type} ${id}`);
  const { raw } = found;
  raw.Properties ??= {};
  return raw as RawResource & { Properties: Properties };
}

export const change =
  (type: string, id: RegExp, how: (properties: Properties) => void): Mutation['plant'] =>
  (cloud) =>
    how(first(cloud, type, id).Properties);

export function drop(type: string, id: RegExp = /./): Mutation['plant'] {
  return (cloud) => {
    const found = resources(cloud, type).find((each) => id.test(each.id));
    if (found === undefined) throw new Error(`nothing to drop: ${type} ${id}`);
    delete cloud[found.stack]?.Resources[found.id];
  };
}

/** Adds to the policy of a role. */
export const grant = (id: RegExp, statement: Properties): Mutation['plant'] =>
  change('AWS::IAM::Policy', id, (p) => p['PolicyDocument'].Statement.push({ Effect: 'Allow', ...statement }));
