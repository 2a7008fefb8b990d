/** Light or dark as the computer is set, also when that changes during the day. */
export function followTheme(): void {
  const dark = matchMedia("(prefers-color-scheme: dark)")
  const follow = () => document.documentElement.setAttribute("data-theme", dark.matches ? "dark" : "light")
  dark.addEventListener("change", follow)
  follow()
}
