import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Hyperparameter } from '@/api/types';
import { formatParameter, words } from '@/shared/format';
import { beginning, modeOf, readChoices, type Mode } from './parameterMode';
import classes from './SchemaForm.module.css';
import { texts } from '../texts';
import { valueAt } from '../yaml/yamlEdit';

export interface ParameterRowProps {
  parameter: Hyperparameter;
  given: unknown;
  /** Called with the path inside of the parameter; the path is empty for the parameter itself. */
  onChange: (path: readonly string[], value: unknown) => void;
}

/** One parameter: whether it has its default, one value, some to choose from, or a range. */
export function ParameterRow({ parameter, given, onChange }: ParameterRowProps) {
  const mode = modeOf(given);
  const name = words(parameter.name);
  const allowed = parameter.allowed ?? [];
  const modes = (Object.keys(texts.modes) as Mode[]).filter(
    (one) => (one !== 'other' || mode === 'other') && (one !== 'range' || parameter.type !== 'word'),
  );
  const change = (next: Mode) =>
    onChange([], beginning(next, { type: parameter.type, usual: parameter.default, allowed }));
  return (
    <div className={classes.parameter} data-given={mode !== 'usual' || undefined}>
      <span className={classes.name} title={parameter.description}>
        {name}
      </span>
      <Select
        size="xs"
        w={104}
        aria-label={texts.mode(name)}
        allowDeselect={false}
        data={modes.map((one) => ({ value: one, label: texts.modes[one] }))}
        value={mode}
        onChange={(next) => next && change(next)}
      />
      <div className={classes.inputs}>
        {mode === 'usual' && <span className={classes.muted}>{formatParameter(parameter.default)}</span>}
        {mode === 'fixed' && <Fixed parameter={parameter} given={given} name={name} onChange={onChange} />}
        {mode === 'choices' && (
          <Choices
            name={name}
            values={valueAt(given, ['values'])}
            onChange={(values) => onChange(['values'], values)}
          />
        )}
        {mode === 'range' && <Range parameter={parameter} given={given} name={name} onChange={onChange} />}
      </div>
    </div>
  );
}

type PartProps = ParameterRowProps & { name: string };

function Fixed({ parameter, given, name, onChange }: PartProps) {
  const short = typeof given !== 'object';
  const value = short ? given : valueAt(given, ['value']);
  const write = (next: unknown) => onChange(short ? [] : ['value'], next);
  if (parameter.type === 'word')
    return (
      <Select
        size="xs"
        aria-label={texts.value(name)}
        allowDeselect={false}
        data={parameter.allowed ?? []}
        value={(parameter.allowed ?? []).find((one) => one === value) ?? null}
        onChange={write}
      />
    );
  return <Amount label={texts.value(name)} value={value} onChange={write} />;
}

function Range({ parameter, given, name, onChange }: PartProps) {
  const distribution = valueAt(given, ['distribution']);
  const logarithmic = typeof distribution === 'string' && distribution.includes('log');
  return (
    <>
      <Amount
        label={texts.from(name)}
        value={valueAt(given, ['min'])}
        onChange={(value) => onChange(['min'], value)}
      />
      <Amount
        label={texts.to(name)}
        value={valueAt(given, ['max'])}
        onChange={(value) => onChange(['max'], value)}
      />
      {parameter.type === 'real' && (
        <Checkbox
          size="xs"
          label={texts.logarithmic}
          checked={logarithmic}
          onChange={(event) =>
            onChange(['distribution'], event.currentTarget.checked ? 'log_uniform_values' : 'uniform')
          }
        />
      )}
    </>
  );
}

function Amount({
  label,
  value,
  onChange,
}: {
  label: string;
  value: unknown;
  onChange: (value: number) => void;
}) {
  return (
    <NumberInput
      size="xs"
      w={68}
      aria-label={label}
      hideControls
      value={typeof value === 'number' ? value : ''}
      onChange={(next) => typeof next === 'number' && onChange(next)}
    />
  );
}

/** The list as it is typed; it is taken over as soon as it reads as a list. */
function Choices({
  name,
  values,
  onChange,
}: {
  name: string;
  values: unknown;
  onChange: (values: (number | string)[]) => void;
}) {
  const held = Array.isArray(values) ? values.join(', ') : '';
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextInput
      size="xs"
      flex={1}
      aria-label={texts.choices(name)}
      value={typed ?? held}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        const choices = readChoices(value);
        if (choices.length > 0) onChange(choices);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
