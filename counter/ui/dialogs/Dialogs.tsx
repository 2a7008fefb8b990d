import type { Server } from "../../../server/ui/http"
import { useCatalogue } from "../catalogue"
import type { Sending } from "../sending"
import { useSpeech } from "../speech"
import type { Common } from "./Common"
import { Given } from "./Given"
import { Issue } from "./Issue"
import { Lost } from "./Lost"
import { Menu } from "./Menu"
import { Park } from "./Park"
import { Pause } from "./Pause"
import { Return } from "./Return"
import { Service } from "./Service"
import { Transfer } from "./Transfer"

/** The dialogs, by the key that opens them. */
export type Open = "transfer" | "park" | "service" | "given" | "lost" | "issue" | "return" | "pause" | "menu"

interface Props extends Omit<Common, "busy"> {
  open: Open
  server: Server
  sending: Sending
  /** The number that the window for a given one begins with. */
  number: string
  onOpen: (open: Open, number?: string) => void
  onLang: () => void
  onLeft: () => void
}

/** The one dialog that is open. It reads the catalogue anew, so that "how many wait" is of now. */
export function Dialogs({ open, server, sending, number, onOpen, onLang, onLeft, ...rest }: Props) {
  const { lang } = useSpeech()
  const fresh = useCatalogue(server, lang)
  const common: Common = { ...rest, busy: sending.is === "flying", catalogue: fresh.groups.length > 0 ? fresh : rest.catalogue }
  const visit = rest.desk.visit
  switch (open) {
    case "menu":
      return <Menu {...common} onLang={onLang} onLeft={onLeft} />
    case "given":
      return <Given {...common} number={number} onLost={() => onOpen("lost")} />
    case "lost":
      return <Lost {...common} server={server} onGiven={(found) => onOpen("given", found)} />
    case "issue":
      return <Issue {...common} />
    case "return":
      return <Return {...common} />
    case "pause":
      return <Pause {...common} />
    default:
      if (visit === null) return null
      if (open === "transfer") return <Transfer {...common} visit={visit} />
      return open === "park" ? <Park {...common} visit={visit} /> : <Service {...common} visit={visit} />
  }
}
