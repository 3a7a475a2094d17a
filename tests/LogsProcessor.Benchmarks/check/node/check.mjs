// The first system's check: csv-parse, a transform that holds each row against a JSON schema, csv-stringify, gzip.
// node check.mjs FILE SCHEMA OUT
//
// The schema is the Table Schema that the product is given, in terms of JSON Schema, and both hold a row to the same rules. Where Node has a
// choice it has the cheaper one: patterns are compiled once, and gzip is at level 1 rather than Huffman only, which took six times as long.
import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify';
import jsonSchema from 'json-schema';

const [file, schemaFile, out] = process.argv.slice(2);

const patterns = {
  datetime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/,
  email: /^[^@\s]+@[^@\s]+\.[^@\s]+$/,
  uri: /^[a-z][a-z0-9+.-]*:\S+$/i,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
};

const types = { integer: 'integer', number: 'number', object: 'object' };

function propertyOf({ type = 'string', format, constraints = {} }) {
  const property = { type: types[type] ?? 'string' };
  const pattern = constraints.pattern ? new RegExp(`^(?:${constraints.pattern})$`) : patterns[format ?? type];
  if (pattern) property.pattern = pattern;
  for (const name of ['enum', 'minLength', 'maxLength', 'required']) {
    if (constraints[name] !== undefined) property[name] = constraints[name];
  }
  for (const name of ['minimum', 'maximum']) {
    if (typeof constraints[name] === 'number') property[name] = constraints[name];
  }
  return property;
}

function parseOr(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

// What a cell's text means, where its type has another meaning than the text; what cannot be read stays text, and so is of another type.
const meanings = {
  integer: (text) => (/^[+-]?\d+$/.test(text) ? Number(text) : text),
  number: (text) => (text === '' || Number.isNaN(Number(text)) ? text : Number(text)),
  object: parseOr,
};

const { fields } = JSON.parse(readFileSync(schemaFile, 'utf8'));
const typed = fields.filter((it) => meanings[it.type]).map((it) => [it.name, meanings[it.type]]);
const schema = { type: 'object', properties: Object.fromEntries(fields.map((it) => [it.name, propertyOf(it)])) };

const check = new Transform({
  objectMode: true,
  transform(row, _, done) {
    const values = { ...row };
    for (const [name, meaning] of typed) values[name] = meaning(values[name]);
    const { valid, errors } = jsonSchema.validate(values, schema);
    row.valid = valid ? 'true' : 'false';
    row.errors = errors.map((error) => `${error.property}: ${error.message}`).join('; ');
    done(null, row);
  },
});

await pipeline(
  createReadStream(file),
  parse({ columns: true, bom: true, relax_column_count: true }),
  check,
  stringify({ header: true }),
  createGzip({ level: 1 }),
  createWriteStream(out),
);
