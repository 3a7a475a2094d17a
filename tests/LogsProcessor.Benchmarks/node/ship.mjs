// The design that this product replaces, written plainly: a pool of sockets (generic-pool), each line read, parsed by a regular
// expression into JSON, then a socket acquired, written, awaited and released, line by line.
//
// node ship.mjs clb|alb FILE PORT: gzip is recognised by the file's name. Prints the number of lines sent.
import { createReadStream } from 'node:fs';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { createPool } from 'generic-pool';

const formats = {
  clb: {
    names: [
      '@timestamp', 'elb', 'client', 'backend', 'request_processing_time', 'backend_processing_time',
      'response_processing_time', 'elb_status_code', 'backend_status_code', 'received_bytes', 'sent_bytes', 'request',
      'user_agent', 'ssl_cipher', 'ssl_protocol',
    ],
    numbers: new Set([
      'request_processing_time', 'backend_processing_time', 'response_processing_time', 'elb_status_code',
      'backend_status_code', 'received_bytes', 'sent_bytes',
    ]),
  },
  alb: {
    names: [
      'type', '@timestamp', 'elb', 'client', 'target', 'request_processing_time', 'target_processing_time',
      'response_processing_time', 'elb_status_code', 'target_status_code', 'received_bytes', 'sent_bytes', 'request',
      'user_agent', 'ssl_cipher', 'ssl_protocol', 'target_group_arn', 'trace_id', 'domain_name', 'chosen_cert_arn',
      'matched_rule_priority', 'request_creation_time', 'actions_executed', 'redirect_url', 'error_reason',
      'target_port_list', 'target_status_code_list', 'classification', 'classification_reason', 'conn_trace_id',
      'transformed_host', 'transformed_uri', 'request_transform_status', 'ip_address',
    ],
    numbers: new Set([
      'request_processing_time', 'target_processing_time', 'response_processing_time', 'elb_status_code',
      'target_status_code', 'received_bytes', 'sent_bytes', 'matched_rule_priority',
    ]),
  },
};

const [formatName, file, port] = process.argv.slice(2);
const format = formats[formatName];
const field = '(?:"((?:[^"\\\\]|\\\\.)*)"|([^ ]*))';
const pattern = new RegExp(`^${field}${` ?${field}`.repeat(format.names.length - 1)}`);

function splitAddress(document, name, value) {
  const colon = value.lastIndexOf(':');
  if (colon < 0) {
    return;
  }
  document[`${name}_ip`] = value.slice(0, colon);
  document[`${name}_port`] = Number(value.slice(colon + 1));
}

function splitRequest(document, value) {
  const [method, url, protocol] = value.split(' ');
  document.request = value;
  document.request_method = method;
  document.request_url = url;
  document.request_protocol = protocol;
}

function toDocument(line) {
  const match = pattern.exec(line);
  if (match === null) {
    return { message: line, tags: ['_parsefailure'] };
  }
  const document = {};
  for (let index = 0; index < format.names.length; index++) {
    const name = format.names[index];
    const value = match[1 + 2 * index] ?? match[2 + 2 * index];
    if (value === undefined || value === '' || value === '-') {
      continue;
    }
    if (name === 'client' || name === 'target' || name === 'backend') {
      splitAddress(document, name, value);
    } else if (name === 'request') {
      splitRequest(document, value);
    } else {
      document[name] = format.numbers.has(name) ? Number(value) : value;
    }
  }
  return document;
}

const sockets = createPool(
  {
    create: () =>
      new Promise((resolve, reject) => {
        const socket = connect({ host: '127.0.0.1', port: Number(port) }, () => resolve(socket));
        socket.once('error', reject);
      }),
    destroy: (socket) => new Promise((resolve) => socket.end(resolve)),
  },
  { max: 8 },
);

async function send(line) {
  const socket = await sockets.acquire();
  try {
    await new Promise((resolve, reject) =>
      socket.write(`${JSON.stringify(toDocument(line))}\n`, (error) => (error ? reject(error) : resolve())),
    );
  } finally {
    await sockets.release(socket);
  }
}

const bytes = createReadStream(file);
const text = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
let sent = 0;
for await (const line of createInterface({ input: text, crlfDelay: Infinity })) {
  await send(line);
  sent++;
}
await sockets.drain();
await sockets.clear();
console.log(sent);
