import type { Desk } from "../../../server/ui/wire"
import type { Catalogue } from "../catalogue"
import type { Command } from "../commands"
import type { Said } from "../said"
import type { Sent } from "../sent"

/** What every dialog of the desk is given. */
export interface Common {
  desk: Desk
  now: number
  catalogue: Catalogue
  busy: boolean
  said: Said | null
  press: (command: Command) => Promise<Sent | null>
  onClose: () => void
}
