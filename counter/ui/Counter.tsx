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
  const [lang, setLang] = useState<Lang>(firstLang)
  const speech = useMemo(() => speechOf(lang, session.hall.zone), [lang, session])

  useEffect(() => {
    document.documentElement.lang = lang
  }, [lang])

  const toggle = () => {
    const other = lang === "bg" ? "en" : "bg"
    localStorage.setItem(LANG, other)
    setLang(other)
  }
  const toDoor = (why: Key | null) => {
    setTrouble(why)
    setDesk(null)
    setStaff(null)
  }
  const signedIn = (who: StaffShown) => {
    setTrouble(null)
    setStaff(who)
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
        <SignIn server={server} trouble={trouble} onStaff={signedIn} onLang={toggle} />
      ) : desk === null ? (
        <SignOn
          server={server}
          staff={staff}
          own={session.device?.counter ?? null}
          trouble={trouble}
          onDesk={seated}
          onDoor={toDoor}
          onLang={toggle}
        />
      ) : (
        <AtDesk
          server={server}
          device={session.device?.id ?? null}
          {...desk}
          onLang={toggle}
          onLeft={toCounters}
          onDoor={toDoor}
        />
      )}
    </SpeechProvider>
  )
}

/** The address's language (`?lang=en`) before the one this computer remembers. */
function firstLang(): Lang {
  return (new URLSearchParams(location.search).get("lang") ?? localStorage.getItem(LANG)) === "en" ? "en" : "bg"
}
