/** How many choices stand on a screen, so that none is small and nothing has to be scrolled. */
export interface Room {
  landscape: boolean
  large: boolean
  low: boolean
}

export function roomFor({ landscape, large, low }: Room): number {
  if (landscape) return 6
  if (low) return large ? 6 : 8
  return large ? 5 : 7
}

export interface Page<T> {
  items: T[]
  /** How many come after this page; a row says so in their stead. */
  more: number
  page: number
}

/** One page of a list; where not all fit, the last place is taken by the row that leads to the others. */
export function pageOf<T>(all: readonly T[], room: number, wanted: number): Page<T> {
  if (all.length <= room) return { items: [...all], more: 0, page: 0 }
  const each = room - 1
  const page = Math.min(wanted, Math.ceil(all.length / each) - 1)
  const items = all.slice(page * each, (page + 1) * each)
  return { items, more: Math.max(0, all.length - (page + 1) * each), page }
}
