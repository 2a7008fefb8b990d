import "../../server/ui/pages.css"
import { render } from "preact"

render(<main />, document.body)
