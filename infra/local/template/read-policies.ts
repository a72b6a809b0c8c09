/** Policy statements: of roles (inline, attached, managed) and of resources. */
import type { PolicyStatement } from '../model.ts';
import type { Found, Reading } from './reading.ts';
import { at, list, record, strings } from './values.ts';

export type ResourceStatement = PolicyStatement & { readonly principal: unknown };

function conditionsOf(value: unknown): PolicyStatement['conditions'] {
  return Object.fromEntries(
    Object.entries(record(value)).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(record(keys)).map(([key, values]) => [key, strings(values)])),
    ]),
  );
}

/** Refuses NotAction, NotResource and NotPrincipal: nothing here uses them, and guessing would grant too much. */
export function statementsOf(document: unknown, found: Found): readonly ResourceStatement[] {
  return list(at(document, 'Statement')).map((value) => {
    const statement = record(value);
    const unknown = Object.keys(statement).find((name) => name.startsWith('Not'));
    if (unknown) throw found.fail('PolicyDocument', `${unknown} is not known here`);
    return {
      effect: statement['Effect'] === 'Deny' ? 'Deny' : 'Allow',
      actions: strings(statement['Action']),
      resources: strings(statement['Resource']),
      conditions: conditionsOf(statement['Condition']),
      principal: statement['Principal'],
    };
  });
}

function withoutPrincipal({ principal: _, ...statement }: ResourceStatement): PolicyStatement {
  return statement;
}

/** Role ARN -> all statements of the identity policies in the templates. Policies that AWS manages are left out. */
export function roleStatements(reading: Reading): ReadonlyMap<string, readonly PolicyStatement[]> {
  const attached = reading.all('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy');
  const statements = new Map<string, readonly PolicyStatement[]>();
  for (const role of reading.all('AWS::IAM::Role')) {
    const inline = list(role.properties['Policies']).flatMap((policy) =>
      statementsOf(at(policy, 'PolicyDocument'), role),
    );
    const managed = new Set(strings(role.properties['ManagedPolicyArns']));
    const others = attached
      .filter((policy) => strings(policy.properties['Roles']).includes(role.ref) || managed.has(policy.ref))
      .flatMap((policy) => statementsOf(policy.properties['PolicyDocument'], policy));
    statements.set(role.attribute('Arn'), [...inline, ...others].map(withoutPrincipal));
  }
  return statements;
}
