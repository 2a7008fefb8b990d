import type { ComponentChildren } from "preact"

/** Five faces that differ in brows, eyes and mouth alike, so that each is known without its word and without colour. */
const FACES: Readonly<Record<Score, ComponentChildren>> = {
  1: (
    <>
      <path d="M23 31 38 39M73 31 58 39" />
      <circle cx="34" cy="45" r="4.2" class="f" />
      <circle cx="62" cy="45" r="4.2" class="f" />
      <path d="M30 73c5-12 31-12 36 0Z" class="o" />
    </>
  ),
  2: (
    <>
      <path d="M25 38c4-3 8-4 13-3M71 38c-4-3-8-4-13-3" />
      <circle cx="34" cy="45" r="4.2" class="f" />
      <circle cx="62" cy="45" r="4.2" class="f" />
      <path d="M32 70c6-9 26-9 32 0" />
    </>
  ),
  3: (
    <>
      <circle cx="34" cy="43" r="4.2" class="f" />
      <circle cx="62" cy="43" r="4.2" class="f" />
      <path d="M32 66h32" />
    </>
  ),
  4: (
    <>
      <circle cx="34" cy="42" r="4.2" class="f" />
      <circle cx="62" cy="42" r="4.2" class="f" />
      <path d="M30 61c6 11 30 11 36 0" />
    </>
  ),
  5: (
    <>
      <path d="M27 45c3-8 11-8 14 0M55 45c3-8 11-8 14 0" />
      <path d="M27 57h42c-1 14-9 21-21 21s-20-7-21-21Z" class="o" />
    </>
  ),
}

export const SCORES = [1, 2, 3, 4, 5] as const
export type Score = (typeof SCORES)[number]

export function Face({ score }: { score: Score }) {
  return (
    <svg class="face" viewBox="0 0 96 96" aria-hidden="true">
      <circle cx="48" cy="48" r="43" />
      {FACES[score]}
    </svg>
  )
}
