import type { LayoutShown, LookShown } from "../../ui/wire"

/** What the form holds: a look, and from how many waiting on tickets are short by themselves (null: never). */
export interface Draft {
  look: LookShown
  short_from: number | null
}

/** The blocks a ticket may have, in the order of the standard one; the number is never left out. */
export const BLOCKS = ["house", "number", "service", "when", "documents", "follow", "farewell"] as const
export type Block = (typeof BLOCKS)[number]

export const STANDARD: Draft = {
  look: { header: {}, footer: {}, logo: null, size: "normal", blocks: [...BLOCKS], short: false },
  short_from: null,
}

export function draftOf({ look, short_from }: LayoutShown): Draft {
  return { look, short_from }
}

/** Every block in the order of the list on the page: those on the ticket as they stand there, then the others. */
export function listed(blocks: readonly string[]): Block[] {
  const there = blocks.filter((one): one is Block => (BLOCKS as readonly string[]).includes(one))
  return [...there, ...BLOCKS.filter((one) => !there.includes(one))]
}

/** The list with one block moved up (-1) or down (1); at its end it stays. */
export function moved(list: readonly Block[], block: Block, by: -1 | 1): Block[] {
  const from = list.indexOf(block)
  const to = from + by
  if (from < 0 || to < 0 || to >= list.length) return [...list]
  const after = [...list]
  after.splice(from, 1)
  after.splice(to, 0, block)
  return after
}

/** Whether two drafts make the same ticket; an empty text is none. */
export function same(one: Draft, other: Draft): boolean {
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other))
}

function plain({ look, short_from }: Draft) {
  const texts = (of: Record<string, string>) => Object.entries(of).filter(([, text]) => text.trim() !== "").sort()
  const { header, footer, logo, size, blocks, short } = look
  return [texts(header), texts(footer), logo, size, blocks, short, short_from]
}

const DOTS_PER_MM = 203 / 25.4
const FEED_MM = (6 * 30) / DOTS_PER_MM // from the printer's head to its knife

/** How much of the roll a paper takes, mm: its dots from top to bottom, and what the cut feeds. */
export function lengthMm(dotsHigh: number): number {
  return dotsHigh / DOTS_PER_MM + FEED_MM
}
