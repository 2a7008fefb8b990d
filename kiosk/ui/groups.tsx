import { Icon } from "../../server/ui/icon"
import { waitShort } from "../../server/ui/wait"
import type { GroupLine } from "../../server/ui/wire"
import { Bars } from "./bars"
import { lineOf, type Scene } from "./scene"

/** What one comes for: the groups, how many wait for each, and how long; or whose paper is lost. */
export function Groups(scene: Scene) {
  const { way, happened, t, lobby, catalogue, room } = scene
  const waits = !way.lost && !lobby.offline
  const lines = catalogue.groups.map((group) => ({ group, line: lineOf(scene, group.letter) }))
  return (
    <main>
      <div class="tell">
        <div>
          <h1 tabIndex={-1}>{t(way.lost ? "lost_title" : "groups_title")}</h1>
          <p class="lead">{t("groups_lead")}</p>
        </div>
        {!way.lost && <Bars lobby={lobby} t={t} />}
        {way.aids.low && waits && (
          <ul class="sum" aria-label={t("by_group")}>
            {lines.map(({ group, line }) => (
              <li key={group.letter}>
                <span class="letter">{group.letter}</span>
                <span class="soft">{howMany(scene, line)}</span>
                <b>{howLong(scene, line)}</b>
              </li>
            ))}
          </ul>
        )}
      </div>
      <ul class="choices groups">
        {lines.map(({ group, line }) => (
          <li key={group.letter}>
            <button type="button" class="press choice" onClick={() => happened({ did: "group", letter: group.letter })}>
              <span class="letter">{group.letter}</span>
              <span class="words name">{room.large || room.low ? group.short : group.name}</span>
              {!way.aids.low && waits && (
                <span class={line?.staffed ? "wait" : "wait unstaffed"}>
                  <b>{howLong(scene, line)}</b>
                  <span>{howMany(scene, line)}</span>
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {waits && (
        <button type="button" class="press aside" onClick={() => happened({ did: "lost" })}>
          <Icon name="paper" />
          <span>{t("lost")}</span>
          <Icon name="forward" />
        </button>
      )}
    </main>
  )
}

function howMany({ t }: Scene, line: GroupLine | undefined): string {
  return line?.waiting ? t("waiting", { n: line.waiting }) : t("nobody_waits")
}

function howLong({ t, way }: Scene, line: GroupLine | undefined): string {
  return line?.staffed ? waitShort(line.wait, way.lang) : t("unstaffed")
}
