// Dark where the phone or the computer is set to dark. Loaded before the page is drawn, so nothing flashes.
const dark = matchMedia("(prefers-color-scheme: dark)")
const paint = () => (document.documentElement.dataset.theme = dark.matches ? "dark" : "light")
dark.addEventListener("change", paint)
paint()
