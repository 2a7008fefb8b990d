import { type ComponentChildren, render } from "preact"
import { useEffect, useState } from "preact/hooks"
import shared from "../translations/shared.json"
import { Problem } from "./http"
import { type Face, openSession, type Opened } from "./session"
import { Mark } from "./signs"
import { type Lang, say } from "./words"

const AGAIN_MS = 2000

/** Opens the session of a face and draws it; until there is one, says plainly why there is none. */
export function start(face: Face, draw: (opened: Opened) => ComponentChildren): void {
  render(<Start face={face} draw={draw} />, document.body)
}

function Start({ face, draw }: { face: Face; draw: (opened: Opened) => ComponentChildren }) {
  const [opened, setOpened] = useState<Opened | null>(null)
  const [why, setWhy] = useState<"opening" | "unpaired" | "offline">("opening")
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const open = () =>
      openSession(face).then(setOpened, (error: unknown) => {
        const refused = error instanceof Problem && (error.status === 401 || error.status === 403)
        setWhy(refused ? "unpaired" : "offline")
        timer = setTimeout(open, AGAIN_MS)
      })
    void open()
    return () => clearTimeout(timer)
  }, [face])
  return <>{opened ? draw(opened) : <Waiting why={why} />}</>
}

/** What stands on a screen that cannot begin: nobody has chosen a language yet, so Bulgarian and English. */
function Waiting({ why }: { why: "opening" | "unpaired" | "offline" }) {
  useEffect(() => {
    document.title = say(shared, "bg")(`${why}_title`)
  }, [why])
  return (
    <main class="start">
      <Mark />
      {(["bg", "en"] satisfies Lang[]).map((lang, i) => (
        <section lang={lang} key={lang}>
          {i === 0 ? <h1>{say(shared, lang)(`${why}_title`)}</h1> : <h2>{say(shared, lang)(`${why}_title`)}</h2>}
          <p>{say(shared, lang)(`${why}_text`)}</p>
        </section>
      ))}
    </main>
  )
}
