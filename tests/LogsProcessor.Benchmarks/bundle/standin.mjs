// An S3 on the loopback address that is as quick as one process can be: a prefix of log objects made of a few contents
// that repeat, uploads in parts into a file, and a delay for each request. Conditions are kept; signatures are not checked.
//
//   node standin.mjs PORT FOLDER [--objects N] [--delay MS] [--big BYTES]
//
// FOLDER/samples holds the contents. --big adds a text of so many bytes, something with the first bytes of gzip of as many, and a
// short text behind them. What is uploaded to bucket "archive" goes to FOLDER/uploaded/KEY.
import http from 'node:http';
import fs from 'node:fs';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    objects: { type: 'string', default: '5000' },
    delay: { type: 'string', default: '0' },
    big: { type: 'string', default: '0' },
  },
});
const [port, folder] = positionals;
const count = Number(options.objects);
const delay = Number(options.delay);
const bigBytes = Number(options.big);
const uploaded = path.join(folder, 'uploaded');
fs.mkdirSync(uploaded, { recursive: true });

const samples = fs.readdirSync(path.join(folder, 'samples')).sort().map((name) => {
  const content = fs.readFileSync(path.join(folder, 'samples', name));
  return { name, content, etag: createHash('md5').update(content).digest('hex') };
});
const text = Buffer.from('2026-03-09T10:11:12.000000Z a line that repeats for as long as it takes to get beyond it\n'.repeat(800));
const gzip = Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0]), text]);
const extras = bigBytes > 0 ? [
  { key: 'day/big.log', piece: text, etag: 'big-1', length: bigBytes },
  { key: 'day/big.log.gz', piece: gzip, etag: 'big-2', length: bigBytes },
  { key: 'day/last.log', piece: text, etag: 'last-1', length: 1000 },
] : [];
const keys = Array.from({ length: count }, (_, i) =>
  `day/${String(Math.floor(i / 1000)).padStart(4, '0')}/${String(i).padStart(7, '0')}-${samples[i % samples.length].name}`);
keys.push(...extras.map((item) => item.key));
const index = new Map(keys.map((key, i) => [key, i]));
const uploads = new Map();
const stats = { requests: 0, openUploads: 0 };

const find = (key) => {
  const i = index.get(key);
  if (i === undefined) return undefined;
  return i >= count ? extras[i - count] : { ...samples[i % samples.length], length: samples[i % samples.length].content.length };
};

