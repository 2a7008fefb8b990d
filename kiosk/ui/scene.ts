import words from "../../server/translations/kiosk.json"
import { type Lang, type Say, say, typeset } from "../../server/ui/words"
import type { CatalogueShown, GroupLine, GroupShown, Lobby, ServiceShown, Wait } from "../../server/ui/wire"
import type { Happened, Way } from "./way"
import type { Room } from "./paging"

export type T = Say<typeof words>

/** What every screen is drawn from: where the person stands, the hall, and a way to say what happened. */
export interface Scene {
  way: Way
  happened(what: Happened): void
  /** They say that they have their number, and go. */
  held(): void
  t: T
  lobby: Lobby
  catalogue: CatalogueShown
  /** The hall's time and its zone. */
  now: Date
  zone: string
  room: Room
}

/** The kiosk's words in one language, set for print. */
export function kioskWords(lang: Lang): T {
  const plain = say(words, lang)
  return (key, values) => typeset(plain(key, values))
}

export function groupOf({ catalogue, way }: Scene): GroupShown | undefined {
  return catalogue.groups.find(({ letter }) => letter === way.group)
}

export function serviceOf({ catalogue, way }: Scene): ServiceShown | undefined {
  const code = way.ticket?.service ?? way.service
  return catalogue.groups.flatMap(({ services }) => services).find((service) => service.code === code)
}

/** How the line of a group stands now; the lobby is newer than the catalogue. */
export function lineOf({ lobby }: Scene, letter: string | null): GroupLine | undefined {
  return lobby.groups.find((line) => line.letter === letter)
}

/** Whether anybody knows how long one waits; the kiosk's own machine, alone, does not. */
export function isKnown({ high_min }: Wait): boolean {
  return high_min > 0
}
