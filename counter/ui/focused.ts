/** As a `ref`: takes the focus when it appears. The browser's own `autofocus` works only once a page. */
export function focused(field: HTMLElement | null): void {
  field?.focus()
}
