/** The languages of the hall's visitors; Bulgarian is the authoritative one. */
export const LANGS = ["bg", "en", "ro", "tr"] as const
export type Lang = (typeof LANGS)[number]

/** A sentence, or one for each plural category of the language (CLDR), chosen by the value `n`. */
type Sentence = string | Readonly<Record<string, string>>
type Entry = Readonly<Partial<Record<Lang, Sentence>>>
type Words = Readonly<Record<string, Entry>>
type Values = Readonly<Record<string, string | number>>

/** Says a sentence of a face's words: `t("ahead", { n: 8 })`. Unknown keys do not compile. */
export type Say<W extends Words> = (key: keyof W & string, values?: Values) => string

/** The words of `server/translations/<face>.json` in one language, and in Bulgarian where that language lacks them. */
export function say<W extends Words>(words: W, lang: Lang): Say<W> {
  return (key, values = {}) => {
    const entry: Entry = words[key] ?? {}
    const spoken = entry[lang] === undefined ? "bg" : lang
    return filled(chosen(entry[spoken] ?? "", spoken, values), spoken, values)
  }
}

function chosen(sentence: Sentence, lang: Lang, values: Values): string {
  if (typeof sentence === "string") return sentence
  return sentence[new Intl.PluralRules(lang).select(Number(values.n))] ?? sentence.other ?? ""
}

function filled(sentence: string, lang: Lang, values: Values): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    return typeof value === "number" ? number(value, lang) : (value ?? whole)
  })
}

/**
 * „в“ before в and ф is „във“. One-letter words, short prepositions and particles, dashes, and numbers with their units
 * keep their neighbour at the end of a line: „С какво | да ви помогнем?“, never „С какво да | ви помогнем?“.
 */
export function typeset(sentence: string): string {
  return sentence
    .replace(/(?<=^|[\s(„“])(\p{L}|на|за|от|до|по|със?|във?|да|не|ще|се|să|vă|nu|de|la|în|cu) (?=\S)/giu, "$1\u00a0")
    .replace(/(?<=^|[\s\u00a0(„“])в(?=[\s\u00a0][вф])/gu, "във")
    .replace(/(\d) (?=[\p{L}€])/gu, "$1\u00a0")
    .replace(/ (?=[–×])/g, "\u00a0")
}

/** 1234 stays closed up, 12345 is spaced: `12 345`. */
export function number(value: number, lang: Lang, decimals = 0): string {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  return new Intl.NumberFormat(lang, { ...digits, useGrouping: Math.abs(value) >= 10_000 }).format(value)
}

/** `1,53 €`: the sign stands behind in every language, as it does on the price lists. */
export function euro(value: number, lang: Lang): string {
  return `${number(value, lang, 2)}\u00a0€`
}
