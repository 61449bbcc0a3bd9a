import { NumberInput, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { schemaOf, schemaQuery } from '@/api/catalog';
import type { Catalog } from '@/api/types';
import { words } from '@/shared/format';
import { Panel } from '@/shared/page/Panel';
import { ParameterRow } from './ParameterRow';
import { groupsOf, type Field, type Variants } from './schemaFields';
import classes from './SchemaForm.module.css';
import { texts } from '../texts';
import { readDocument, valueAt, writeValue } from '../yaml/yamlEdit';

export interface SchemaFormProps {
  text: string;
  datasets: readonly string[];
  catalog: Catalog | undefined;
  onChange: (text: string) => void;
}

/** Inputs for all that a submission may hold, made from its schema. The text is the truth: each input reads and writes it. */
export function SchemaForm({ text, datasets, catalog, onChange }: SchemaFormProps) {
  const { data: all } = useQuery(schemaQuery);
  const data = readDocument(text);
  const schema = all && schemaOf(all, valueAt(data, ['task', 'type']));
  if (!schema || !data) {
    return (
      <Panel title={texts.form}>
        <p className={classes.muted}>{schema ? texts.broken : ''}</p>
      </Panel>
    );
  }
  const write = (path: readonly string[], value: unknown) => onChange(writeValue(text, path, value));
  const input = (field: Field) => (
    <Input
      key={field.path.join('.')}
      field={field.path[0] === 'dataset' ? { ...field, kind: 'choice', options: datasets } : field}
      value={valueAt(data, field.path)}
      onChange={(value) => write(field.path, value)}
    />
  );
  const family = catalog?.families.find(
    ({ name }) => name === (valueAt(data, ['task', 'type']) ?? catalog.families[0]?.name),
  );
  const known = schema.properties?.parameters?.properties ?? {};
  return (
    <Panel title={texts.form}>
      {groupsOf(schema, ['parameters']).map(({ name, description, fields, variants }) => (
        <details
          key={name}
          className={classes.group}
          open={name === '' || valueAt(data, [name]) !== undefined}
        >
          <summary title={description}>{name === '' ? texts.general : words(name)}</summary>
          <div className={classes.fields}>
            {fields.map(input)}
            {variants && <Kinds variants={variants} data={data} write={write} input={input} />}
          </div>
        </details>
      ))}
      <details className={classes.group} open>
        <summary>{texts.parameters}</summary>
        {(family?.hyperparameters ?? [])
          .filter(({ name }) => name in known)
          .map((parameter) => (
            <ParameterRow
              key={parameter.name}
              parameter={parameter}
              given={valueAt(data, ['parameters', parameter.name])}
              onChange={(path, value) => write(['parameters', parameter.name, ...path], value)}
            />
          ))}
      </details>
    </Panel>
  );
}

interface KindsProps {
  variants: Variants;
  data: unknown;
  write: (path: readonly string[], value: unknown) => void;
  input: (field: Field) => React.ReactNode;
}

function Kinds({ variants: { path, variants, description }, data, write, input }: KindsProps) {
  const held = valueAt(data, [...path, 'type']);
  const chosen = variants.find(({ type }) => type === held);
  return (
    <>
      <Select
        label={texts.kind}
        description={description}
        size="xs"
        placeholder={texts.none}
        clearable
        data={variants.map(({ type }) => ({ value: type, label: words(type) }))}
        value={chosen?.type ?? null}
        onChange={(type) => write(path, type === null ? undefined : { type })}
      />
      {chosen?.fields.map(input)}
    </>
  );
}

interface InputProps {
  field: Field;
  value: unknown;
  onChange: (value: unknown) => void;
}

function Input({ field: { path, kind, description, options, usual }, value, onChange }: InputProps) {
  const label = words(path.at(-1) ?? '');
  const common = { label, size: 'xs', title: description, placeholder: texts.usual(usual) } as const;
  if (kind === 'choice' || kind === 'flag') {
    const choices = kind === 'flag' ? ['true', 'false'] : options;
    return (
      <Select
        {...common}
        clearable={path.length > 1}
        searchable={choices.length > 8}
        data={[...choices]}
        value={
          choices.find((choice) => choice === (typeof value === 'string' ? value : JSON.stringify(value))) ??
          null
        }
        onChange={(next) => onChange(next === null ? undefined : kind === 'flag' ? next === 'true' : next)}
      />
    );
  }
  if (kind === 'text') {
    return (
      <TextInput
        {...common}
        value={typeof value === 'string' || typeof value === 'number' ? String(value) : ''}
        onChange={({ currentTarget: { value: next } }) => onChange(next === '' ? undefined : next)}
      />
    );
  }
  return (
    <NumberInput
      {...common}
      allowDecimal={kind === 'number'}
      hideControls
      value={typeof value === 'number' ? value : ''}
      onChange={(next) => {
        if (next === '') onChange(undefined);
        else if (typeof next === 'number') onChange(next);
      }}
    />
  );
}
