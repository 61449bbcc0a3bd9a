import { Kbd, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { SearchIcon } from '@/shared/page/icons';
import { useShortcuts } from '@/shared/keys/useShortcuts';
import classes from './SearchBox.module.css';

const NO_SHORTCUTS = {};

/** Searches while one types; the slash key comes here from anywhere on the page. */
export function SearchBox({
  label,
  placeholder = label,
  wide = false,
  slash = true,
  value,
  error,
  onChange,
}: {
  label: string;
  placeholder?: string;
  wide?: boolean;
  /** True if the slash key focuses this box. */
  slash?: boolean;
  value: string;
  /** Error of the text. */
  error?: string | undefined;
  onChange: (text: string) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const [settled, setSettled] = useState(value);
  const report = useDebouncedCallback(onChange, 250);
  useShortcuts(slash ? { '/': () => input.current?.focus() } : NO_SHORTCUTS);
  // If the URL changes by other means, such as the back button, the box must show its text.
  if (value !== settled) {
    setSettled(value);
    setText(value);
  }
  return (
    <TextInput
      ref={input}
      className={wide ? `${classes.box} ${classes.wide}` : classes.box}
      type="search"
      aria-label={label}
      placeholder={placeholder}
      value={text}
      error={error}
      leftSection={<SearchIcon />}
      rightSection={slash && <Kbd size="xs">/</Kbd>}
      onChange={(event) => {
        setText(event.currentTarget.value);
        report(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        // Escape also ends the composition of an input method, which stays here.
        if (event.key === 'Escape' && !event.nativeEvent.isComposing) event.currentTarget.blur();
      }}
    />
  );
}
