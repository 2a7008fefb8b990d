type Inside = Node | string

/** An element with what stands in it; `words` are attributes. Texts are never read as HTML. */
export function el<K extends keyof HTMLElementTagNameMap>(tag: K, words: Readonly<Record<string, string>> = {}, ...inside: Inside[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  for (const [name, word] of Object.entries(words)) made.setAttribute(name, word)
  made.append(...inside)
  return made
}

/** A picture of static/signs.svg beside its word. */
export function sign(name: string): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg")
  svg.setAttribute("class", "icon")
  svg.setAttribute("aria-hidden", "true")
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use")
  use.setAttribute("href", `/static/signs.svg#${name}`)
  svg.append(use)
  return svg
}

export function put(slot: Element, text: string): void {
  if (slot.textContent !== text) slot.textContent = text
}

/** Draws again only what has changed, so that a focus stays where it is. */
export function drawn<T>(draw: (what: T) => void): (what: T) => void {
  let before = ""
  return (what) => {
    const now = JSON.stringify(what)
    if (now === before) return
    before = now
    draw(what)
  }
}
