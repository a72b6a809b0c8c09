/**
 * A table of one context: keys `pk` and `sk`, restorable to any second of 35 days, encrypted under our key, kept when
 * the stack goes. `due` finds what falls due, `list` what is listed, `about` what concerns somebody, by its keys alone
 * (rows that change keep their place there); all are sparse.
 */
import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { TableHandle } from '../capabilities.ts';

export type IndexName = 'due' | 'list' | 'about';

export interface KeyedTableProps {
  readonly key: IKey;
  /** Environment variable by which functions find it. */
  readonly variable: string;
  readonly indexes?: readonly IndexName[];
  /** Whether new rows can be followed. */
  readonly streamed?: boolean;
}

const indexKeys = {
  due: { partition: 'dueShard', sort: 'dueAt', projection: ProjectionType.ALL },
  list: { partition: 'listKey', sort: 'listSort', projection: ProjectionType.ALL },
  about: { partition: 'aboutKey', sort: 'aboutAt', projection: ProjectionType.KEYS_ONLY },
} as const satisfies Record<
  IndexName,
  { readonly partition: string; readonly sort: string; readonly projection: ProjectionType }
>;

const text = (name: string) => ({ name, type: AttributeType.STRING });

export class KeyedTable extends Construct implements TableHandle {
  readonly variable: string;
  readonly tableArn: string;
  readonly tableName: string;
  readonly indexArns: readonly string[];
  readonly #table: Table;

  constructor(scope: Construct, id: string, props: KeyedTableProps) {
    super(scope, id);
    const indexes = props.indexes ?? [];
    this.#table = new Table(this, 'Table', {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      timeToLiveAttribute: 'expiresAt',
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: props.key,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...(props.streamed ? { stream: StreamViewType.NEW_IMAGE } : {}),
    });
    for (const indexName of indexes) {
      const { partition, sort, projection } = indexKeys[indexName];
      this.#table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: text(partition),
        sortKey: text(sort),
        projectionType: projection,
      });
    }
    this.variable = props.variable;
    this.tableArn = this.#table.tableArn;
    this.tableName = this.#table.tableName;
    this.indexArns = indexes.map((indexName) => `${this.tableArn}/index/${indexName}`);
  }

  /** Throws where the table is not streamed. */
  get streamArn(): string {
    const { tableStreamArn } = this.#table;
    if (tableStreamArn === undefined) throw new Error(`${this.node.path} has no stream`);
    return tableStreamArn;
  }
}
