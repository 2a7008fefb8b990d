import { useEffect, useState } from "preact/hooks"
import type { Server } from "../../server/ui/http"
import type { Desk, DeskVisit } from "../../server/ui/wire"
import { useCatalogue } from "./catalogue"
import { useChime } from "./chime"
import type { Command } from "./commands"
import { Dialogs, type Open } from "./dialogs/Dialogs"
import type { Key } from "./keys"
import { Keys } from "./Keys"
import { Line } from "./Line"
import { doing, may, PRIMARY } from "./offers"
import { Person } from "./Person"
import { type Key as Word, useSpeech } from "./speech"
import { Strip } from "./Strip"
import { Top } from "./Top"
import { useDesk } from "./useDesk"
import { useKeys } from "./useKeys"

const HOUR_MS = 3_600_000

/** Windows that stay open whoever comes to the desk or leaves it. */
const OF_NO_VISIT: ReadonlySet<Open> = new Set<Open>(["menu", "issue", "lost"])

interface Props {
  server: Server
  device: number | null
  first: Desk
  /** The number that was open here when this clerk signed on. */
  takenOver: string | null
  onLang: () => void
  onLeft: (why: Word | null) => void
  onDoor: (why: Word | null) => void
}

/** The desk of a clerk at work: who is here, what can be done, who waits. */
export function AtDesk({ server, device, first, takenOver, onLang, onLeft, onDoor }: Props) {
  const speech = useSpeech()
  const lost = (code: string) => {
    if (code === "not_signed_in") onDoor("bad_not_signed_in")
    if (code === "no_desk") onLeft("bad_no_desk")
  }
  const { desk, now, silentSince, sending, said, saidAt, hush, press } = useDesk(server, device, first, takenOver, lost)
  const [open, setOpen] = useState<Open | null>(null)
  const [number, setNumber] = useState("") // the given one's window begins with it
  const catalogue = useCatalogue(server, speech.lang, Math.floor(now / HOUR_MS)) // it may change while the page is open
  const chime = useChime(desk)

  // A dialog about a visit that is no longer at the desk would change another one.
  useEffect(() => setOpen((was) => (was !== null && OF_NO_VISIT.has(was) ? was : null)), [desk.visit?.visit])

  useEffect(() => {
    const n = desk.counter
    document.title = desk.waiting_count > 0 ? speech.t("app_title_count", { count: desk.waiting_count, n }) : speech.t("app_title", { n })
  }, [desk.counter, desk.waiting_count, speech])

  const show = (what: Open, given = "") => {
    hush()
    setNumber(given)
    setOpen(what)
  }
  const act = (key: Key) => {
    if (!may(desk, key, now)) return
    const command = commandOf(key, desk)
    if (command) void press(command)
    else show(key as Open)
  }
  useKeys(act, open !== null)

  return (
    <div class="desk" onMouseDown={keepFocus}>
      <Top desk={desk} now={now} onPress={act} />
      <main>
        <Person desk={desk} now={now} server={server} catalogue={catalogue} onPress={act} />
        <Strip desk={desk} now={now} said={said} saidAt={saidAt} silentSince={silentSince} onPress={act} />
        <Keys desk={desk} now={now} sending={sending} onPress={act} />
      </main>
      <Line desk={desk} now={now} catalogue={catalogue} chime={chime} onPress={act} onSay={(command) => void press(command)} />
      {open && (
        <Dialogs
          open={open}
          desk={desk}
          now={now}
          server={server}
          catalogue={catalogue}
          sending={sending}
          said={said}
          press={press}
          number={number}
          onOpen={show}
          onClose={() => setOpen(null)}
          onLang={onLang}
          onLeft={() => onLeft(null)}
        />
      )}
    </div>
  )
}

/** What a key asks at once; null: it opens a dialog of its name. */
function commandOf(key: Key, desk: Desk): Command | null {
  const { visit, undo } = desk
  if (key === "primary") return primaryOf(desk, visit)
  if (key === "both") return visit ? { do: "both", visit: visit.visit } : { do: "next", expected: null }
  if (key === "undo" && undo) return { do: "undo", visit: undo.visit, number: undo.number }
  if ((key === "recall" || key === "absent") && visit) return { do: key, visit: visit.visit, number: visit.number }
  return null
}

function primaryOf(desk: Desk, visit: DeskVisit | null): Command {
  if (visit) return { do: doing(desk) === "serving" ? "finish" : "start", visit: visit.visit, number: visit.number }
  return PRIMARY[doing(desk)] === "resume" ? { do: "resume" } : { do: "next", expected: null }
}

/** A mouse press takes no focus, so Enter stays the desk's primary key afterwards; in a frame it brings the keyboard here. */
function keepFocus(event: MouseEvent): void {
  const pressed = event.target as Element
  if (!pressed.closest("button") || pressed.closest("dialog")) return
  event.preventDefault()
  window.focus()
}
