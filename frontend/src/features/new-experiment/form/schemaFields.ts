import type { JsonSchema as Schema } from '@/api/types';

export type { Schema };

export type Kind = 'choice' | 'number' | 'whole' | 'flag' | 'text';

/** One input of the form; its path leads to the value in the submission. */
export interface Field {
  path: readonly string[];
  kind: Kind;
  description: string;
  options: readonly string[];
  usual: string;
}

/** A kind out of several, each with inputs of its own. */
export interface Variants {
  path: readonly string[];
  description: string;
  variants: readonly { type: string; fields: Field[] }[];
}

export interface Group {
  name: string;
  description: string;
  fields: Field[];
  variants?: Variants;
}

/** Returns the inputs of a submission in groups: single keys first, then each section. */
export function groupsOf(schema: Schema, leaveOut: readonly string[]): Group[] {
  const alone: Field[] = [];
  const blocks: Group[] = [];
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (leaveOut.includes(name) || isAlias(property)) continue;
    const field = fieldOf([name], property);
    const variants = variantsOf([name], property);
    if (field) alone.push(field);
    else if (variants) blocks.push({ name, description: property.description ?? '', fields: [], variants });
    else if (property.properties) {
      const fields = fieldsOf([name], property);
      if (fields.length > 0) blocks.push({ name, description: property.description ?? '', fields });
    }
  }
  return [{ name: '', description: '', fields: alone }, ...blocks];
}

function fieldsOf(path: readonly string[], schema: Schema): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(
    ([name, property]) => (isAlias(property) ? undefined : fieldOf([...path, name], property)) ?? [],
  );
}

function fieldOf(path: readonly string[], schema: Schema): Field | undefined {
  const kind = kindOf(schema);
  return (
    kind && {
      path,
      kind,
      description: schema.description ?? '',
      options: (schema.enum ?? []).map(String),
      usual: ['string', 'number', 'boolean'].includes(typeof schema.default) ? String(schema.default) : '',
    }
  );
}

function kindOf(schema: Schema): Kind | undefined {
  if (schema.enum) return 'choice';
  if (schema.type === 'integer') return 'whole';
  if (schema.type === 'number') return 'number';
  if (schema.type === 'boolean') return 'flag';
  if (schema.type === 'string') return 'text';
  // Such as a time: seconds, or a text with units.
  if (schema.anyOf?.some((one) => one.type === 'string')) return 'text';
  return undefined;
}

function variantsOf(path: readonly string[], schema: Schema): Variants | undefined {
  const variants = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].flatMap((one) => {
    const type = one.properties?.type;
    const names = type?.const === undefined ? (type?.enum ?? []) : [type.const];
    const fields = fieldsOf(path, one).filter((field) => field.path.at(-1) !== 'type');
    return names.map((name) => ({ type: String(name), fields }));
  });
  return variants.length === 0 ? undefined : { path, description: schema.description ?? '', variants };
}

/** The same under another name, or as another program spells it: one input is enough. */
function isAlias(schema: Schema): boolean {
  return /^Another name for|as Weights & Biases writes it/.test(schema.description ?? '');
}
