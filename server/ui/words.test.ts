import { describe, expect, it } from "vitest"
import { euro, number, say, typeset } from "./words"

const words = {
  hello: { bg: "Добър ден", en: "Hello", ro: "Bună ziua", tr: "İyi günler" },
  people: {
    bg: { one: "{n} човек", other: "{n} души" },
    ro: { one: "o persoană", few: "{n} persoane", other: "{n} de persoane" },
  },
  at: { bg: "гише {counter}, {time}" },
}

describe("the words of a face", () => {
  it("are said in the visitor's language", () => {
    expect(say(words, "tr")("hello")).toBe("İyi günler")
  })

  it.each([
    ["bg", 1, "1 човек"],
    ["bg", 8, "8 души"],
    ["ro", 1, "o persoană"],
    ["ro", 3, "3 persoane"],
    ["ro", 20, "20 de persoane"],
  ] as const)("count people as %s does (%i)", (lang, n, said) => {
    expect(say(words, lang)("people", { n })).toBe(said)
  })

  it("fall back on Bulgarian, with Bulgarian plurals", () => {
    expect(say(words, "tr")("people", { n: 2 })).toBe("2 души")
  })

  it("take their values by name", () => {
    expect(say(words, "bg")("at", { counter: 3, time: "10:42" })).toBe("гише 3, 10:42")
  })

  it("keep short words, units and dashes with their neighbours", () => {
    expect(typeset("Хора с дете до 3 години – и в залата")).toBe("Хора с\u00a0дете до\u00a03\u00a0години\u00a0– и\u00a0в\u00a0залата")
  })

  it("keep a particle with its verb", () => {
    expect(typeset("С какво да ви помогнем?")).toBe("С\u00a0какво да\u00a0ви помогнем?")
    expect(typeset("После се изтрива.")).toBe("После се\u00a0изтрива.")
    expect(typeset("Nu întrebăm motivul și nu îl înregistrăm.")).toBe("Nu\u00a0întrebăm motivul și nu\u00a0îl înregistrăm.")
  })

  it("say „във“ before в", () => {
    expect(typeset("Отваряме в вторник")).toBe("Отваряме във\u00a0вторник")
    expect(typeset("Отваряме в сряда")).toBe("Отваряме в\u00a0сряда")
  })

  it("write money and numbers as the hall's notices do", () => {
    expect(euro(1.53, "bg")).toBe("1,53\u00a0€")
    expect(euro(1.5, "en")).toBe("1.50\u00a0€")
    expect(number(6284, "bg")).toBe("6284")
  })
})
