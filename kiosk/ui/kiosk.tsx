import type { JSX } from "preact"
import { useMemo, useReducer } from "preact/hooks"
import { clockOf, useHallNow } from "../../server/ui/clock"
import { useLive } from "../../server/ui/live"
import type { Opened } from "../../server/ui/session"
import type { Lobby } from "../../server/ui/wire"
import { useCatalogue } from "./catalogue"
import { House, Sill } from "./frame"
import { Groups } from "./groups"
import { hold } from "./held"
import { patience, useIdle } from "./idle"
import { Language } from "./language"
import { Last } from "./last"
import { About, Seeking, Unfound } from "./lost"
import { next } from "./machine"
import { remembered } from "./order"
import type { Job } from "./paper"
import { kioskWords, type Scene } from "./scene"
import { Service } from "./service"
import { Services } from "./services"
import { Closed, Offline } from "./shut"
import { StillThere } from "./still"
import { Ticket } from "./ticket"
import { useLandscape, useLook, useWaited } from "./look"
import { useCopy, useOrder, usePaper, useSearch } from "./sending"
import { BEGINNING, type Screen } from "./way"
import { Wishes } from "./wishes"

/** How long the first picture may take before the kiosk says that there is no connection. */
const PATIENT_MS = 3000

const SCREENS: Record<Screen, (scene: Scene) => JSX.Element> = {
  language: Language,
  groups: Groups,
  services: Services,
  service: Service,
  last: Last,
  wishes: Wishes,
  ticket: Ticket,
  about: About,
  seeking: Seeking,
  unfound: Unfound,
}

const WITHOUT_BACK: ReadonlySet<Screen> = new Set(["language", "ticket", "unfound"])

/** The machine at the door: from a language to a number, and back to the beginning for the next person. */
export function Kiosk({ session, server }: Opened) {
  const [way, happened] = useReducer(next, BEGINNING, begin)
  const over = () => happened({ did: "over" })
  const device = session.device?.id ?? null
  const source = useMemo(
    () => ({
      namespace: "/kiosk",
      event: "lobby",
      path: "lobby",
      server,
      device,
      on: { job: (job: Job) => happened({ did: "job", job }) },
    }),
    [server, device],
  )
  const live = useLive<Lobby>(source)
  const catalogue = useCatalogue(server, way.lang, way.screen !== "language")
  const clock = useMemo(() => live.picture && clockOf(live.picture), [live.picture])
  const now = useHallNow(clock)
  const idle = useIdle(way, over)
  const landscape = useLandscape()
  useOrder(way, server, happened)
  usePaper(way, server, happened)
  useCopy(way, server, happened)
  useSearch(way, server, happened)
  const held = () => {
    if (way.ticket !== null) void hold(way.ticket.visit, server)
    over()
  }

  const { zone } = session.hall
  const t = kioskWords(way.lang)
  const lobby = live.picture
  const waited = useWaited(PATIENT_MS)
  const heard = live.fresh ? way.trouble !== "unreachable" : lobby === null && !waited
  const offline = !heard && way.screen !== "ticket"
  const room = { landscape, large: way.aids.large, low: way.aids.low }
  const closed = way.screen === "ticket" || way.lost ? null : (way.closed ?? (lobby?.open === false ? { opensAt: lobby.opens_at } : null))
  const moving = !offline && closed === null && way.order === null
  useLook(way, offline ? "offline" : closed ? "closed" : `${way.screen} ${way.page}`)

  const draw = () => {
    if (offline) return <Offline way={way} t={t} />
    if (lobby === null || now === null) return <main />
    const scene = { way, happened, held, t, lobby, now, zone, room }
    if (closed !== null) return <Closed {...scene} {...closed} />
    if (way.screen === "language") return <Language {...scene} />
    if (catalogue === null) return <main />
    const Screen = SCREENS[way.screen]
    return <Screen {...scene} catalogue={catalogue} />
  }
  return (
    <>
      <House lobby={lobby} way={way} now={now} zone={zone} />
      {draw()}
      <Sill way={way} happened={happened} t={t} back={moving && !WITHOUT_BACK.has(way.screen)} />
      {idle.left !== null && <StillThere left={idle.left} of={patience(way).warning} t={t} stay={idle.stay} over={over} />}
    </>
  )
}

/** After a reload under somebody's hands, their order goes on. */
function begin(beginning: typeof BEGINNING) {
  const order = remembered()
  return order === null ? beginning : next(beginning, { did: "unanswered", order })
}
