// Types of the HTTP interface from its description. Without the description the committed aliases in
// src/api/types.ts stand alone, so that the dashboard builds on its own.
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import openapiTypescript, { astToString } from 'openapi-typescript';

const source = new URL('../../docs/api/openapi.json', import.meta.url);
const target = new URL('../src/api/schema.d.ts', import.meta.url);

if (existsSync(source)) {
  const ast = await openapiTypescript(JSON.parse(await readFile(source, 'utf8')));
  await writeFile(target, astToString(ast));
  console.log('generate: src/api/schema.d.ts written');
} else {
  console.log('generate: skipped, docs/api/openapi.json is not there');
}
