import { useEffect, useState } from "preact/hooks"
import type { Server } from "../../server/ui/http"
import type { CatalogueShown } from "../../server/ui/wire"
import { type Lang, LANGS, typeset } from "../../server/ui/words"

const AGAIN_MS = 2000

/** What the hall offers, in the visitor's language: all four are there from the start, the chosen one is renewed. */
export function useCatalogue(server: Server, lang: Lang, chosen: boolean): CatalogueShown | null {
  const [known, setKnown] = useState<Partial<Record<Lang, CatalogueShown>>>({})
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const load = async (langs: readonly Lang[]) => {
      try {
        for (const one of langs) {
          const catalogue = await server.get<CatalogueShown>(`catalogue?lang=${one}`)
          setKnown((others) => ({ ...others, [one]: printed(catalogue) }))
        }
      } catch {
        timer = setTimeout(() => void load(langs), AGAIN_MS)
      }
    }
    void load(chosen ? [lang] : LANGS)
    return () => clearTimeout(timer)
  }, [server, chosen ? lang : null])
  return known[lang] ?? null
}

/** The same catalogue with its names and descriptions set for print. */
function printed(catalogue: CatalogueShown): CatalogueShown {
  return JSON.parse(JSON.stringify(catalogue), (key, value: unknown) =>
    typeof value === "string" && ["name", "short", "description"].includes(key) ? typeset(value) : value,
  ) as CatalogueShown
}
