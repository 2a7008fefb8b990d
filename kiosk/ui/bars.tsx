import { Icon, type IconName } from "../../server/ui/icon"
import type { Lobby } from "../../server/ui/wire"
import { LANGS } from "../../server/ui/words"
import { kioskWords, type Scene, type T } from "./scene"

type Hall = Pick<Scene, "lobby" | "t">

/** What does not work at this kiosk, in a line or two: whoever would rather go elsewhere need not go on. */
export function Bars({ lobby, t }: Hall) {
  const { paper, offline } = lobby
  if (paper === "trouble") {
    const text = elsewhere(lobby, t) ?? t("seen_here")
    return <Bar icon="print" title={t(noPaper(lobby))} text={text} also={offline ? t("cut_title") : null} />
  }
  return offline ? <Bar icon="clock" title={t("cut_title")} text={t("cut_text")} /> : null
}

/** Before a number is taken: also what holds without paper, and that nobody knows how the printer is. */
export function BeforeTaking({ lobby, t }: Hall) {
  const also = lobby.offline ? t("cut_title") : null
  if (lobby.paper === "trouble") {
    const text = `${t("seen_here")} ${t(lobby.phone ? "on_phone" : "remember")}`
    return <Bar icon="print" title={t(noPaper(lobby))} text={text} go={elsewhere(lobby, t)} also={also} />
  }
  if (lobby.paper === "unknown") return <Bar icon="print" title={t("perhaps_title")} text={t("seen_here")} also={also} />
  return <Bars lobby={lobby} t={t} />
}

/** The same before a language is chosen: one short line in each. */
export function BarsInAll({ lobby }: { lobby: Lobby }) {
  const { paper, offline, other_kiosk } = lobby
  return (
    <>
      {offline && <InAll icon="clock" said="cut_title" />}
      {paper === "trouble" && <InAll icon="print" said="no_paper_short" go={other_kiosk} />}
    </>
  )
}

interface Said {
  icon: IconName
  title: string
  text: string
  /** Where else to go, and what else there is to know. */
  go?: string | null
  also?: string | null
}

function Bar({ icon, title, text, go = null, also = null }: Said) {
  return (
    <p class="notice bar">
      <Icon name={icon} />
      <span>
        <strong>{title}</strong> <span>{text}</span>{" "}
        {go !== null && <span class="go">{go}</span>}
        {also !== null && <strong class="also">{also}</strong>}
      </span>
    </p>
  )
}

function InAll({ icon, said, go = null }: { icon: IconName; said: "cut_title" | "no_paper_short"; go?: string | null }) {
  return (
    <div class="notice bar in-all">
      <Icon name={icon} />
      <ul>
        {LANGS.map((lang) => <li lang={lang} key={lang}>{kioskWords(lang)(said)}</li>)}
        {go !== null && <li class="go"><Icon name="go" />{go}</li>}
      </ul>
    </div>
  )
}

function noPaper({ paper_cause }: Lobby) {
  return paper_cause === "paper_out" ? "paper_out_here" : "no_print_here"
}

function elsewhere({ other_kiosk }: Lobby, t: T): string | null {
  return other_kiosk === null ? null : t("paper_there", { kiosk: other_kiosk })
}
