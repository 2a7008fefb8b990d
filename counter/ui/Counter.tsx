import { useEffect, useMemo, useState } from "preact/hooks"
import type { Opened } from "../../server/ui/session"
import type { Desk, StaffShown } from "../../server/ui/wire"
import type { Lang } from "../../server/ui/words"
import { AtDesk } from "./AtDesk"
import { SignIn } from "./SignIn"
import { SignOn } from "./SignOn"
import type { Key } from "./speech"
import { speechOf, SpeechProvider } from "./speech"

const LANG = "gishe.counter.lang"

/** Who the clerk is, then which counter, then the desk. */
export function Counter({ session, server }: Opened) {
  const [staff, setStaff] = useState<StaffShown | null>(session.staff)
  const [desk, setDesk] = useState<{ first: Desk; takenOver: string | null } | null>(null)
  const [trouble, setTrouble] = useState<Key | null>(null)
  const [lang, setLang] = useState<Lang>(localStorage.getItem(LANG) === "en" ? "en" : "bg")
  const speech = useMemo(() => speechOf(lang, session.hall.zone), [lang, session])

  useEffect(() => {
    document.documentElement.lang = lang
    localStorage.setItem(LANG, lang)
  }, [lang])

  const toDoor = (why: Key | null) => {
    setTrouble(why)
    setDesk(null)
    setStaff(null)
  }
  const toCounters = (why: Key | null) => {
    setTrouble(why)
    setDesk(null)
  }
  const seated = (first: Desk, takenOver: string | null) => {
    setTrouble(null)
    setDesk({ first, takenOver })
  }

  return (
    <SpeechProvider value={speech}>
      {staff === null ? (
        <SignIn server={server} trouble={trouble} onStaff={setStaff} />
      ) : desk === null ? (
        <SignOn server={server} staff={staff} own={session.device?.counter ?? null} trouble={trouble} onDesk={seated} onDoor={toDoor} />
      ) : (
        <AtDesk
          server={server}
          device={session.device?.id ?? null}
          staff={staff}
          {...desk}
          onLang={() => setLang(lang === "bg" ? "en" : "bg")}
          onLeft={toCounters}
          onDoor={toDoor}
        />
      )}
    </SpeechProvider>
  )
}
