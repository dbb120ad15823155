/** Line icons on a 20 px square; they always stand beside a word, so they are hidden from screen readers. */
const paths = {
  check: 'M4 10.5l4 4 8-9',
  cross: 'M5 5l10 10M15 5L5 15',
  warning: 'M10 3l8 14H2L10 3zM10 8v4M10 14.5v.5',
  info: 'M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15zM10 9v5M10 6v.5',
  clock: 'M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15zM10 6v4.5l3 2',
  dot: 'M10 6a4 4 0 100 8 4 4 0 000-8z',
  dash: 'M4 10h12',
  down: 'M5 8l5 5 5-5',
  right: 'M8 5l5 5-5 5',
  left: 'M12 5l-5 5 5 5',
  person: 'M10 10a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM3 17.5c.6-3.6 3.4-5.5 7-5.5s6.4 1.9 7 5.5',
  search: 'M9 3.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM13 13l4 4',
  desk: 'M3 4h14v10H3zM7 17h6M10 14v3',
  card: 'M2.5 5h15v10h-15zM5 8h4v4H5zM11.5 8.5h4M11.5 11.5h4',
  line: 'M3 14a10 10 0 0114 0M6 11a6 6 0 018 0M10 15.5v.5',
  device: 'M5 3h10v14H5zM8 14h4',
  print: 'M5.5 7V3h9v4M4 7h12v6H4zM6 11h8v6H6z',
  lock: 'M5 9h10v8H5zM7 9V6.5a3 3 0 016 0V9',
  help: 'M10 2.5a7.5 7.5 0 100 15 7.5 7.5 0 000-15zM7.8 8a2.2 2.2 0 114 1.3c-.8.8-1.8 1-1.8 2.2M10 14v.5',
  gear: 'M10 7a3 3 0 100 6 3 3 0 000-6zM10 2v3M10 15v3M2 10h3M15 10h3M4.3 4.3l2.2 2.2M13.5 13.5l2.2 2.2M15.7 4.3l-2.2 2.2M6.5 13.5l-2.2 2.2',
  send: 'M3 10l14-6-5 13-3-5-6-2z',
  back: 'M8 5L3 10l5 5M3 10h9a5 5 0 015 5v1',
  turning: 'M10 3a7 7 0 107 7',
  eye: 'M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5zM10 8a2 2 0 100 4 2 2 0 000-4z',
  paper: 'M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5M7.5 10h5M7.5 13h5',
  finger: 'M6 13V9a4 4 0 018 0v3M8 15v-6a2 2 0 014 0v5M10 9.5V16M4.5 15.5c.8 1 .9 1.5 1 2M14 14.5c0 1.2-.2 2-.5 3',
} as const
export type IconName = keyof typeof paths

export function Icon({ name, turning = false }: { name: IconName; turning?: boolean }) {
  return (
    <svg className={turning ? 'k-icon k-turning' : 'k-icon'} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path
        d={paths[name]}
        fill={name === 'dot' ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
