/** Two posts, a lattice, and the curve that climbs it. */
export function Logo({ size = 26 }: { size?: number }) {
  return (
    <svg
      viewBox="0 0 32 32"
      width={size}
      height={size}
      fill="none"
      strokeLinecap="round"
      strokeWidth="2.4"
      aria-hidden="true"
    >
      <rect width="32" height="32" rx="8" fill="#1b7351" />
      <path d="M9 26V6M23 26V6M9 20 23 9M9 12l14 11" stroke="#8fd9b6" />
      <path d="M4.5 23c6 0 6.5-3.5 11.5-7s6-7.5 11.5-8" stroke="#fff" />
    </svg>
  );
}
