/** A bucket that nobody reads but by permission: no public access, TLS alone, versioned, access logged, retained. */
import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  type CorsRule,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { BucketHandle } from '../capabilities.ts';

export interface PrivateBucketProps {
  readonly variable: string;
  /** Our key; S3's own where a service that serves the public must be able to read. */
  readonly key?: IKey;
  /** Name of the bucket that says who read what. */
  readonly accessLogs: string;
  readonly cors?: readonly CorsRule[];
  /** Objects are removed after so many days. */
  readonly expireAfterDays?: number;
}

/** A replaced or removed object can be brought back for so long. */
const oldVersionDays = 35;

export class PrivateBucket extends Construct implements BucketHandle {
  readonly variable: string;
  readonly bucketArn: string;
  readonly bucketName: string;
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      ...closed,
      ...(props.key === undefined
        ? { encryption: BucketEncryption.S3_MANAGED }
        : { encryption: BucketEncryption.KMS, encryptionKey: props.key, bucketKeyEnabled: true }),
      versioned: true,
      cors: [...(props.cors ?? [])],
      lifecycleRules: [
        {
          abortIncompleteMultipartUploadAfter: Duration.days(7),
          noncurrentVersionExpiration: Duration.days(oldVersionDays),
          ...(props.expireAfterDays === undefined ? {} : { expiration: Duration.days(props.expireAfterDays) }),
        },
      ],
    });
    lowLevel(this.bucket).loggingConfiguration = {
      destinationBucketName: props.accessLogs,
      logFilePrefix: `s3/${id.toLowerCase()}/`,
    };
    this.variable = props.variable;
    this.bucketArn = this.bucket.bucketArn;
    this.bucketName = this.bucket.bucketName;
  }
}

const closed = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  removalPolicy: RemovalPolicy.RETAIN,
};

/** Access logs are kept for somewhat more than the year that is demanded. */
const accessLogDays = 400;

/** Where access logs go, those of buckets (`s3/`) and those of the front door. It does not log itself. */
export function accessLogBucket(scope: Construct, id: string): CfnBucket {
  const bucket = new Bucket(scope, id, {
    ...closed,
    encryption: BucketEncryption.S3_MANAGED,
    versioned: true,
    lifecycleRules: [
      { expiration: Duration.days(accessLogDays), noncurrentVersionExpiration: Duration.days(oldVersionDays) },
    ],
  });
  for (const [service, folder] of [
    ['logging.s3.amazonaws.com', 's3/*'],
    ['delivery.logs.amazonaws.com', 'AWSLogs/*'],
  ] as const) {
    bucket.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(service)],
        actions: ['s3:PutObject'],
        resources: [bucket.arnForObjects(folder)],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
  }
  return lowLevel(bucket);
}

function lowLevel(bucket: Bucket): CfnBucket {
  const resource = bucket.node.defaultChild;
  if (!(resource instanceof CfnBucket)) throw new Error('a bucket without its resource');
  return resource;
}
