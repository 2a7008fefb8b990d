import { waitShort } from "../../server/ui/wait"
import type { GroupLine } from "../../server/ui/wire"
import { lineOf, type Scene } from "./scene"

/** What one comes for: the groups, how many wait for each, and how long. */
export function Groups(scene: Scene) {
  const { way, happened, t, catalogue, room } = scene
  const lines = catalogue.groups.map((group) => ({ group, line: lineOf(scene, group.letter) }))
  return (
    <main>
      <div class="tell">
        <div>
          <h1 tabIndex={-1}>{t("groups_title")}</h1>
          <p class="lead">{t("groups_lead")}</p>
        </div>
        {way.aids.low && (
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
              {!way.aids.low && (
                <span class={line?.staffed ? "wait" : "wait unstaffed"}>
                  <b>{howLong(scene, line)}</b>
                  <span>{howMany(scene, line)}</span>
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </main>
  )
}

function howMany({ t }: Scene, line: GroupLine | undefined): string {
  return line?.waiting ? t("waiting", { n: line.waiting }) : t("nobody_waits")
}

function howLong({ t, way }: Scene, line: GroupLine | undefined): string {
  return line?.staffed ? waitShort(line.wait, way.lang) : t("unstaffed")
}
