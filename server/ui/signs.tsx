/** The three signs of the family: the mark, a number that is paper, a counter that is a plate. */

/** An open window above its sill, with somebody in it. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" fill="currentColor">
      <path d="M6 24V13a10 10 0 0 1 20 0v11h-3.2V13a6.8 6.8 0 0 0-13.6 0v11Z" />
      <path d="M2 26h28v4H2z" />
      <circle cx="16" cy="14.5" r="3.1" />
      <path d="M10.8 24c.3-3.5 2.2-5.3 5.2-5.3s4.9 1.8 5.2 5.3z" />
    </svg>
  )
}

/** A ticket's number, standing on its sill. */
export function TicketNumber({ number }: { number: string }) {
  return <span class="number on-sill">{number.replace(" ", "\u00a0")}</span>
}

/** How many letters' room a number takes, an M two: a sheet that must fit it into a place chooses its size by this. */
export function roomOf(number: string): number {
  return number.length + (/[MW]/.test(number) ? 1 : 0)
}

/** A counter's plate; `title` is the small word above the figure. */
export function Plate({ counter, title }: { counter: number; title?: string }) {
  return title === undefined ? (
    <span class="plate">{counter}</span>
  ) : (
    <span class="plate titled">
      <small>{title}</small>
      {counter}
    </span>
  )
}
