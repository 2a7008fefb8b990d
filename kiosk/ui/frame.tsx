import shared from "../../server/translations/shared.json"
import { timeOfDay } from "../../server/ui/clock"
import { Icon, type IconName } from "../../server/ui/icon"
import { Mark } from "../../server/ui/signs"
import { say } from "../../server/ui/words"
import type { Lobby } from "../../server/ui/wire"
import type { Aid, Happened, Way } from "./way"
import type { T } from "./scene"

/** Above: whose house it is, and what time it is there. */
export function House({ lobby, way, now, zone }: { lobby: Lobby | null; way: Way; now: Date | null; zone: string }) {
  const time = now && timeOfDay(now, zone)
  return (
    <header class="house">
      <Mark />
      <span>{lobby?.hall[way.lang] ?? lobby?.hall.bg}</span>
      {lobby?.replay && <span class="replay">{say(shared, way.lang)("replay", { speed: lobby.replay.speed })}</span>}
      {time && <time dateTime={time}>{time}</time>}
    </header>
  )
}

const AIDS: Record<Aid, IconName> = { large: "large", contrast: "contrast", low: "reach" }

/** Below: the sill with the way back and the aids, always in the same place. */
export function Sill({ way, happened, t, back }: { way: Way; happened: (what: Happened) => void; t: T; back: boolean }) {
  return (
    <nav class={back ? "sill" : "sill no-back"} aria-label={t("aids")}>
      {back && (
        <button type="button" class="tool back" onClick={() => happened({ did: "back" })}>
          <Icon name="back" />
          <span>{t("back")}</span>
        </button>
      )}
      {(Object.keys(AIDS) as Aid[]).map((aid) => (
        <button type="button" class="tool" key={aid} aria-pressed={way.aids[aid]} onClick={() => happened({ did: "aid", aid })}>
          <Icon name={AIDS[aid]} />
          <span>{t(`aid_${aid}`)}</span>
        </button>
      ))}
    </nav>
  )
}
