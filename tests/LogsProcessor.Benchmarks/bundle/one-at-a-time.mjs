// The first system's manner: list, then fetch one object after the other with the AWS SDK and append it to a ZIP by `archiver`; the
// archive goes up in parts. `npm install @aws-sdk/client-s3 @aws-sdk/lib-storage archiver` beside it first.
//
//   node one-at-a-time.mjs ENDPOINT KEY
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { ZipArchive } from 'archiver';
import { PassThrough } from 'node:stream';
import { once } from 'node:events';

const [endpoint, key] = process.argv.slice(2);
const client = new S3Client({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials: { accessKeyId: 'x', secretAccessKey: 'x' } });
const archive = new ZipArchive({ zlib: { level: 6 } });
const output = new PassThrough();
archive.pipe(output);
const upload = new Upload({ client, params: { Bucket: 'archive', Key: key, Body: output }, partSize: 8 * 1024 * 1024 }).done();

let token;
do {
  const page = await client.send(new ListObjectsV2Command({ Bucket: 'logs', Prefix: 'day/', ContinuationToken: token }));
  for (const item of page.Contents) {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: 'logs', Key: item.Key }));
    archive.append(Body, { name: item.Key, date: item.LastModified });
    await once(archive, 'entry');
  }
  token = page.NextContinuationToken;
} while (token);
await archive.finalize();
await upload;
