import "../../server/ui/pages.css"
import "./display.css"
import { useEffect, useMemo, useReducer, useState } from "preact/hooks"
import { listen } from "../../server/ui/live"
import type { Opened } from "../../server/ui/session"
import { start } from "../../server/ui/start"
import type { Board } from "../../server/ui/wire"
import { LANGS, say } from "../../server/ui/words"
import words from "../../server/translations/display.json"
import { type Chime, chimeOn } from "./chime"
import { after, dark, facade } from "./facade"
import { Hall } from "./view"

const MOMENT_MS = 250
const asked = new URLSearchParams(location.search)
const lang = LANGS.find((known) => known === asked.get("lang")) ?? "bg"
const t = say(words, lang)

function Screen({ session, server }: Opened) {
  const [screen, send] = useReducer(after, performance.now(), dark)
  const { chime, sounds } = useChime()
  useEffect(() => {
    const source = { namespace: "/display", event: "board", path: "board", server, device: session.device?.id ?? null }
    return listen<Board>(source, (live) => send({ live, now: performance.now() }))
  }, [session, server])
  useEffect(() => {
    const timer = setInterval(() => send({ now: performance.now() }), MOMENT_MS)
    return () => clearInterval(timer)
  }, [])
  const turn = screen.turn?.call.call
  useEffect(() => {
    if (turn !== undefined) chime?.ring()
  }, [turn, chime])
  return <Hall facade={facade(screen, session.hall.zone)} silent={!sounds} lang={lang} />
}

/** The chime, and whether it can be heard. A browser decides within a moment of opening whether it lets a page sound. */
function useChime(): { chime: Chime | null; sounds: boolean } {
  const [sounds, tell] = useState(true)
  const chime = useMemo(() => speaker(tell), [])
  useEffect(() => {
    const unlock = () => chime?.unlock()
    const deciding = setTimeout(() => tell(chime?.sounds() ?? false), 1000)
    addEventListener("pointerdown", unlock)
    addEventListener("keydown", unlock)
    return () => {
      clearTimeout(deciding)
      removeEventListener("pointerdown", unlock)
      removeEventListener("keydown", unlock)
    }
  }, [chime])
  return { chime, sounds }
}

/** A machine without any sound device has no speaker. */
function speaker(tell: (sounds: boolean) => void): Chime | null {
  try {
    return chimeOn(new AudioContext(), tell)
  } catch {
    return null
  }
}

document.documentElement.lang = lang
document.documentElement.dataset.theme = asked.get("theme") === "light" ? "light" : "dark"
document.title = t("title")
start("display", (opened) => <Screen {...opened} />)
