import { useState } from 'react';

/** A text that outlives the page: kept in this browser under its key until it is forgotten. */
export function useDraft(key: string, initial: string) {
  const [text, setText] = useState(() => read(key) ?? initial);
  const write = (next: string) => {
    setText(next);
    try {
      localStorage.setItem(key, next);
    } catch {
      // A full or forbidden storage takes nothing; the text is still on the page.
    }
  };
  const forget = (next: string) => {
    setText(next);
    localStorage.removeItem(key);
  };
  return { text, write, forget };
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
