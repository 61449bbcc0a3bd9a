import type { Catalog, Hyperparameter } from '@/api/types';
import { formatParameter, words } from '@/shared/format';
import { Panel } from '@/shared/page/Panel';
import classes from './Reference.module.css';
import { texts } from './texts';

/** Reference of the keys of a submission, from the server's catalog. */
export function Reference({ catalog }: { catalog: Catalog | undefined }) {
  if (!catalog) return null;
  return (
    <Panel title={texts.reference}>
      <Section title={texts.methods}>
        <Terms terms={catalog.methods.map(({ name, description }) => [name, description])} />
      </Section>
      {catalog.families.map((family) => (
        <div key={family.name}>
          <Section title={texts.parametersOf(words(family.name))}>
            <Terms
              terms={family.hyperparameters.map((one) => [one.name, `${one.description} ${rangeOf(one)}`])}
            />
          </Section>
          <Section title={texts.metricsOf(words(family.name))}>
            <Terms
              terms={family.metrics.map((metric) => [metric.name, `${metric.description} (${metric.unit})`])}
            />
          </Section>
        </div>
      ))}
      <Section title={texts.distributions}>
        <p className={classes.words}>{catalog.distributions.join(', ')}</p>
      </Section>
    </Panel>
  );
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <details className={classes.section}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}

function Terms({ terms }: { terms: readonly (readonly [string, string])[] }) {
  return (
    <dl className={classes.terms}>
      {terms.map(([name, meaning]) => (
        <div key={name}>
          <dt>
            <code>{name}</code>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}

function rangeOf({
  type,
  low,
  low_included: included,
  high,
  allowed,
  default: usual,
}: Hyperparameter): string {
  const range =
    type === 'word'
      ? texts.oneOf((allowed ?? []).join(', '))
      : texts.between(included !== false, formatParameter(low), formatParameter(high));
  return texts.unlessGiven(range, formatParameter(usual));
}
