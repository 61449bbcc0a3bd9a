import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { CheckIcon, CopyIcon } from './icons';
import { texts } from '@/shared/texts';
import classes from './TextBlock.module.css';

/** A text as it is, with a button that copies it. `prose` for generated text, which reads as a page. */
export function TextBlock({ text, label, prose = false }: { text: string; label: string; prose?: boolean }) {
  return (
    <div className={classes.block}>
      <pre
        className={classes.text}
        data-prose={prose || undefined}
        tabIndex={0}
        role="region"
        aria-label={label}
      >
        {text}
      </pre>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? texts.copied : texts.copy}>
            <ActionIcon
              className={classes.copy ?? ''}
              variant="default"
              aria-label={texts.copyOf(label)}
              onClick={copy}
            >
              {copied ? <CheckIcon /> : <CopyIcon />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </div>
  );
}