const xml = (response, text, status = 200) => {
  const body = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`);
  response.writeHead(status, { 'Content-Type': 'application/xml', 'Content-Length': body.length });
  response.end(body);
};
const error = (response, status, code) => xml(response, `<Error><Code>${code}</Code><Message>${code}</Message></Error>`, status);

const list = (response, query) => {
  const from = Number(query.get('continuation-token') ?? 0);
  const page = keys.slice(from, from + 1000);
  const items = page.map((key) => {
    const item = find(key);
    return `<Contents><Key>${key}</Key><LastModified>2026-03-09T10:11:12.000Z</LastModified><ETag>&quot;${item.etag}&quot;</ETag><Size>${item.length}</Size></Contents>`;
  });
  const next = from + page.length;
  const more = next < keys.length;
  xml(response, `<ListBucketResult><IsTruncated>${more}</IsTruncated>${more ? `<NextContinuationToken>${next}</NextContinuationToken>` : ''}${items.join('')}</ListBucketResult>`);
};

const sendRepeated = (response, piece, from, to) => {
  let at = from;
  const next = () => {
    while (at <= to) {
      const start = at % piece.length;
      const rest = piece.subarray(start, Math.min(piece.length, start + (to - at) + 1));
      at += rest.length;
      if (!response.write(rest)) return void response.once('drain', next);
    }
    response.end();
  };
  next();
};

const read = (request, response, bucket, key) => {
  const file = path.join(uploaded, key.replaceAll('/', '_'));
  const stored = bucket === 'archive' && fs.existsSync(file) ? { file, length: fs.statSync(file).size, etag: 'archive' } : undefined;
  const item = bucket === 'archive' ? stored : find(key);
  if (!item) return error(response, 404, 'NoSuchKey');
  const match = request.headers['if-match'];
  if (match && match !== `"${item.etag}"`) return error(response, 412, 'PreconditionFailed');
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const from = range ? Number(range[1]) : 0;
  const to = range?.[2] ? Math.min(Number(range[2]), item.length - 1) : item.length - 1;
  if (range && from > to) return error(response, 416, 'InvalidRange');
  const headers = { ETag: `"${item.etag}"`, 'Content-Length': to - from + 1, 'Last-Modified': 'Mon, 09 Mar 2026 10:11:12 GMT' };
  if (range) headers['Content-Range'] = `bytes ${from}-${to}/${item.length}`;
  response.writeHead(range ? 206 : 200, headers);
  if (request.method === 'HEAD') return response.end();
  if (item.file) return item.length ? fs.createReadStream(item.file, { start: from, end: to }).pipe(response) : response.end();
  if (item.piece) return sendRepeated(response, item.piece, from, to);
  response.end(item.content.subarray(from, to + 1));
};

// aws-chunked bodies: size;chunk-signature=… CR LF, data, CR LF, until a size of 0.
const unchunk = (body) => {
  const pieces = [];
  for (let at = 0; ;) {
    const end = body.indexOf('\r\n', at);
    const size = parseInt(body.subarray(at, end).toString(), 16);
    if (!size) return Buffer.concat(pieces);
    pieces.push(body.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
};
const content = async (request) => {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  const body = Buffer.concat(pieces);
  return (request.headers['x-amz-content-sha256'] ?? '').startsWith('STREAMING-') ? unchunk(body) : body;
};

const write = async (request, response, key, query) => {
  const file = path.join(uploaded, key.replaceAll('/', '_'));
  const id = query.get('uploadId');
  if (request.method === 'POST' && query.has('uploads')) {
    const upload = String(uploads.size + 1);
    uploads.set(upload, { sizes: new Map() });
    stats.openUploads += 1;
    return xml(response, `<InitiateMultipartUploadResult><UploadId>${upload}</UploadId></InitiateMultipartUploadResult>`);
  }
  if (request.method === 'PUT' && id) {
    const body = await content(request);
    const number = Number(query.get('partNumber'));
    fs.writeFileSync(`${file}.${id}.${number}`, body);
    uploads.get(id).sizes.set(number, body.length);
    response.writeHead(200, { ETag: `"part-${number}"`, 'Content-Length': 0 });
    return response.end();
  }
  if (request.headers['if-none-match'] === '*' && fs.existsSync(file)) return error(response, 412, 'PreconditionFailed');
  if (request.method === 'PUT') {
    fs.writeFileSync(file, await content(request));
    response.writeHead(200, { ETag: '"archive"', 'Content-Length': 0 });
    return response.end();
  }
  for await (const _ of request);
  const parts = [...uploads.get(id).sizes.keys()].sort((a, b) => a - b).map((number) => `${file}.${id}.${number}`);
  if (request.method === 'POST') {
    const output = fs.openSync(file, 'w');
    for (const part of parts) fs.writeSync(output, fs.readFileSync(part));
    fs.closeSync(output);
  }
  parts.forEach((part) => fs.unlinkSync(part));
  stats.openUploads -= 1;
  if (request.method === 'DELETE') return response.writeHead(204).end();
  return xml(response, '<CompleteMultipartUploadResult><ETag>"archive"</ETag></CompleteMultipartUploadResult>');
};

const answer = (request, response) => {
  const url = new URL(request.url, 'http://localhost');
  const [bucket, ...rest] = url.pathname.slice(1).split('/').map(decodeURIComponent);
  const key = rest.join('/');
  stats.requests += 1;
  if (bucket === 'stats') return xml(response, JSON.stringify({ ...stats, cpuSeconds: process.cpuUsage().user / 1e6 }));
  if (request.method === 'GET' && key === '') return list(response, url.searchParams);
  if (request.method === 'GET' || request.method === 'HEAD') return read(request, response, bucket, key);
  return write(request, response, key, url.searchParams);
};

http
  .createServer((request, response) => (delay > 0 ? setTimeout(answer, delay, request, response) : answer(request, response)))
  .listen(Number(port), '127.0.0.1', () => console.log(`S3 of ${keys.length} objects on port ${port}`));
