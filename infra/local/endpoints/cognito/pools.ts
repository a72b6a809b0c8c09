import type { UserPoolModel } from '../../model.ts';
import type { NeededPermission } from '../../ports.ts';
import { ServiceError } from '../service-error.ts';
import type { PoolClient } from './token-issuer.ts';

/** The pools and clients of the template, by id; refuses what is not there with ResourceNotFoundException. */
export function poolsById(models: readonly UserPoolModel[]) {
  function find(poolId: string): UserPoolModel {
    const pool = models.find(({ id }) => id === poolId);
    if (!pool) throw new ServiceError('ResourceNotFoundException', `User pool ${poolId} does not exist.`);
    return pool;
  }
  return {
    all: models,
    find,

    client(pool: UserPoolModel, clientId: string): PoolClient {
      const client = pool.clients.find(({ id }) => id === clientId);
      if (!client) throw new ServiceError('ResourceNotFoundException', `User pool client ${clientId} does not exist.`);
      return client;
    },

    /** What every call on a pool needs: the action of its name on the pool. */
    needs:
      (action: string) =>
      (input: { readonly UserPoolId: string }): readonly NeededPermission[] => [
        { action: `cognito-idp:${action}`, resource: find(input.UserPoolId).arn },
      ],
  };
}
