import type { ReactNode, SVGProps } from 'react';

type IconProps = SVGProps<SVGSVGElement>;

function icon(name: string, shapes: ReactNode) {
  function Icon(props: IconProps) {
    return (
      <svg
        viewBox="0 0 16 16"
        width="1em"
        height="1em"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        {...props}
      >
        {shapes}
      </svg>
    );
  }
  Icon.displayName = name;
  return Icon;
}

export const QueuedIcon = icon('QueuedIcon', <circle cx="8" cy="8" r="5.5" strokeDasharray="2.2 2.1" />);
export const RunningIcon = icon(
  'RunningIcon',
  <>
    <circle cx="8" cy="8" r="5.5" opacity="0.35" />
    <path d="M8 2.5A5.5 5.5 0 0 1 13.5 8" />
  </>,
);
export const CompletedIcon = icon(
  'CompletedIcon',
  <>
    <circle cx="8" cy="8" r="5.5" />
    <path d="m5.6 8.2 1.6 1.6 3.2-3.5" />
  </>,
);
export const FailedIcon = icon(
  'FailedIcon',
  <>
    <circle cx="8" cy="8" r="5.5" />
    <path d="m6.1 6.1 3.8 3.8m0-3.8L6.1 9.9" />
  </>,
);
export const CancelledIcon = icon(
  'CancelledIcon',
  <>
    <circle cx="8" cy="8" r="5.5" />
    <path d="m4.2 11.8 7.6-7.6" />
  </>,
);
export const PrunedIcon = icon(
  'PrunedIcon',
  <>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M5.5 8h5" />
  </>,
);
export const SearchIcon = icon(
  'SearchIcon',
  <path d="M11 7a4 4 0 1 1-8 0 4 4 0 0 1 8 0Zm-1.2 2.8L13.5 13.5" />,
);
export const LogOutIcon = icon('LogOutIcon', <path d="M6.5 2.5h-4v11h4M6 8h7.5m-3-3 3 3-3 3" />);
export const PlusIcon = icon('PlusIcon', <path d="M8 3v10M3 8h10" />);
export const SunIcon = icon(
  'SunIcon',
  <>
    <circle cx="8" cy="8" r="2.8" />
    <path d="M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7" />
  </>,
);
export const MoonIcon = icon('MoonIcon', <path d="M13.2 9.7A5.6 5.6 0 0 1 6.3 2.8a5.6 5.6 0 1 0 6.9 6.9Z" />);
export const SystemIcon = icon(
  'SystemIcon',
  <>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M8 2.5v11A5.5 5.5 0 0 0 8 2.5Z" fill="currentColor" />
  </>,
);
export const DownloadIcon = icon('DownloadIcon', <path d="M8 2.5v7m-3-3 3 3 3-3M3 13h10" />);
export const UploadIcon = icon('UploadIcon', <path d="M8 10V3M5 6l3-3 3 3M3 13h10" />);
export const CopyIcon = icon(
  'CopyIcon',
  <>
    <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
    <path d="M10.5 5.5V4A1.5 1.5 0 0 0 9 2.5H4A1.5 1.5 0 0 0 2.5 4v5A1.5 1.5 0 0 0 4 10.5h1.5" />
  </>,
);
export const CheckIcon = icon('CheckIcon', <path d="m3 8.5 3.2 3.2L13 4.8" />);
export const SortIcon = icon('SortIcon', <path d="M8 3v10m-3.5-3.5L8 13l3.5-3.5" />);
export const BackIcon = icon('BackIcon', <path d="M9.5 3.5 5 8l4.5 4.5" />);
export const WarningIcon = icon('WarningIcon', <path d="M8 2.5 14 13H2L8 2.5Zm0 4v3m0 1.9v.1" />);
export const CrownIcon = icon('CrownIcon', <path d="M2.5 5.5 5.5 8 8 3.5 10.5 8l3-2.5-1 7h-9l-1-7Z" />);
export const SlidersIcon = icon(
  'SlidersIcon',
  <>
    <path d="M2.5 5h6M12.5 5h1M2.5 11h1M7.5 11h6" />
    <circle cx="10.5" cy="5" r="1.8" />
    <circle cx="5.5" cy="11" r="1.8" />
  </>,
);
export const CloseIcon = icon('CloseIcon', <path d="m4 4 8 8m0-8-8 8" />);
export const ColumnsIcon = icon('ColumnsIcon', <path d="M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10" />);
export const PausedIcon = icon(
  'PausedIcon',
  <>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M6.5 6v4M9.5 6v4" />
  </>,
);
export const TagIcon = icon('TagIcon', <path d="M2.5 2.5h5l6 6-5 5-6-6v-5Zm2.7 2.7v.1" />);
export const PinIcon = icon('PinIcon', <path d="M6 2.5h4l-.6 4.2L12 9H4l2.6-2.3L6 2.5ZM8 9v4.5" />);
export const UpIcon = icon('UpIcon', <path d="M8 12.5v-9M4.5 7 8 3.5 11.5 7" />);
export const DownIcon = icon('DownIcon', <path d="M8 3.5v9M4.5 9 8 12.5 11.5 9" />);
export const CompareIcon = icon('CompareIcon', <path d="M2.5 12.5 6 7l3 3 4.5-6.5M2.5 8.5 6 4l2 2" />);
export const NoteIcon = icon(
  'NoteIcon',
  <path d="M3 2.5h10v7.5l-3.5 3.5H3zM9.5 13.5V10H13M5.5 5.5h5M5.5 8h3" />,
);
export const PlayIcon = icon('PlayIcon', <path d="M5 3v10l8-5-8-5Z" />);
export const ArchiveIcon = icon('ArchiveIcon', <path d="M2.5 3h11v3h-11zM3.5 6v7h9V6M6.5 8.5h3" />);
export const BulbIcon = icon(
  'BulbIcon',
  <path d="M6 12.5h4M6.5 14.5h3M8 1.5a4.5 4.5 0 0 0-2.5 8.2V11h5V9.7A4.5 4.5 0 0 0 8 1.5Z" />,
);
export const HelpIcon = icon(
  'HelpIcon',
  <>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M6.3 6.4a1.8 1.8 0 1 1 2.4 1.9c-.5.2-.7.5-.7 1v.1M8 11.2v.1" />
  </>,
);
