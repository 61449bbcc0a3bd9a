import { useEffect, useRef, useState, type CSSProperties, type ReactNode, type RefObject } from 'react';
import classes from './ScrollRegion.module.css';

export interface ScrollRegionProps {
  label: string;
  className?: string | undefined;
  style?: CSSProperties;
  ref?: RefObject<HTMLDivElement | null>;
  children: ReactNode;
}

/** Region that may be wider than the page: the keyboard scrolls it, and a shade at the edge marks hidden content. */
export function ScrollRegion({ label, className = '', style, ref, children }: ScrollRegionProps) {
  const own = useRef<HTMLDivElement>(null);
  const place = ref ?? own;
  const [more, setMore] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const look = () => setMore(element.scrollWidth - element.clientWidth - element.scrollLeft > 2);
    const observer = new ResizeObserver(look);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [place]);
  return (
    <div className={classes.frame} data-more={more || undefined}>
      <div
        ref={place}
        className={`${classes.scroll} ${className}`}
        style={style}
        tabIndex={0}
        role="region"
        aria-label={label}
      >
        {children}
      </div>
    </div>
  );
}
