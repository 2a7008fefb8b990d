import type { ComponentChildren } from "preact"

/** Every picture beside a word, on a field of 24 x 24; none stands without its word. */
const DRAWN = {
  check: <path d="m4.5 12.5 5 5L19.5 7" />,
  cross: <path d="m6 6 12 12M18 6 6 18" />,
  back: <path d="M14.5 5 7.5 12l7 7" />,
  forward: <path d="m9.5 5 7 7-7 7" />,
  go: <path d="M4 12h15m-6-6.5 6.5 6.5-6.5 6.5" />,
  up: <path d="M12 20V5m-6.5 6L12 4.5 18.5 11" />,
  down: <path d="M12 4v15m-6.5-6 6.5 6.5 6.5-6.5" />,
  fall: <path d="M12 19 4 6h16Z" fill="currentColor" />,
  rise: <path d="M12 5 20 18H4Z" fill="currentColor" />,
  disc: <circle cx="12" cy="12" r="8" fill="currentColor" />,
  plus: <path d="M12 5v14M5 12h14" />,
  find: <><circle cx="10.5" cy="10.5" r="6" /><path d="m15 15 5.5 5.5" /></>,
  large: <path d="M2.5 18 7 6.5 11.5 18M4 14.2h6M14 18l3.2-8 3.2 8m-5.3-2.6h4.2" />,
  contrast: <><circle cx="12" cy="12" r="8.5" /><path d="M12 3.5v17a8.5 8.5 0 0 0 0-17Z" fill="currentColor" /></>,
  reach: <><path d="M4 3.5h16M12 6.5v9m-4-4 4 4 4-4" /><path d="M3.5 20h17" stroke-width="3.4" /></>,
  speak: <><path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5H4Z" /><path d="M15.5 9a4.2 4.2 0 0 1 0 6m2.6-8.6a8 8 0 0 1 0 11.2" /></>,
  mute: <><path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5H4Z" /><path d="m16 9.5 5 5m0-5-5 5" /></>,
  bell: <path d="M6 16.5c1-1.5 1-3 1-5.5a5 5 0 0 1 10 0c0 2.5 0 4 1 5.5zM10.3 19.5h3.4" />,
  person: <><circle cx="12" cy="7" r="3.5" /><path d="M5 20.5c.3-4.6 3-7 7-7s6.7 2.4 7 7" /></>,
  people: <><circle cx="8.5" cy="8" r="3" /><path d="M2.8 19c.2-4 2.4-6 5.7-6s5.5 2 5.7 6" /><path d="M15.4 5.3a3 3 0 0 1 0 5.4M17 13.4c2.6.5 4 2.5 4.2 5.6" /></>,
  gone: <><circle cx="10" cy="7.5" r="3.5" /><path d="M3.5 20c.3-4.3 2.7-6.5 6.5-6.5 1.3 0 2.5.3 3.4.8M16 15l5 5m0-5-5 5" /></>,
  globe: <><circle cx="12" cy="12" r="8.5" /><path d="M3.5 12h17M12 3.5c2.6 2.6 3.6 5.3 3.6 8.5s-1 5.9-3.6 8.5c-2.6-2.6-3.6-5.3-3.6-8.5s1-5.9 3.6-8.5" /></>,
  pause: <path d="M8.5 5v14M15.5 5v14" />,
  paper: <path d="M6 3.5h8l4 4v13H6zM14 3.5v4h4M9 12h6M9 16h6" />,
  print: <path d="M5 8.5h14v8H5zM8 8.5v-5h8v5M8 13.5h8v7H8z" />,
  transfer: <path d="M4 8.5h14m-4-4 4 4-4 4M20 16H6m4-4-4 4 4 4" />,
  undo: <path d="M8.5 5 4 9.5 8.5 14M4.5 9.5H14a5.5 5.5 0 0 1 0 11h-3" />,
  again: <path d="M19.5 12a7.5 7.5 0 1 1-2.3-5.4M19.5 3.5v4h-4" />,
  warning: <><path d="M12 3.5 21.5 20h-19z" /><path d="M12 10v4.5m0 2.6v.1" /></>,
  priority: <><rect x="4" y="4" width="16" height="16" rx="2" /><path d="M10 16.5v-9h2.8a2.6 2.6 0 0 1 0 5.2H10" /></>,
  card: <><rect x="3" y="5.5" width="18" height="13" rx="1.6" /><path d="M3 10h18M6.5 14.8h4" /></>,
  note: <path d="M4 5h16v11h-7l-4.5 4v-4H4z" />,
  clock: <><circle cx="12" cy="12" r="8.5" /><path d="M12 7v5.3l3.4 2" /></>,
  time: <><circle cx="11" cy="13" r="7.5" /><path d="M11 8.5V13l-3 2M18 3.5v5M15.5 6h5" /></>,
  hearing: <><path d="M7 10a5 5 0 0 1 10 0c0 3.5-3.5 4.3-3.5 7.3a2.7 2.7 0 0 1-5 1.4" /><path d="M9.7 10a2.3 2.3 0 0 1 4.6 0c0 1.6-1.8 1.8-1.8 3.6" /><path d="M4 4 20.5 20.5" /></>,
  sight: <><path d="M2.5 12C5 8 8.2 6 12 6s7 2 9.5 6c-2.5 4-5.7 6-9.5 6s-7-2-9.5-6Z" /><circle cx="12" cy="12" r="2.6" /></>,
  wheelchair: <><circle cx="9.5" cy="4" r="1.7" fill="currentColor" stroke="none" /><path d="M9.5 7.5v6H15l2.7 5.2 1.8-.8M9.7 10h4.6" /><path d="M7.2 11.6a4.9 4.9 0 1 0 6.3 6.1" /></>,
  interpreter: <><path d="M3.5 4.5h11v8h-6l-3 2.8v-2.8h-2z" /><path d="M17.5 9h3v8h-2v2.8l-3-2.8h-5v-1.5" /></>,
} satisfies Record<string, ComponentChildren>

export type IconName = keyof typeof DRAWN

/** A picture that only repeats its word, and is therefore not read out. */
export function Icon({ name }: { name: IconName }) {
  return <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{DRAWN[name]}</svg>
}
