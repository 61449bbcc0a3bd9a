// Generates the types of the HTTP interface from its OpenAPI document; src/api/types.ts narrows some of them.
import { readFile, writeFile } from 'node:fs/promises';
import openapiTypescript, { astToString } from 'openapi-typescript';

const source = new URL('../../docs/api/openapi.json', import.meta.url);
const target = new URL('../src/api/schema.d.ts', import.meta.url);

const ast = await openapiTypescript(JSON.parse(await readFile(source, 'utf8')));
await writeFile(target, astToString(ast));
console.log('generate: src/api/schema.d.ts written');
