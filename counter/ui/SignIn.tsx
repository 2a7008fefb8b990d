import { useRef, useState } from "preact/hooks"
import { Problem, type Server } from "../../server/ui/http"
import type { SignedIn, StaffShown } from "../../server/ui/wire"
import { Mark } from "../../server/ui/signs"
import { focused } from "./focused"
import { OtherLang } from "./OtherLang"
import { type Key, useSpeech } from "./speech"

interface Props {
  server: Server
  trouble: Key | null
  onStaff: (staff: StaffShown) => void
  onLang: () => void
}

/** Login and password of a clerk. */
export function SignIn({ server, trouble, onStaff, onLang }: Props) {
  const { t } = useSpeech()
  const [said, setSaid] = useState<Refused | null>(trouble && { key: trouble, n: 0 })
  const [busy, setBusy] = useState(false)
  const password = useRef<HTMLInputElement>(null)

  const enter = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy) return
    const typed = new FormData(event.currentTarget as HTMLFormElement)
    setBusy(true)
    try {
      const body = { login: String(typed.get("login")), password: String(typed.get("password")) }
      onStaff((await server.post<SignedIn>("staff-sessions", body)).staff)
    } catch (error) {
      setSaid(refused(error))
      setBusy(false)
      password.current?.select() // what is typed next replaces what was wrong
    }
  }

  return (
    <main class="door">
      <form onSubmit={enter}>
        <Mark />
        <h1>{t("in_heading")}</h1>
        <p role="alert" id="why" class={said ? "notice bad" : ""}>{said && t(said.key, { n: said.n })}</p>
        <div class="field">
          <label for="login">{t("in_login")}</label>
          <input id="login" name="login" autocomplete="username" autocapitalize="none" spellcheck={false} required ref={focused} />
        </div>
        <div class="field">
          <label for="password">{t("in_password")}</label>
          <input id="password" name="password" type="password" autocomplete="current-password" aria-describedby="why" required ref={password} />
        </div>
        <button class="press primary" aria-disabled={busy}>{t("in_go")}<kbd>{t("cap_enter")}</kbd></button>
        <OtherLang onLang={onLang} />
      </form>
    </main>
  )
}

/** Why nobody was let in; `n`: seconds to wait. */
interface Refused {
  key: Key
  n: number
}

function refused(error: unknown): Refused {
  if (!(error instanceof Problem)) return { key: "in_silent", n: 0 }
  const n = Number(error.more.retry_after ?? 0)
  if (error.status === 429) return { key: n > 0 ? "in_often" : "in_crowd", n }
  return { key: error.status === 401 ? "in_wrong" : "bad_other", n: 0 }
}
